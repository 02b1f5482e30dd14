import { describe, expect, it } from 'vitest';
import type { Place } from '../compose/places.ts';
import type { Grid } from '../grid/grid.ts';
import { wgs84 } from '../grid/projector.ts';
import { tileGrid } from '../grid/tile.ts';
import { insideOf } from './inside.ts';

/** Pixels of one degree from a corner; centres lie on halves. */
function degrees(west: number, north: number, width: number, height: number): Grid {
  return { crs: wgs84, affine: [1, 0, west, 0, -1, north], width, height };
}

const polygon = (...coordinates: [number, number][][]): Place => ({ type: 'Polygon', coordinates });

/** Rows of '#' (inside) and '.'. */
async function drawn(grid: Grid, place: Place): Promise<string[]> {
  const inside = await insideOf(grid, place);
  return Array.from({ length: grid.height }, (_, row) =>
    [...inside.subarray(row * grid.width, (row + 1) * grid.width)]
      .map((there) => (there ? '#' : '.'))
      .join(''),
  );
}

const box = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

describe('the inside of a place', () => {
  it('is where pixel centres lie in it', async () => {
    expect(await drawn(degrees(0, 4, 6, 4), polygon(box(1, 1, 4.4, 3.4)))).toEqual([
      '......',
      '.###..',
      '.###..',
      '......',
    ]);
  });

  it('leaves holes out, and islands in them in', async () => {
    const place: Place = {
      type: 'MultiPolygon',
      coordinates: [[box(0, 0, 7, 7), box(1, 1, 6, 6)], [box(3, 3, 4, 4)]],
    };
    expect(await drawn(degrees(0, 7, 7, 7), place)).toEqual([
      '#######',
      '#.....#',
      '#.....#',
      '#..#..#',
      '#.....#',
      '#.....#',
      '#######',
    ]);
  });

  it('is all of polygons that overlap', async () => {
    const place: Place = { type: 'MultiPolygon', coordinates: [[box(0, 0, 3, 1)], [box(2, 0, 5, 1)]] };
    expect(await drawn(degrees(0, 1, 6, 1), place)).toEqual(['#####.']);
  });

  it('follows slanted edges', async () => {
    expect(
      await drawn(
        degrees(0, 4, 4, 4),
        polygon([
          [0, 0],
          [4.2, 0],
          [0, 4.2],
          [0, 0],
        ]),
      ),
    ).toEqual(['#...', '##..', '###.', '####']);
  });

  it.each([
    ['longitudes beyond 180', polygon(box(178, 0, 182, 1))],
    [
      'a jump to −180',
      polygon([
        [178, 0],
        [-178, 0],
        [-178, 1],
        [178, 1],
        [178, 0],
      ]),
    ],
    ['longitudes below −180', polygon(box(-182, 0, -178, 1))],
  ])('crosses the antimeridian, written with %s', async (_, place) => {
    expect(await drawn(degrees(176, 1, 4, 1), place)).toEqual(['..##']);
    expect(await drawn(degrees(-180, 1, 4, 1), place)).toEqual(['##..']);
    expect(await drawn(degrees(177, 1, 6, 1), place)).toEqual(['.####.']);
    expect(await drawn(degrees(0, 1, 3, 1), place)).toEqual(['...']);
  });

  it('is everything of a box around the world, and nothing of a point', async () => {
    const world = polygon([
      [-180, -90],
      [-60, -90],
      [60, -90],
      [180, -90],
      [180, 90],
      [60, 90],
      [-60, 90],
      [-180, 90],
    ]);
    expect(await drawn(degrees(-180, 1, 3, 2), world)).toEqual(['###', '###']);
    expect(await drawn(degrees(0, 1, 1, 1), { type: 'Point', coordinates: [0.5, 0.5] })).toEqual(['.']);
  });

  it('is the same in Web Mercator, whose rows are parallels, and in UTM, whose rows are not', async () => {
    // East of the meridian 105° W; zone 13's central meridian is x = 500 000.
    const utm: Grid = {
      crs: { name: 'EPSG:32613', proj4: '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs' },
      affine: [1000, 0, 498_000, 0, -1000, 4_430_000],
      width: 4,
      height: 2,
    };
    const east = polygon(box(-105, 30, -100, 50));
    expect(await drawn(utm, east)).toEqual(['..##', '..##']);
    // Tile 0/0/0 of 4 × 4 pixels: rows at 79°, 41° north and south.
    expect(await drawn(tileGrid({ z: 0, x: 0, y: 0 }, 4), polygon(box(-90, 0, 90, 60)))).toEqual([
      '....',
      '.##.',
      '....',
      '....',
    ]);
  });
});
