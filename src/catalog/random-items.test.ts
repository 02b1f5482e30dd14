import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { distinctAcquisitions, newestEditions } from '../scene/editions.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { readSceneList } from './item-collection.ts';
import type { Dataset } from './datasets/dataset.ts';
import { landsatRows } from './datasets/landsat.ts';
import { sentinel2Rows } from './datasets/sentinel-2.ts';
import {
  makeAsset,
  makeItem,
  makeLandsatItem,
  makeOlderSentinel2Item,
  makePlanetaryComputerItem,
  makeSentinel2Item,
  makeSentinel2ItemOf11,
} from './testing/make-item.ts';

const url = 'https://host.test/items.json';
const seed = 20200901;

const markup = '<img src=x onerror=alert(1)>';

/** Something that does not belong where it stands. */
const rubbish = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, Number.NaN, '', '__proto__', 'nan', 'x'.repeat(10_000), [[]], { length: 1e9 }),
  fc.constantFrom(markup, 'javascript:alert(1)', 's3://bucket/a.tif', 's3://', -1e308, 1e308, 5e-324),
);

/** Every place in a JSON value, as a path. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))
      : [];
  return path.length > 0 ? [path, ...inside] : inside;
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, by);
  return copy;
}

/** Holds for whatever came in: each item is a sound scene or a named error, unless it is none of the row's. */
function checkSound({ scenes, rejected }: SceneList, items: number, row?: Dataset): void {
  const known = scenes.length + rejected.length;
  if (row && row.tests.length > 0) expect(known).toBeLessThanOrEqual(items);
  else expect(known).toBe(items);
  for (const { id, error } of rejected) {
    expect(error).toBeInstanceOf(BestpixelError);
    expect(['bad-stac', 'unsupported', 'too-large']).toContain((error as BestpixelError).tag);
    // An error of ours throughout, and no crash that was caught.
    expect((error as BestpixelError).cause).toBeUndefined();
    expect(typeof id).toBe('string');
  }
  for (const scene of scenes) {
    expect(scene.id).not.toBe('');
    expect(Number.isFinite(scene.datetime)).toBe(true);
    expect(scene.bands.size).toBeGreaterThan(0);
    for (const source of scene.bands.values()) {
      expect(source.href).toMatch(/^(https?|blob):/);
      expect(Number.isInteger(source.shift) && Math.abs(source.shift) <= 65535).toBe(true);
      expect(Number.isFinite(source.scale) && source.scale !== 0 && Number.isFinite(source.offset)).toBe(
        true,
      );
    }
    if (scene.bounds) expect(Object.values(scene.bounds).every(Number.isFinite)).toBe(true);
    checkNames(scene);
  }
  const { scenes: kept, superseded } = newestEditions(scenes);
  expect(kept.length + superseded.length).toBe(scenes.length);
  expect(distinctAcquisitions(scenes)).toBeLessThanOrEqual(scenes.length);
}

/** What scenes say of themselves fits their bands, and is of a length that can be shown. */
function checkNames({ bands, aliases = new Map(), reference, acquisition, edition }: Scene): void {
  for (const [alias, band] of aliases) {
    expect([bands.has(alias), bands.has(band)]).toEqual([false, true]);
    expect(alias.length).toBeLessThanOrEqual(64);
  }
  if (reference !== undefined) expect(bands.has(reference)).toBe(true);
  if (acquisition !== undefined) expect(acquisition.length).toBeLessThan(1200);
  for (const number of [edition?.baseline, edition?.generated, edition?.strip]) {
    expect(number == null || Number.isFinite(number)).toBe(true);
  }
}

/** Items of all kinds, with all fields that say where files are and what is in them. */
function wholeItems(): readonly Record<string, unknown>[] {
  const band = { nodata: 0, data_type: 'uint16', scale: 0.0001, offset: -0.1 };
  const image = makeAsset('s3://bucket/a.tif', {
    'eo:bands': [
      { name: 'R', common_name: 'red' },
      { name: 'N', common_name: 'nir' },
    ],
    'raster:bands': [band, band],
    'storage:refs': ['aws'],
    'storage:schemes': { aws: { type: 'aws-s3', region: 'us-west-2', requester_pays: false } },
    'auth:refs': [],
    alternate: { https: { href: 'https://host.test/a.tif', 'auth:refs': [] } },
  });
  const properties = {
    datetime: null,
    start_datetime: '2020-07-01T17:50:00Z',
    platform: 'x-1',
    'grid:code': 'CDEM-1',
    'storage:region': 'us-west-2',
  };
  return [
    makeItem({ assets: { image, n: makeAsset('gs://bucket/n.tif') }, properties, 'proj:epsg': 4326 }),
    makeSentinel2Item(),
    makeOlderSentinel2Item(),
    makeSentinel2ItemOf11(),
    makePlanetaryComputerItem(),
    makeLandsatItem(),
  ];
}

const rows = [undefined, ...sentinel2Rows, ...landsatRows];

describe(`random items (seed ${seed})`, () => {
  it('with rubbish in one place give a scene or a named error', () => {
    const whole = fc.constantFrom(...wholeItems());
    const damaged = whole.chain((item) =>
      fc.tuple(fc.constantFrom(...placesIn(item)), rubbish).map(([place, by]) => replaceAt(item, place, by)),
    );
    fc.assert(
      fc.property(damaged, fc.constantFrom(...rows), (item, dataset) => {
        const document = { type: 'FeatureCollection', features: [item] };
        checkSound(readSceneList(document, { id: url, url, ...(dataset && { dataset }) }), 1, dataset);
      }),
      { seed, numRuns: 4000 },
    );
  });

  it('that are whole give scenes, of any row and of none', () => {
    for (const item of wholeItems()) {
      for (const dataset of rows) {
        const document = { type: 'FeatureCollection', features: [item] };
        const list = readSceneList(document, { id: url, url, ...(dataset && { dataset }) });
        checkSound(list, 1, dataset);
        // An item of another layout has none of a row's bands, which is said.
        for (const { error } of list.rejected) expect(error.message).toMatch(/no GeoTIFF|JPEG 2000|kind gs:/);
      }
    }
  });

  it('with markup in all their texts keep it as text', () => {
    const item = makeSentinel2Item(
      { platform: markup, 's2:product_uri': markup, 'grid:code': `MGRS-${markup}` },
      {
        id: markup,
        assets: {
          [markup]: makeAsset('a.tif', { 'eo:bands': [{ name: markup, common_name: `${markup}!` }] }),
        },
      },
    );
    const { scenes } = readSceneList({ type: 'FeatureCollection', features: [item] }, { id: url, url });
    // Known as Sentinel-2 by root and collection, it has no band of the row.
    expect(scenes).toEqual([]);
    const [scene] = readSceneList(
      { type: 'FeatureCollection', features: [{ ...item, collection: markup, links: [] }] },
      { id: url, url },
    ).scenes;
    expect(scene).toMatchObject({ id: markup, properties: { platform: markup, 'system:index': markup } });
    expect([...scene!.bands.keys()]).toEqual([markup]);
    expect([...scene!.aliases!]).toEqual([[`${markup}!`, markup]]);
  });

  it('that are rubbish altogether give named errors', () => {
    fc.assert(
      fc.property(fc.array(rubbish, { maxLength: 5 }), (features) => {
        checkSound(readSceneList({ type: 'FeatureCollection', features }, { id: url, url }), features.length);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('in a document that is none are refused by name', () => {
    fc.assert(
      fc.property(rubbish, (document) => {
        expect(() => readSceneList(document, { id: url, url })).toThrow(BestpixelError);
      }),
      { seed, numRuns: 300 },
    );
  });
});
