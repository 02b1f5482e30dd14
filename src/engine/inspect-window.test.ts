import { expect, test } from 'vitest';
import { displayOnCpu } from '../compose/display.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee, type Image } from '../ee/ee.ts';
import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { InspectedChip } from './inspection.ts';
import type { FakeScenes } from './testing/fake-scenes.ts';
import { bands, inspected, pointAt, statesOf, valueAt, type Pixel } from './testing/inspected.ts';
import { partOf } from './testing/place.ts';

const seed = 20260713;
const collection = ee.ImageCollection('fake');
const best = collection.qualityMosaic('q');
const worst = collection
  .map((scene) => scene.addBands(scene.select('q').multiply(-1).rename('low')))
  .qualityMosaic('low');

interface Part extends Pixel {
  readonly width: number;
  readonly height: number;
}

/** The bounds of a part without so much of a pixel along each side. */
function boxOf({ grid }: FakeScenes, { column, row, width, height }: Part, less: number) {
  const whole = gridLngLatBounds(partOf(grid, { x: column, y: row, width, height }))!;
  const [x, y] = [(whole.east - whole.west) / width, (whole.north - whole.south) / height].map(
    (pixel) => pixel * less,
  );
  const bounds: LngLatBounds = {
    west: whole.west + x!,
    east: whole.east - x!,
    south: whole.south + y!,
    north: whole.north - y!,
  };
  return { kind: 'box', bounds } as const;
}

const pixelsOf = ({ column, row, width, height }: Part): Pixel[] =>
  Array.from({ length: width * height }, (_, i) => ({
    column: column + (i % width),
    row: row + Math.floor(i / width),
  }));

/** Welford's: another way than the one that is tested. */
function meanAndSpread(values: readonly number[]) {
  let [mean, squares] = [0, 0];
  values.forEach((value, i) => {
    const off = value - mean;
    mean += off / (i + 1);
    squares += off * (value - mean);
  });
  return values.length === 0 ? null : { mean, spread: Math.sqrt(squares / values.length) };
}

test.each([
  ['a little less than its pixels', 0.1],
  ['of each pixel at its sides a sliver', 0.9],
])('A box tells means, spreads and shares of all pixels that it touches (%s)', async (_, less) => {
  const particular = (i: number) => (i % 2 === 0 ? { reference: 'green' } : {});
  const layers = { best: { image: best }, worst: { image: worst } };
  const { fake, scenes, inspect } = await inspected({ seed, layers, particular });
  const random = randomNumbers(seed);
  for (let n = 0; n < 12; n++) {
    const of = (low: number, high: number) => low + Math.floor(random() * (high - low));
    const part = { column: of(0, 200), row: of(0, 200), width: of(2, 40), height: of(2, 40) };
    const found = await inspect({ place: boxOf(fake, part, less), rest: true });
    expect(found.mosaics).toMatchObject([
      { winner: null, error: null },
      { winner: null, error: null },
    ]);
    found.scenes.forEach((scene, i) => {
      const where = `${scene.id}, seed ${seed}, ${JSON.stringify(part)}`;
      const { reference } = scenes[i]!;
      const shares = ['red', 'green', 'q'].map((band) => {
        const valid = pixelsOf(part).flatMap((at) => {
          const there = reference === undefined || valueAt(fake, i, reference, at) !== null;
          return (there ? valueAt(fake, i, band, at) : null) ?? [];
        });
        const truth = meanAndSpread(valid);
        const { value, spread } = scene.values[band]!;
        expect(value === null, where).toBe(truth === null);
        expect(value ?? 0, where).toBeCloseTo(truth?.mean ?? 0, 8);
        expect(spread ?? 0, where).toBeCloseTo(truth?.spread ?? 0, 8);
        if (band === 'q') {
          expect(scene.qualities['best'] ?? 0, where).toBeCloseTo(truth?.mean ?? 0, 8);
          expect(scene.qualities['worst'] ?? 0, where).toBeCloseTo(-(truth?.mean ?? 0), 8);
        }
        return valid.length / (part.width * part.height);
      });
      expect(scene.valid, where).toBe(Math.max(...shares));
    });
  }
});

test('A box over the antimeridian has the width of its pixels', async () => {
  const { fake, inspect } = await inspected({ seed, layers: { best: { image: best } } });
  const bounds = { west: 179.99, east: -179.99, south: 0, north: 0.02 };
  const turned = { west: 179.99, east: 180.01, south: 0, north: 0.02 };
  const [over, same] = await Promise.all(
    [bounds, turned].map((bounds) => inspect({ place: { kind: 'box', bounds }, rest: true })),
  );
  expect(statesOf(over!)).toEqual(fake.list.scenes.map(({ id }) => `${id}: masked`));
  expect(over!.scenes).toEqual(same!.scenes);
});

test('Pictures around a place are drawn as the layer’s stretch draws them', async () => {
  const visParams = { bands: ['red', 'q', 'green'], min: [0, 0, -3e4], max: [6e4, 9, 3e4], gamma: 1.4 };
  const given = await inspected({
    seed,
    layers: { best: { image: best, visParams } },
    particular: (i) => (i % 2 === 0 ? { reference: 'green' } : {}),
  });
  const { fake, inspect, layers } = given;
  const at = { column: 90, row: 61 };
  const side = 33;
  const surroundings = pixelsOf({ column: 90 - 16, row: 61 - 16, width: side, height: side });
  const { scenes } = await inspect({ place: pointAt(fake, at), rest: true });
  expect(scenes).toHaveLength(9);
  scenes.forEach(({ chip }, i) => {
    const { width, height, data } = chip as InspectedChip;
    expect([width, height]).toEqual([side, side]);
    const { reference } = given.scenes[i]!;
    const shown = visParams.bands.map((band) => {
      const values = surroundings.map((pixel) => valueAt(fake, i, band, pixel));
      const there = surroundings.map(
        (pixel) => reference === undefined || valueAt(fake, i, reference, pixel) !== null,
      );
      const mask = Uint8Array.from(values, (value, k) => Number(value !== null && there[k]));
      const carried = { data: Float32Array.from(values, (value) => value ?? 0), mask };
      return { pixels: { bands: [carried], gathered: new Uint8Array(values.length).fill(1) }, band: 0 };
    });
    expect(data).toEqual(displayOnCpu({ bands: shown, style: layers[0]!.prepared!.style }));
    const opaque = data.filter((_, k) => k % 4 === 3 && data[k] === 255).length;
    expect(opaque).toBe(
      surroundings.filter((_, k) => shown.every(({ pixels }) => pixels.bands[0]!.mask[k])).length,
    );
    expect(opaque).toBeGreaterThan(100);
    // Not all of one colour.
    expect(new Set(data.filter((_, k) => k % 4 === 0)).size).toBeGreaterThan(10);
  });
});

test('The scene class of the pixel is told where there is one', async () => {
  const spec = { ...bands, SCL: { dtype: 'uint8', values: [0, 4, 8, 9], masked: 0.5 } } as const;
  const { fake, inspect } = await inspected({ seed, layers: { best: { image: best } }, spec });
  const at = { column: 41, row: 12 };
  const place = pointAt(fake, at);
  const before = await inspect({ place, rest: false });
  expect(before.scenes.map(({ sceneClass }) => sceneClass)).toEqual(before.scenes.map(() => null));
  const { scenes } = await inspect({ place, rest: true });
  const classes = fake.list.scenes.map((_, i) => valueAt(fake, i, 'SCL', at));
  expect(scenes.map(({ sceneClass }) => sceneClass)).toEqual(classes);
  expect(classes).toContain(null);
});

const visParams = { bands: ['red'], min: 0, max: 5000 };
const nested = ee.ImageCollection([best.select('red', 'q'), worst.select('red', 'q')]).mosaic();
const composed: Readonly<Record<string, Image>> = {
  'a median': collection.median(),
  'a mosaic of mosaics': nested,
  'a difference of mosaics': best.select('red').subtract(worst.select('red')),
};

test.each(Object.keys(composed))(
  'Images that are composed are told as far as they are scenes: %s',
  async (what) => {
    const layers = { best: { image: best }, composed: { image: composed[what]!, visParams } };
    const { fake, far, inspect } = await inspected({ seed, layers });
    const ids = fake.list.scenes.map(({ id }) => id);
    const place = pointAt(fake, { column: 55, row: 31 });
    const before = await inspect({ place, rest: false });
    expect(before.mosaics.map(({ error }) => error)).toEqual([null, null]);
    expect(statesOf(before)).toEqual(ids.map((id) => `${id}: not-read`));
    expect(far.asked).toEqual([]);
    const whole = await inspect({ place, rest: true });
    expect(whole.mosaics.map(({ error }) => error)).toEqual([null, null]);
    expect(whole.scenes.map(({ id }) => id)).toEqual(ids);
    expect(whole.scenes.map(({ values }) => values['red']?.value)).toEqual(
      ids.map((_, i) => valueAt(fake, i, 'red', { column: 55, row: 31 })),
    );
    const box = await inspect({
      place: boxOf(fake, { column: 5, row: 5, width: 4, height: 4 }, 0.1),
      rest: true,
    });
    expect(box.mosaics[0]!.error).toBeNull();
    // A difference is computed at each scene; the others have no scene of their own.
    const { error } = box.mosaics[1]!;
    if (what === 'a difference of mosaics') expect(error).toBeNull();
    else expect(error).toMatch(/^A box tells of scenes/);
  },
);

test('In a mosaic of mosaics the scene inside wins', async () => {
  const { fake, inspect } = await inspected({ seed, layers: { nested: { image: nested, visParams } } });
  const random = randomNumbers(seed);
  const won = new Set<string>();
  for (let n = 0; n < 40; n++) {
    const at = { column: Math.floor(random() * 250), row: Math.floor(random() * 250) };
    const { mosaics, scenes } = await inspect({ place: pointAt(fake, at), rest: true });
    const of = (band: string) => fake.list.scenes.map((_, i) => valueAt(fake, i, band, at));
    const [q, red] = [of('q'), of('red')];
    const winnerBy = (sign: number) => {
      const most = Math.max(...q.map((value) => (value === null ? -Infinity : sign * value)));
      return q.lastIndexOf(sign * most);
    };
    // The last of the two lies on top wherever it has a value.
    const expected = [winnerBy(-1), winnerBy(1)].find((i) => i >= 0 && red[i] !== null);
    const { winner } = mosaics[0]!;
    const id = winner === null ? null : scenes[winner]!.id;
    expect(id, `seed ${seed}, ${JSON.stringify(at)}`).toBe(
      expected === undefined ? null : `scene-${expected}`,
    );
    won.add(String(id));
  }
  expect(won.size).toBeGreaterThan(4);
});
