import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { SceneList } from '../scene/scene.ts';
import { readSceneList } from './item-collection.ts';
import { earthSearchSentinel2 } from './datasets/sentinel-2.ts';
import { makeAsset, makeItem, makeSentinel2Item } from './testing/make-item.ts';

const url = 'https://host.test/items.json';
const seed = 20200901;

/** Something that does not belong where it stands. */
const rubbish = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, Number.NaN, '', '__proto__', 'nan', 'x'.repeat(10_000), [[]], { length: 1e9 }),
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

/** Holds for whatever came in: each item is a sound scene or a named error. */
function checkSound({ scenes, rejected }: SceneList, items: number): void {
  expect(scenes.length + rejected.length).toBe(items);
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
  }
}

describe(`random items (seed ${seed})`, () => {
  it('with rubbish in one place give a scene or a named error', () => {
    const band = { nodata: 0, data_type: 'uint16', scale: 0.0001, offset: -0.1 };
    const assets = {
      image: makeAsset('a.tif', { 'eo:bands': [{ name: 'R' }, { name: 'G' }], 'raster:bands': [band, band] }),
    };
    const whole = fc.constantFrom(makeItem({ assets, 'proj:epsg': 4326 }), makeSentinel2Item());
    const damaged = whole.chain((item) =>
      fc.tuple(fc.constantFrom(...placesIn(item)), rubbish).map(([place, by]) => replaceAt(item, place, by)),
    );
    fc.assert(
      fc.property(damaged, fc.constantFrom(undefined, earthSearchSentinel2), (item, dataset) => {
        const document = { type: 'FeatureCollection', features: [item] };
        checkSound(readSceneList(document, { id: url, url, ...(dataset && { dataset }) }), 1);
      }),
      { seed, numRuns: 1500 },
    );
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
