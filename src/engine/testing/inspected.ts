import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { resolveLayer } from '../../compose/resolve.ts';
import { listsFor } from '../../compose/testing/scene-lists.ts';
import type { VisParams } from '../../compose/vis-params.ts';
import type { Image, ImageCollection } from '../../ee/ee.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import { centreOf } from '../../grid/bounds.ts';
import type { LngLat } from '../../grid/grid.ts';
import type { BandInfo, BandWindow, Reader, WindowRequest } from '../../raster/reader.ts';
import { notRead } from '../../raster/resident.ts';
import type { BandSource, Scene } from '../../scene/scene.ts';
import { BandBook } from '../band-book.ts';
import { inspectPlace } from '../inspect.ts';
import type { InspectRequest } from '../inspect-subject.ts';
import type { Inspection } from '../inspection.ts';
import { fieldsOf, Layer } from '../layer.ts';
import { prepareLayer } from '../prepared.ts';
import { FakeReader } from './fake-reader.ts';
import { makeFakeScenes, patternIndex, type FakeScenes } from './fake-scenes.ts';
import { partOf, square, viewOf } from './place.ts';

/** Reads fake scenes and keeps what it read: `far` notes what would be a request. */
class KeepingReader implements Reader {
  readonly far: FakeReader;
  readonly #near: FakeReader;
  readonly #kept = new Set<BandSource['href']>();

  constructor(scenes: FakeScenes) {
    this.far = new FakeReader(scenes);
    this.#near = new FakeReader(scenes);
  }

  describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    return this.far.describe(source, signal);
  }

  async read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow> {
    const { href } = request.source;
    if (this.#kept.has(href)) return this.#near.read(request, signal);
    if (request.resident) throw notRead(href as string);
    const window = await this.far.read(request, signal);
    this.#kept.add(href);
    return window;
  }

  forgetFailures(): void {}

  stats = () => this.far.stats();

  dispose(): void {
    this.far.dispose();
  }
}

export const bands = {
  q: { dtype: 'uint8', values: [1, 2, 2, 9], masked: 0.3 },
  red: { dtype: 'uint16', masked: 0.1 },
  green: { dtype: 'int16', masked: 0.5 },
} as const;

interface Shown {
  readonly image: Image | ImageCollection;
  readonly visParams?: VisParams;
}

interface SetUp {
  readonly seed: number;
  readonly layers: Readonly<Record<string, Shown>>;
  readonly count?: number;
  readonly spec?: Parameters<typeof makeFakeScenes>[0]['bands'];
  /** What is particular about a scene. */
  readonly particular?: (scene: number) => Partial<Scene>;
}

export interface Pixel {
  readonly column: number;
  readonly row: number;
}

/** Scenes of random pixels and layers of them, inspected where no GPU is. */
export async function inspected({ seed, layers, count = 9, spec = bands, ...rest }: SetUp) {
  const { particular = () => ({}) } = rest;
  const fake = makeFakeScenes({ random: randomNumbers(seed), count, bands: spec });
  const scenes = fake.list.scenes.map((scene, i) => ({ ...scene, ...particular(i) }));
  const reader = new KeepingReader(fake);
  const book = new BandBook(reader);
  const made = await Promise.all(
    Object.entries(layers).map(async ([id, { image, visParams = look }], i) => {
      const layer = new Layer(fieldsOf({ id, name: id, image, visParams }, i), () => {});
      const recipe = resolveLayer(image.node, listsFor(image.node, scenes));
      layer.resolve(recipe);
      // With a book of its own: what a layer needs to be shown tells nothing of what is inspected.
      layer.prepared = await prepareLayer(new BandBook(new FakeReader(fake)), { recipe, visParams });
      return layer;
    }),
  );
  const context = {
    reader,
    book,
    view: viewOf(square(1)),
    recipeFor: ({ recipe }: Layer) => Promise.resolve(recipe!),
  };
  const inspect = (more: Pick<InspectRequest, 'place' | 'rest'> & Partial<InspectRequest>) =>
    inspectPlace(context, { layers: made, ...more });
  /** Brings files here, as showing them would. */
  const keep = async (scene: number, names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const source = fake.source(scene, name);
      await book.describe(source);
      await reader.read({ source, grid: partOf(fake.grid, { x: 0, y: 0, width: 1, height: 1 }), centre });
    }
  };
  return { fake, scenes, layers: made, far: reader.far, inspect, keep };
}

const centre: LngLat = { lng: -103, lat: 40 };
const look: VisParams = { bands: ['red', 'green', 'q'], min: 0, max: 5000 };

/** What a scene's band holds at a pixel; null: masked. */
export function valueAt(fake: FakeScenes, scene: number, band: string, { column, row }: Pixel) {
  const { data, mask } = fake.pattern(scene, band);
  const at = patternIndex(column, row);
  return mask[at] === 1 ? data[at]! : null;
}

export function pointAt({ grid }: FakeScenes, { column, row }: Pixel) {
  const bounds = gridLngLatBounds(partOf(grid, { x: column, y: row, width: 1, height: 1 }))!;
  return { kind: 'point', at: centreOf(bounds) } as const;
}

/** One line per scene: what is known of it. */
export function statesOf({ scenes }: Inspection): string[] {
  return scenes.map(({ id, state, sentence }) => [id, state, ...(sentence ? [sentence] : [])].join(': '));
}
