import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { tileBounds } from '../grid/tile.ts';
import type { LayerSpec } from './layer.ts';
import { band, call, computed, mosaicImage, number, plane } from './testing/composed.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { makeFakeScenes, patternIndex } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { columnOf, rowOf, viewOf } from './testing/place.ts';

const seed = 20241122;
const day = 86_400_000;
const specs = {
  q: { dtype: 'uint8', values: [0, 1, 2, 7], masked: 0.5 },
  red: { dtype: 'uint16', masked: 0.1 },
} as const;
const view = viewOf([[0, 0], [1, 0], [0, 1], [1, 1]]); // prettier-ignore
const best = ee.ImageCollection('fake').qualityMosaic('q');
const red: LayerSpec = { id: 'red', image: best, visParams: { bands: ['red'] } };
const date: LayerSpec = { id: 'date', image: best, aspect: 'date', visParams: { bands: ['date'] } };
const margin: LayerSpec = { id: 'margin', image: best, aspect: 'margin', visParams: { bands: ['margin'] } };

/** From the middle of one tile to the middle of another: cut through pixels. */
const sight = ((): LngLatBounds => {
  const [first, , , last] = view.tiles.map((tile) => tileBounds(tile));
  const between = (a: number, b: number): number => a + 0.37 * (b - a);
  return {
    west: between(first!.west, first!.east),
    north: between(first!.north, first!.south),
    east: between(last!.west, last!.east),
    south: between(last!.north, last!.south),
  };
})();
const whole: LngLatBounds = {
  west: tileBounds(view.tiles[0]!).west,
  north: tileBounds(view.tiles[0]!).north,
  east: tileBounds(view.tiles[3]!).east,
  south: tileBounds(view.tiles[3]!).south,
};

function setUp(count = 5) {
  const scenes = makeFakeScenes({ random: randomNumbers(seed), count, bands: specs });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list, engine: { layersPerArray: 2 } });
  const layer = (index: number) => live.engine.layers[index]!;
  const { provenance } = live.engine;
  return { scenes, reader, live, layer, provenance };
}

type Given = ReturnType<typeof setUp>;

/** A pixel of the view, told by plain loops. */
interface Pixel {
  readonly lng: number;
  readonly lat: number;
  /** Proportional to the ground that it covers. */
  readonly area: number;
  /** The scene that wins; null: nobody. */
  readonly winner: number | null;
  /** Qualities of the scenes that compete, the highest first. */
  readonly ranked: readonly number[];
  readonly red: number | null;
}

function pixelsOf({ scenes }: Given): Pixel[] {
  const [width, tiles] = [2 * 256, 2 ** view.tiles[0]!.z];
  return Array.from({ length: width * width }, (_, i): Pixel => {
    const [column, row] = [i % width, Math.floor(i / width)];
    const { x, y } = view.tiles[0]!;
    const lng = ((x + (column + 0.5) / 256) / tiles) * 360 - 180;
    const north = Math.PI * (1 - (2 * (y + (row + 0.5) / 256)) / tiles);
    const at = patternIndex(columnOf(view.tiles[0]!, 256) + column, rowOf(view.tiles[0]!, 256) + row);
    const qualities = scenes.list.scenes.map((_scene, scene) => {
      const { data, mask } = scenes.pattern(scene, 'q');
      return mask[at] === 1 ? data[at]! : null;
    });
    const there = qualities.filter((quality) => quality !== null);
    const winner = there.length > 0 ? qualities.lastIndexOf(Math.max(...there)) : null;
    const reds = winner === null ? null : scenes.pattern(winner, 'red');
    return {
      lng,
      lat: (2 * Math.atan(Math.exp(north)) - Math.PI / 2) * (180 / Math.PI),
      area: 1 / Math.cosh(north) ** 2,
      winner,
      ranked: there.toSorted((a, b) => b - a),
      red: reds?.mask[at] === 1 ? reds.data[at]! : null,
    };
  });
}

function inside({ lng, lat }: Pixel, { west, east, south, north }: LngLatBounds): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

const areaOf = (pixels: readonly Pixel[]): number => pixels.reduce((sum, { area }) => sum + area, 0);

describe('shares of the view by date', () => {
  it.each([
    ['all of its tiles', whole],
    ['what is in sight of them', sight],
  ])('are those of the ground that a plain loop weighs, over %s', async (_name, bounds) => {
    const given = setUp();
    const { live, layer, provenance, scenes } = given;
    await live.show([red, date], view);
    const pixels = pixelsOf(given).filter((pixel) => inside(pixel, bounds));
    const won = pixels.filter(({ winner }) => winner !== null);
    for (const each of [layer(0), layer(1)]) {
      const found = provenance.sharesOf(each, bounds)!;
      expect(found.whole).toBe(true);
      expect(found.covered).toBeCloseTo(areaOf(won) / areaOf(pixels), 12);
      expect(found.covered).toBeLessThan(1);
      expect(found.dates.map(({ day, scenes }) => [day, scenes])).toEqual(
        scenes.list.scenes.map(({ datetime, id }) => [Math.floor(datetime / day) * day, [id]]),
      );
      found.dates.forEach(({ share }, scene) => {
        const own = won.filter(({ winner }) => winner === scene);
        expect(share, `scene ${scene}, seed ${seed}`).toBeCloseTo(areaOf(own) / areaOf(won), 12);
      });
      const [lat] = [(view.center.lat * Math.PI) / 180];
      const pixel = (40075016.686 / 2 ** view.tiles[0]!.z / 256) * Math.cos(lat);
      expect(Math.abs(found.metres / pixel - 1)).toBeLessThan(0.007); // sphere and ellipsoid
    }
  });

  it('are the same object until something changes', async () => {
    const { live, layer, provenance } = setUp();
    await live.show([red], view);
    const first = provenance.sharesOf(layer(0), sight);
    expect(provenance.sharesOf(layer(0), { ...sight })).toBe(first);
    expect(provenance.sharesOf(layer(0), whole)).not.toEqual(first);
    expect(provenance.sharesOf(layer(0), sight)).toEqual(first);
  });

  it('are those of the scenes inside, of an image that is computed of a mosaic', async () => {
    const { live, layer, provenance } = setUp();
    await live.show([red, { ...red, id: 'computed' }], view);
    const image = mosaicImage(layer(0).recipe!);
    layer(1).resolve(
      computed({ '~red': plane(image, 'red') }, { red: call('add', band('~red'), number(1)) }),
    );
    await live.settled();
    expect(layer(1).recipe!.list.scenes).toHaveLength(1);
    const [own, inside] = [provenance.sharesOf(layer(0), sight)!, provenance.sharesOf(layer(1), sight)!];
    expect(inside.dates.map(({ day, scenes }) => [day, scenes])).toEqual(
      own.dates.map(({ day, scenes }) => [day, scenes]),
    );
    inside.dates.forEach(({ share }, i) => expect(share).toBeCloseTo(own.dates[i]!.share, 12));
    expect(inside.covered).toBeCloseTo(own.covered, 12);
    const at = view.center;
    expect(provenance.winnerAt(layer(1), at)).toEqual(provenance.winnerAt(layer(0), at));
  });

  it('take scenes of one day together', async () => {
    const given = setUp(4);
    const { list } = given.scenes;
    list.scenes.forEach((scene, i) =>
      Object.assign(scene, { datetime: Date.UTC(2021, 4, 2) + (i % 2) * day + i }),
    );
    await given.live.show([red], view);
    const { dates } = given.provenance.sharesOf(given.layer(0), whole)!;
    expect(dates.map(({ day, scenes }) => [day, [...scenes].toSorted()])).toEqual([
      [Date.UTC(2021, 4, 2), ['scene-0', 'scene-2']],
      [Date.UTC(2021, 4, 3), ['scene-1', 'scene-3']],
    ]);
    expect(dates.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('are told while tiles are composed, and say so', async () => {
    const { live, layer, provenance, reader } = setUp();
    // The first tile's colour comes, the others' waits.
    let reds = 0;
    reader.onRead = (href) => {
      if (href.endsWith('/red') && ++reds === 6) reader.hold();
    };
    live.view = view;
    live.engine.setLayers([red]);
    expect(provenance.sharesOf(layer(0), whole)).toBeNull();
    live.wake();
    await live.until(() => provenance.sharesOf(layer(0), whole) !== null);
    const { covered, whole: isWhole } = provenance.sharesOf(layer(0), whole)!;
    expect(isWhole).toBe(false);
    reader.release();
    await live.settled();
    expect(covered).toBeLessThan(0.5 * provenance.sharesOf(layer(0), whole)!.covered);
    expect(provenance.sharesOf(layer(0), whole)!.whole).toBe(true);
  });
});

it('a place has the winner of its pixel', async () => {
  const given = setUp();
  const { live, layer, provenance, scenes } = given;
  await live.show([red], view);
  const pixels = pixelsOf(given);
  for (let i = 0; i < pixels.length; i += 4099) {
    const { lng, lat, winner } = pixels[i]!;
    const scene = winner === null ? null : scenes.list.scenes[winner]!;
    const expected = scene && { scene: scene.id, datetime: scene.datetime };
    expect(provenance.winnerAt(layer(0), { lng, lat }), `pixel ${i}, seed ${seed}`).toEqual(expected);
    expect(provenance.winnerAt(layer(0), { lng: lng + 360, lat })).toEqual(expected);
  }
  expect(provenance.winnerAt(layer(0), { lng: whole.west - 0.01, lat: view.center.lat })).toBeNull();
});

it('a place has the value of its pixel, of a margin too, and reads no file', async () => {
  const given = setUp();
  const { live, layer, provenance, reader } = given;
  await live.show([margin, red], view);
  const reads = reader.reads().length;
  const pixels = pixelsOf(given);
  const { signal } = new AbortController();
  const margins = new Set<number | null>();
  for (let i = 0; i < pixels.length; i += 40_099) {
    const { lng, lat, red, ranked } = pixels[i]!;
    const expected = ranked.length > 1 ? ranked[0]! - ranked[1]! : null;
    margins.add(expected);
    expect(await provenance.valueAt(layer(0), { lng, lat }, signal), `pixel ${i}, seed ${seed}`).toBe(
      expected,
    );
    expect(await provenance.valueAt(layer(1), { lng: lng - 360, lat }, signal)).toBe(red);
  }
  expect(margins.size).toBeGreaterThan(2);
  expect(reader.reads()).toHaveLength(reads);
  const beside = { lng: whole.west - 0.01, lat: view.center.lat };
  expect(await provenance.valueAt(layer(0), beside, signal)).toBeNull();
});

it('values in sight are those of the pixels, and reading them back reads no file', async () => {
  const given = setUp();
  const { live, layer, provenance, reader } = given;
  await live.show([red], view);
  const reads = reader.reads().length;
  const signal = new AbortController().signal;
  const pixels = pixelsOf(given);
  const numbers = (of: readonly Pixel[]): number[] => of.flatMap(({ red }) => red ?? []);
  const [found, ...others] = (await provenance.valuesIn(layer(0), sight, signal))!;
  expect(others).toEqual([]);
  expect(found!.band).toBe('red');
  const expected = numbers(pixels.filter((pixel) => inside(pixel, sight)));
  expect([...found!.values].toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
  expect(reader.reads()).toHaveLength(reads);
  const job = new AbortController();
  job.abort();
  await expect(provenance.valuesIn(layer(0), sight, job.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});

it('the share that the tie rule decides is of the ground where two compete', async () => {
  const given = setUp();
  const { live, layer, provenance } = given;
  await live.show([margin, red], view);
  await live.until(() => provenance.tiedShareOf(layer(0), sight) !== null);
  const pixels = pixelsOf(given).filter((pixel) => inside(pixel, sight) && pixel.ranked.length > 1);
  const tied = pixels.filter(({ ranked }) => ranked[0] === ranked[1]);
  expect(tied.length).toBeGreaterThan(1000);
  expect(provenance.tiedShareOf(layer(0), sight)).toBeCloseTo(areaOf(tied) / areaOf(pixels), 12);
  expect(provenance.tiedShareOf(layer(1), sight)).toBeNull();
  expect(provenance.sharesOf(layer(0), sight)).toBeNull();
});

describe('an aspect', () => {
  it('of dates reads nothing more than its image has read, and is said to cost nothing', async () => {
    const { live, layer, provenance, reader } = setUp(5);
    await live.show([red], view);
    expect(provenance.costOf(layer(0), 'date')).toEqual({ bytes: 0, scenes: 5 });
    const asked = reader.asked.length;
    await live.show([red, date], view);
    expect(live.engine.status(layer(1)).state).toBe('done');
    expect(reader.asked.slice(asked)).toEqual([]);
  });

  it('that looks at all scenes says what it reads, roughly', async () => {
    const { live, layer, provenance } = setUp(5);
    await live.show([red], view);
    const cost = provenance.costOf(layer(0), 'margin');
    expect(cost).toMatchObject({ scenes: 5 });
    expect((cost as { bytes: number }).bytes).toBeGreaterThan(0);
  });

  it('of an image that no single scene gives is refused in a sentence', async () => {
    const { live, layer, provenance } = setUp(5);
    const median = ee.ImageCollection('fake').median();
    await live.show([{ image: median, visParams: { bands: ['red'] } }], view);
    expect(provenance.costOf(layer(0), 'date')).toMatch(/^[^.]*no single scene[^.]*\. .*\.$/s);
  });
});
