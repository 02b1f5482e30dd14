import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { insideOf } from '../../engine/inside.ts';
import { crsFromCode, ready } from '../../grid/crs.ts';
import { insideTile } from './inside-tile.ts';

const seed = 20261123;

describe(`the part of a tile that lies in an outline (seed ${seed})`, () => {
  it('is that of every pixel looked at, near and far from its edges', async () => {
    const random = randomNumbers(seed);
    const crs = await crsFromCode('EPSG:32601');
    await ready(crs);
    const seen = { all: 0, none: 0, some: 0 };
    for (let round = 0; round < 60; round++) {
      // Across the antimeridian, which is the west end of this zone.
      const ring = Array.from({ length: 5 }, () => [179 + 2 * random(), 10 + 2 * random()]);
      const outline = { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] };
      for (let tile = 0; tile < 12; tile++) {
        const [x, y] = [60_000 + 220_000 * random(), 1_100_000 + 230_000 * random()];
        const grid = { crs, affine: [1000, 0, x, 0, -1000, y] as const, width: 16, height: 16 };
        const found = await insideTile(grid, outline);
        const truth = await insideOf(grid, outline);
        if (found === 'all') expect(truth.includes(0)).toBe(false);
        else if (found === 'none') expect(truth.includes(1)).toBe(false);
        else expect(found).toEqual(truth);
        seen[typeof found === 'string' ? found : 'some'] += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});
