import { fromArrayBuffer } from 'geotiff';
import { describe, expect, it, onTestFinished } from 'vitest';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { ee } from '../../ee/ee.ts';
import type { ComputedPixels } from '../../engine/compute-pixels.ts';
import { insideOf } from '../../engine/inside.ts';
import { FakeReader } from '../../engine/testing/fake-reader.ts';
import { makeFakeScenes } from '../../engine/testing/fake-scenes.ts';
import { LiveEngine } from '../../engine/testing/live-engine.ts';
import { partOf } from '../../engine/testing/place.ts';
import { BestpixelError } from '../../errors.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import type { Grid } from '../../grid/grid.ts';
import { areaOfBounds } from './area.ts';
import type { SavedFile } from './destination.ts';
import { type GeotiffChoice, type GeotiffPlan, planGeotiff } from './plan.ts';
import { saveGeotiff } from './save.ts';
import { MemorySpool, openSpool, type Spool } from './spool.ts';

const seed = 20261123;
/** More than one tile in both directions, and odd. */
const part = { x: 100, y: 40, width: 601, height: 545 };

type Spec = Parameters<typeof makeFakeScenes>[0]['bands'];

const plain: Spec = {
  q: { dtype: 'uint8', values: [0, 1, 50, 100] },
  red: { dtype: 'uint16' },
  green: { dtype: 'uint8', masked: 0.5 },
};

async function setUp(bands: Spec = plain, count = 5) {
  const scenes = makeFakeScenes({ random: randomNumbers(seed), count, bands });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list });
  const image = ee.ImageCollection('fake').qualityMosaic('q');
  live.engine.setLayers([{ image, shown: false, name: 'Best' }]);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, part);
  const choice: GeotiffChoice = {
    layer: live.engine.layers[0]!,
    area: areaOfBounds(gridLngLatBounds(grid)!),
    pixels: null,
    bands: ['red', 'green'],
    scaled: false,
    scene: false,
    date: false,
  };
  const never = new AbortController().signal;
  const plan = async (part: Partial<GeotiffChoice> = {}): Promise<GeotiffPlan> => ({
    ...(await planGeotiff(live.engine, { ...choice, ...part }, never)),
    // The part of the image that no rounding of degrees moves.
    grid,
  });
  const truth = (names: readonly string[]) => live.engine.computePixels({ recipe, grid, bands: names });
  return { scenes, reader, live, grid, plan, truth };
}

interface Kept {
  readonly files: readonly SavedFile[];
  readonly item: Record<string, unknown> & { properties: Record<string, unknown> };
  readonly result: Awaited<ReturnType<typeof saveGeotiff>>;
}

async function save(
  live: LiveEngine,
  plan: GeotiffPlan,
  over: { spool?: Spool; signal?: AbortSignal } = {},
): Promise<Kept> {
  const spool = over.spool ?? (await openSpool());
  onTestFinished(() => spool.dispose());
  let files: readonly SavedFile[] = [];
  const result = await saveGeotiff(live.engine, plan, {
    name: 'best',
    script: 'Map.addLayer(best)',
    version: '1',
    signal: over.signal ?? new AbortController().signal,
    onProgress: () => {},
    destination: async (given) => void (files = given),
    ...over,
    spool,
  });
  const item = JSON.parse(await files[1]!.content.text()) as Kept['item'];
  return { files, item, result };
}

async function rasters({ files }: Kept) {
  const tiff = await fromArrayBuffer(await files[0]!.content.arrayBuffer());
  const image = await tiff.getImage();
  const data = (await image.readRasters({ interleave: false })) as unknown as ArrayLike<number>[];
  return { tiff, image, data, nodata: image.getGDALNoData()! };
}

/** Pixels of a sample that are not as they should be. */
function differing(
  found: ArrayLike<number>,
  { nodata, at }: { nodata: number; at: (pixel: number) => number | null },
): number[] {
  const wrong: number[] = [];
  for (let pixel = 0; pixel < found.length; pixel++) {
    if (!Object.is(found[pixel], at(pixel) ?? nodata)) wrong.push(pixel);
  }
  return wrong.slice(0, 5);
}

const bandAt = (pixels: ComputedPixels, name: string) => (pixel: number) =>
  pixels.bands[name]!.mask[pixel] === 1 ? pixels.bands[name]!.data[pixel]! : null;

describe(`a saved GeoTIFF (seed ${seed})`, () => {
  it('holds the pixels of the mosaic, its winners and their days, in one type that leaves a value for no pixel', async () => {
    const red = { dtype: 'uint16', values: [0, 1, 40000, 65535] } as const;
    const { live, plan, truth } = await setUp({ ...plain, red });
    const kept = await save(live, await plan({ scene: true, date: true }));
    const { data, nodata, tiff } = await rasters(kept);
    const pixels = await truth(['red', 'green']);
    // 16 bits that all are in use leave none.
    expect(kept.result.form).toEqual({ type: 'int32', nodata: -2147483648 });
    expect(differing(data[0]!, { nodata, at: bandAt(pixels, 'red') })).toEqual([]);
    expect(differing(data[1]!, { nodata, at: bandAt(pixels, 'green') })).toEqual([]);
    const scene = (pixel: number) => (pixels.scene[pixel]! < 0 ? null : pixels.scene[pixel]! + 1);
    expect(differing(data[2]!, { nodata, at: scene })).toEqual([]);
    const first = Date.UTC(2020, 6, 1) / 86_400_000;
    expect(differing(data[3]!, { nodata, at: (pixel) => scene(pixel) && first + scene(pixel)! - 1 })).toEqual(
      [],
    );
    expect(await tiff.getImageCount()).toBe(2);
  });

  it('keeps the type of its bands where a value is free', async () => {
    const values = [1, 2, 300];
    const { live, plan } = await setUp({
      q: plain.q!,
      red: { dtype: 'uint16', values },
      green: { dtype: 'uint8', values: [7] },
    });
    const { result, files, item } = await save(live, await plan());
    expect(result.form).toEqual({ type: 'uint16', nodata: 0 });
    expect(files.map(({ name }) => name)).toEqual(['best.tif', 'best.json']);
    expect(item.properties['bestpixel:complete']).toBe(true);
  });

  it('takes the other end of the range where 0 is a value', async () => {
    const { live, plan } = await setUp({
      q: plain.q!,
      red: { dtype: 'uint8', values: [0, 100] },
      green: plain.q!,
    });
    expect((await save(live, await plan())).result.form).toEqual({ type: 'uint8', nodata: 255 });
  });

  it('has floats with NaN for no pixel', async () => {
    const { live, plan, truth } = await setUp({
      q: plain.q!,
      red: { dtype: 'float32' },
      green: plain.green!,
    });
    const kept = await save(live, await plan());
    const { data } = await rasters(kept);
    expect(kept.result.form).toEqual({ type: 'float32', nodata: NaN });
    expect(differing(data[0]!, { nodata: NaN, at: bandAt(await truth(['red', 'green']), 'red') })).toEqual(
      [],
    );
  });

  it('masks what lies outside an outline, and composes no square that it does not reach', async () => {
    const { live, plan, truth, grid, reader } = await setUp();
    const { west, south, east, north } = gridLngLatBounds(grid)!;
    const [lng, lat] = [(2 * west + east) / 3, (south + 2 * north) / 3];
    const ring = [
      [west, lat],
      [lng, lat],
      [lng, north],
      [west, north],
      [west, lat],
    ];
    const outline = { type: 'Polygon' as const, coordinates: [ring] };
    const planned = await plan({ area: { outline, clip: true } });
    await save(live, await plan());
    const whole = reader.reads('q').length;
    const kept = await save(live, planned);
    expect(reader.reads('q').length).toBeLessThan(2 * whole);
    const { data, nodata } = await rasters(kept);
    const pixels = await truth(['red', 'green']);
    const inside = await insideOf(grid, outline);
    expect(inside.includes(1)).toBe(true);
    const red = bandAt(pixels, 'red');
    expect(differing(data[0]!, { nodata, at: (pixel) => (inside[pixel] === 1 ? red(pixel) : null) })).toEqual(
      [],
    );
  });

  it('tells the share of every scene used, which sum to 1, and the recipe', async () => {
    const { live, plan, truth } = await setUp();
    const { item } = await save(live, await plan());
    const { scene } = await truth(['red', 'green']);
    const scenes = item.properties['bestpixel:scenes'] as {
      index: number;
      id: string;
      pixels: number;
      share: number;
    }[];
    for (const { index, pixels } of scenes)
      expect(pixels).toBe(scene.filter((winner) => winner === index - 1).length);
    expect(scenes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(item.properties['processing:expression']).toMatchObject({ expression: { kind: 'call' } });
    expect(item.properties['bestpixel:script']).toBe('Map.addLayer(best)');
    expect(item).toMatchObject({ type: 'Feature', assets: { mosaic: { href: './best.tif' } } });
  });

  it('names a scene that fails in the midst of it, in itself and beside it', async () => {
    const { live, plan, reader } = await setUp();
    reader.broken.set('fake:3/q', new BestpixelError('network', 'the host does not answer'));
    const kept = await save(live, await plan());
    expect(kept.item.properties['bestpixel:complete']).toBe(false);
    expect(kept.item.properties['bestpixel:failures']).toMatchObject([{ scene: 'scene-3', band: 'q' }]);
    expect(kept.result.failures).toHaveLength(1);
    const { image } = await rasters(kept);
    expect(JSON.stringify(await image.getGDALMetadata())).toContain('scene-3');
  });

  it('survives a lost context', async () => {
    const { live, plan, truth } = await setUp();
    const planned = await plan();
    const saving = save(live, planned);
    await live.until(() => live.mostHeld > 0);
    const extension = await live.loseContext();
    live.engine.detach();
    await live.restoreContext(extension);
    live.engine.attach(live.gl);
    const { data, nodata } = await rasters(await saving);
    expect(differing(data[0]!, { nodata, at: bandAt(await truth(['red', 'green']), 'red') })).toEqual([]);
  });

  it('is nowhere when it is given up, and its spool is gone', async () => {
    const { live, plan, reader } = await setUp();
    const control = new AbortController();
    const planned = await plan();
    const before = await spooled();
    reader.onRead = () => control.abort();
    const spool = await openSpool();
    await expect(save(live, planned, { signal: control.signal, spool })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await spool.dispose();
    expect(await spooled()).toEqual(before);
  });

  it('is refused before anything is read where the CRS has no code', async () => {
    const { live, plan, reader } = await setUp();
    const planned = await plan();
    const grid: Grid = { ...planned.grid, crs: { ...planned.grid.crs, name: 'somebody’s own' } };
    reader.asked.length = 0;
    await expect(save(live, { ...planned, grid })).rejects.toMatchObject({ tag: 'unsupported' });
    expect(reader.reads()).toEqual([]);
  });

  it('is the same in memory, and too large where that has a limit', async () => {
    const { live, plan } = await setUp();
    const planned = await plan();
    const disk = await save(live, planned);
    const memory = await save(live, planned, { spool: new MemorySpool(2 ** 28) });
    const [a, b] = await Promise.all(
      [disk, memory].map(async ({ files }) => new Uint8Array(await files[0]!.content.arrayBuffer())),
    );
    expect(a).toEqual(b);
    await expect(save(live, planned, { spool: new MemorySpool(1e5) })).rejects.toMatchObject({
      tag: 'too-large',
    });
  });
});

async function spooled(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names;
}
