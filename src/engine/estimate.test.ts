import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Catalog } from '../catalog/catalog.ts';
import { narrowBands, resolveLayer } from '../compose/resolve.ts';
import type { Recipe } from '../compose/recipe.ts';
import { ee, type ImageCollection } from '../ee/ee.ts';
import type { LngLat } from '../grid/grid.ts';
import { tileBounds } from '../grid/tile.ts';
import type { RangeClient } from '../raster/byte-source.ts';
import { createLocalReader } from '../raster/local-reader.ts';
import { everything, queryKey } from '../scene/query.ts';
import type { Scene } from '../scene/scene.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { estimateLayers, estimateView } from './estimate.ts';
import { makeSource } from './testing/fake-scenes.ts';
import { square, viewOf } from './testing/place.ts';
import { readView } from './testing/read-view.ts';
import { emptyView, type View } from './view.ts';

const base = 'http://localhost/';
const request = { layersPerArray: 16, limits: { sceneBudget: 512 } };

const clearest = (scenes: ImageCollection, band: string) =>
  scenes
    .map((image) => image.addBands(image.select(band).multiply(-1).rename('quality')))
    .qualityMosaic('quality');

/** A folder of files behind a server that counts. */
function serve(folder: URL): RangeClient & { readonly list: (name: string) => ReturnType<Catalog['load']> } {
  const counts = { requests: 0, bytes: 0 };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const pathOf = (url: string): URL => new URL(url.slice(base.length), folder);
  const json = (url: string) => Promise.resolve(JSON.parse(readFileSync(pathOf(url), 'utf8')) as unknown);
  return {
    list: (name) => new Catalog({ http: { json }, base }).load(everything(base + name)),
    range: (url, { offset, length }) => {
      const file = files.get(url) ?? new Uint8Array(readFileSync(pathOf(url)));
      files.set(url, file);
      const bytes = file.slice(offset, offset + length);
      counts.requests++;
      counts.bytes += bytes.length;
      return Promise.resolve({ parts: [bytes], offset, etag: null, modified: null, total: file.length });
    },
    stats: () => counts,
  };
}

/** Tiles around a place. */
function viewAt(
  { lng, lat }: LngLat,
  { z, across, down }: { z: number; across: number; down: number },
): View {
  const x = Math.floor(((lng + 180) / 360) * 2 ** z - across / 2);
  const radians = (lat * Math.PI) / 180;
  const y = Math.floor((0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)) * 2 ** z - down / 2);
  const place = (i: number) => ({ z, x: x + (i % across), y: y + Math.floor(i / across), wrap: 0 });
  return {
    tiles: Array.from({ length: across * down }, (_, i) => place(i)),
    tileSize: 256,
    center: { lng, lat },
  };
}

interface Case {
  readonly folder: URL;
  readonly name: string;
  readonly image: (scenes: ImageCollection) => ReturnType<ImageCollection['mosaic']>;
  readonly bands: readonly string[];
  readonly view: View;
}

/** What is estimated over what is read. */
async function shareOf({ folder, name, image, bands, view }: Case): Promise<number> {
  const client = serve(folder);
  const list = await client.list(name);
  const { node } = image(ee.ImageCollection(list.id));
  const recipe = narrowBands(resolveLayer(node, new Map([[queryKey(everything(list.id)), list]])), bands);
  const estimate = estimateView({ ...request, recipes: [recipe], view });
  const reader = createLocalReader({ client, budgetBytes: 2 ** 29 });
  await readView(reader, { recipe, view });
  reader.dispose();
  return estimate!.bytes / client.stats().bytes;
}

const demo = new URL('../../public/demo/', import.meta.url);
const series = new URL('../../../shared/data/s2-series/', import.meta.url);
const rgb = ['red', 'green', 'blue'];
const near = (z: number) => viewAt({ lng: -103.19, lat: 40.14 }, { z, across: 4, down: 3 });
const slovenia = viewAt({ lng: 14.5578, lat: 45.8704 }, { z: 14, across: 4, down: 3 });

describe.skipIf(!existsSync(new URL('items.json', demo)))('of the demo, if it was made, an estimate', () => {
  it.each<[number, string, Case['image']]>([
    [11, 'clearest', (scenes) => clearest(scenes, 'cloud')],
    [13, 'clearest', (scenes) => clearest(scenes, 'cloud')],
    [15, 'clearest', (scenes) => clearest(scenes, 'cloud')],
    [12, 'latest', (scenes) => scenes.mosaic()],
    [14, 'latest', (scenes) => scenes.mosaic()],
  ])('at zoom %i of the %s pixels is within a factor of 2.5', async (z, _, image) => {
    const share = await shareOf({ folder: demo, name: 'items.json', image, bands: rgb, view: near(z) });
    expect(Math.abs(Math.log(share))).toBeLessThan(Math.log(2.5));
  });
});

describe.skipIf(!existsSync(series))(
  'of a real series in ../shared/data, if it is there, an estimate',
  () => {
    it.each([
      ['itemcollection_68.json', 'clp', ['ndvi']],
      ['itemcollection_10_earthsearch-style.json', 'cloud', rgb],
    ])('of %s is within a factor of 2', async (name, quality, bands) => {
      const image = (scenes: ImageCollection) => clearest(scenes, quality);
      const share = await shareOf({ folder: series, name, image, bands, view: slovenia });
      expect(Math.abs(Math.log(share))).toBeLessThan(Math.log(2));
    });
  },
);

describe('an estimate', () => {
  const view = viewOf(square(2));
  const [first] = view.tiles;
  const scenesOf = (count: number, fields: Partial<Scene> = {}): Scene[] =>
    Array.from({ length: count }, (_, i) =>
      makeScene({
        id: `scene-${i}`,
        bands: new Map([
          ['q', makeSource(`${i}/q`, { dtype: 'uint8' })],
          ['red', makeSource(`${i}/red`, { dtype: 'uint16' })],
          ['green', makeSource(`${i}/green`, { dtype: 'uint16' })],
        ]),
        ...fields,
      }),
    );
  const recipeOf = (scenes: readonly Scene[], bands = ['red']): Recipe => {
    const lists = new Map([[queryKey(everything('api')), makeList(scenes)]]);
    return narrowBands(resolveLayer(ee.ImageCollection('api').qualityMosaic('q').node, lists), bands);
  };
  const estimate = (recipes: readonly Recipe[], of: View = view) =>
    estimateView({ ...request, recipes, view: of });

  it('grows with scenes, bands and what a scene covers', () => {
    const bytes = (...args: Parameters<typeof recipeOf>): number => estimate([recipeOf(...args)])!.bytes;
    const one = bytes(scenesOf(1));
    expect(bytes(scenesOf(10)) / one).toBeGreaterThan(4);
    expect(bytes(scenesOf(1), ['red', 'green'])).toBeGreaterThan(one);
    expect(bytes(scenesOf(1, { bounds: tileBounds(first!) }))).toBeLessThan(one);
  });

  it('counts a file once, and the tiles of each layer', () => {
    const recipe = recipeOf(scenesOf(3));
    const [once, twice] = [estimate([recipe])!, estimate([recipe, recipe])!];
    expect(twice.bytes).toBe(once.bytes);
    // 4 tiles of 256² pixels: winners, and a band.
    expect(twice.gpuBytes - once.gpuBytes).toBe(4 * 256 ** 2 * 32);
  });

  it('counts the files that tell where others are valid, and references', () => {
    const judge = makeSource('scl', { dtype: 'uint8' });
    const red = makeSource('red', { dtype: 'uint16', validWhere: { source: judge, not: [0] } });
    const plain = scenesOf(1);
    const bands = new Map([...plain[0]!.bands, ['red', { ...red, validWhere: undefined }]]);
    const judged = new Map([...plain[0]!.bands, ['red', red]]);
    const bytes = (fields: Partial<Scene>): number => estimate([recipeOf(scenesOf(1, fields))])!.bytes;
    expect(bytes({ bands: judged })).toBeGreaterThan(bytes({ bands }));
    expect(bytes({ reference: 'green' })).toBeGreaterThan(bytes({}));
    expect(bytes({ reference: 'red' })).toBe(bytes({}));
  });

  it('is none where nothing is drawn', () => {
    const recipe = recipeOf(scenesOf(3));
    const elsewhere = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    expect(estimate([recipe], emptyView)).toBeNull();
    expect(estimate([])).toBeNull();
    expect(estimate([recipeOf([])])).toBeNull();
    expect(estimate([recipeOf(scenesOf(3, { footprint: elsewhere }))])).toBeNull();
    expect(estimate([recipeOf(scenesOf(513))])).toBeNull();
    expect(estimate([recipe], viewOf([[0, 0]], { z: 7 }))).not.toBeNull();
    expect(estimate([recipe], viewOf([[0, 0]], { z: 6 }))).toBeNull();
  });

  it('is of shown layers and the bands that they show', () => {
    const lists = new Map([[queryKey(everything('api')), makeList(scenesOf(3))]]);
    const image = ee.ImageCollection('api').qualityMosaic('q');
    const of = (specs: Parameters<typeof estimateLayers>[0]) =>
      estimateLayers(specs, { ...request, lists, view });
    expect(of([{ image, visParams: { bands: ['red'] } }])).toEqual(estimate([recipeOf(scenesOf(3))]));
    expect(of([{ image, shown: false }])).toBeNull();
    expect(() => of([{ image, visParams: { bands: ['B9'] } }])).toThrow("no band 'B9'");
  });
});
