import { describe, expect, it } from 'vitest';
import { apply } from './affine.ts';
import { projector, wgs84 } from './projector.ts';
import { childTiles, tileBounds, tileGrid, webMercator } from './tile.ts';

describe('a tile', () => {
  it('shares its edges with its neighbours to the last bit', () => {
    for (const z of [1, 7, 14, 22]) {
      const x = Math.floor(0.3 * 2 ** z);
      const here = tileGrid({ z, x, y: 0 }, 256).affine;
      const next = tileGrid({ z, x: x + 1, y: 1 }, 512).affine;
      const corner = tileGrid({ z: z + 1, x: 2 * x + 2, y: 2 }, 256).affine;
      expect([next[2], next[5]]).toEqual([corner[2], corner[5]]);
      expect(apply(here, 256, 256)).toEqual([expect.closeTo(next[2], 7), expect.closeTo(next[5], 7)]);
    }
  });

  it('of zoom 0 is the world', () => {
    const half = 20037508.342789244;
    expect(tileGrid({ z: 0, x: 0, y: 0 }, 256).affine).toEqual([half / 128, 0, -half, 0, -half / 128, half]);
    const { west, south, east, north } = tileBounds({ z: 0, x: 0, y: 0 });
    expect([west, east]).toEqual([-180, 180]);
    expect([south, north]).toEqual([
      expect.closeTo(-85.0511287798066, 10),
      expect.closeTo(85.0511287798066, 10),
    ]);
  });

  it('has the bounds of its grid', () => {
    const tile = { z: 11, x: 436, y: 774 };
    const bounds = tileBounds(tile);
    const project = projector(webMercator, wgs84);
    const grid = tileGrid(tile, 256);
    const [west, north] = project(...apply(grid.affine, 0, 0));
    const [east, south] = project(...apply(grid.affine, 256, 256));
    for (const [key, value] of Object.entries({ west, south, east, north })) {
      expect(bounds[key as keyof typeof bounds]).toBeCloseTo(value, 9);
    }
  });

  it('is filled by its children', () => {
    const tile = { z: 11, x: 436, y: 775 };
    const { west, south, east, north } = tileBounds(tile);
    const [nw, ne, sw, se] = childTiles(tile).map(tileBounds);
    expect([nw!.west, nw!.north, se!.east, se!.south]).toEqual([west, north, east, south]);
    expect([ne!.west, ne!.south, sw!.east, sw!.north]).toEqual([nw!.east, nw!.south, nw!.east, nw!.south]);
  });
});
