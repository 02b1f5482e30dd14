import { expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { ready } from '../grid/crs.ts';
import { tileBounds, tileGrid } from '../grid/tile.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { candidatesOn } from './candidates.ts';

const tile = { z: 10, x: 218, y: 387 };
const grid = tileGrid(tile, 256);

function box(west: number, south: number, east: number, north: number): Polygon {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

it('leaves out scenes whose footprint is surely apart, and keeps the order of the others', () => {
  const { west, south, east, north } = tileBounds(tile);
  const footprints = [
    box(west - 1, south - 1, east + 1, north + 1),
    box(east + 0.1, south, east + 1, north),
    box(west, north - 0.01, east, north + 1),
    null,
    box(west + 0.01, south + 0.01, west + 0.02, south + 0.02),
    box(west, south - 2, east, south - 0.1),
  ];
  const list = makeList(footprints.map((footprint) => makeScene({ footprint })));
  expect(candidatesOn(list, grid)).toEqual([0, 2, 3, 4]);
});

it('keeps all where the grid leaves what its CRS can show', async () => {
  const crs = { name: 'half the globe', proj4: '+proj=ortho +lat_0=0 +lon_0=0' };
  await ready(crs);
  const list = makeList([makeScene({ footprint: box(100, 0, 101, 1) })]);
  expect(candidatesOn(list, { ...grid, crs, affine: [1e6, 0, -2e7, 0, -1e6, 2e7] })).toEqual([0]);
});
