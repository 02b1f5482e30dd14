import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { airUnder } from './air.ts';
import { scl as classes } from './detect.ts';
import { footprintOf } from './footprint.ts';
import { type Ground, groundMargin, makeGround } from './ground.ts';
import { idOf, sensedAt } from './naming.ts';
import { type DemoScene, demoScenes, passes } from './passes.ts';
import { tiles, tileSide } from './place.ts';
import { type ScenePixels, takePicture } from './scene.ts';
import { harmonizedOffset } from './sensor.ts';
import { skyOver, skySide } from './sky.ts';

const sceneOf = (date: string, square: 'FE' | 'GE' = 'FE'): DemoScene => ({
  pass: passes.find((pass) => pass.date === date)!,
  square,
});

/** A hash of all pixels. */
const digest = ({ reflectances, cloud, scl }: ScenePixels) => {
  const hash = createHash('sha256');
  for (const plane of [...reflectances, cloud, scl]) hash.update(plane);
  return hash.digest('hex');
};

const mean = (values: Iterable<number>) => {
  const list = [...values];
  return list.reduce((sum, value) => sum + value, 0) / list.length;
};

describe('the list of scenes', () => {
  test('24 scenes of July and August 2020, ids distinct, in both tiles', () => {
    expect(new Set(demoScenes.map(idOf)).size).toBe(24);
    const times = demoScenes.map(sensedAt).toSorted();
    expect(times[0]! >= '2020-07-01' && times.at(-1)! < '2020-09-01').toBe(true);
    expect(demoScenes.filter(({ square }) => square === 'FE')).toHaveLength(16);
  });

  test('a footprint reaches beyond the tile, or to the edge of the swath', () => {
    const whole = footprintOf(sceneOf('2020-07-04'));
    expect(whole).toHaveLength(5);
    expect(whole[0]).toEqual(whole.at(-1));
    const ragged = footprintOf(sceneOf('2020-08-28'));
    const east = (ring: typeof whole) => Math.max(...ring.map(([lng]) => lng));
    expect(east(ragged)).toBeLessThan(east(whole));
  });
});

// Half a second a picture, more on a busy machine.
describe('the pixels', { timeout: 60_000 }, () => {
  let ground: Ground;
  let july12: ScenePixels;
  beforeAll(() => {
    ground = makeGround();
    july12 = takePicture(sceneOf('2020-07-12'), ground);
  }, 60_000);

  test('are the same when made again', () => {
    expect(digest(takePicture(sceneOf('2020-07-12'), makeGround()))).toBe(digest(july12));
  });

  test('are the same in both tiles where one pass is in both', () => {
    const neighbour = takePicture(sceneOf('2020-07-12', 'GE'), ground);
    const shared = tileSide - tiles.GE.left;
    for (const band of [0, 1, 2, 3]) {
      for (const row of [0, 500, 1097]) {
        const east = july12.reflectances[band]!.slice(row * tileSide + tiles.GE.left, (row + 1) * tileSide);
        const west = neighbour.reflectances[band]!.slice(row * tileSide, row * tileSide + shared);
        expect(east).toEqual(west);
      }
    }
  });

  test('have a probability of 0 in most of the shadow, which the classes find in part', () => {
    const pass = sceneOf('2020-07-12').pass;
    const { shadow, cloud } = skyOver(tiles.FE, pass);
    const side = tileSide / 2;
    const shaded = Array.from(july12.cloud.keys()).filter((at) => {
      const over = (Math.floor(at / side) + 1) * skySide + (at % side) + 1;
      return shadow[over]! > 0.5 && cloud[over]! < 0.01;
    });
    expect(shaded.length).toBeGreaterThan(1000);
    expect(mean(shaded.map((at) => (july12.cloud[at] === 0 ? 1 : 0)))).toBeGreaterThan(0.95);
    const found = mean(shaded.map((at) => (july12.scl[at] === classes.shadow ? 1 : 0)));
    expect(found).toBeGreaterThan(0.5);
    expect(found).toBeLessThan(0.98);
  });

  test('are hazy under cirrus that the probability misses', () => {
    const scene = sceneOf('2020-07-22');
    const { cloud } = takePicture(scene, ground);
    const { cirrus } = airUnder(skyOver(tiles.FE, scene.pass));
    const veiled = [...cirrus.keys()].filter((at) => cirrus[at]! > 0.1);
    const missed = veiled.filter((at) => {
      const column = at % tileSide;
      const row = Math.floor(at / tileSide);
      return cloud[(row >> 1) * (tileSide / 2) + (column >> 1)]! <= 10;
    });
    expect(veiled.length).toBeGreaterThan(50_000);
    expect(missed.length / veiled.length).toBeGreaterThan(0.7);
  });

  test('are nodata beyond a ragged swath edge, in all bands alike, and nowhere in a whole scene', () => {
    const ragged = takePicture(sceneOf('2020-08-28'), ground);
    const side = tileSide / 2;
    const nodata = [...ragged.scl.keys()].filter((at) => ragged.scl[at] === 0);
    expect(nodata.length / ragged.scl.length).toBeGreaterThan(0.05);
    for (const at of nodata) {
      const fine = Math.floor(at / side) * 2 * tileSide + (at % side) * 2;
      expect(ragged.cloud[at]! + ragged.reflectances.reduce((sum, band) => sum + band[fine]!, 0)).toBe(0);
    }
    for (const plane of [july12.scl, ...july12.reflectances]) expect(plane.includes(0)).toBe(false);
  });

  test('are 5 to 8 % brighter in orbit 98 than in orbit 55', () => {
    // On bare sand, which the season leaves as it is.
    const sand: number[] = [];
    for (let at = 0; at < tileSide * tileSide; at++) {
      const row = Math.floor(at / tileSide) + groundMargin;
      const zone = ground.zone[row * ground.width + (at % tileSide) + groundMargin]!;
      if (ground.zones[zone]!.cover === 'sand') sand.push(at);
    }
    const brightness = (date: string) => {
      const red = takePicture(sceneOf(date), ground).reflectances[2]!;
      return mean(sand.map((at) => red[at]! - harmonizedOffset));
    };
    const ratio = brightness('2020-07-17') / brightness('2020-07-04');
    expect(ratio).toBeGreaterThan(1.05);
    expect(ratio).toBeLessThan(1.08);
  });
});
