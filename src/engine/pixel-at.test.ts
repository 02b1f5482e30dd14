import { describe, expect, it } from 'vitest';
import { groundPixelSize } from '../grid/ground.ts';
import { tileGrid } from '../grid/tile.ts';
import { pixelOfScale, pixelOfView } from './pixel-at.ts';
import { viewOf } from './testing/place.ts';
import { emptyView } from './view.ts';

const { crs } = tileGrid({ z: 0, x: 0, y: 0 }, 256);

describe('the pixel of a view', () => {
  it('is the very one that the tile has there', () => {
    const view = viewOf([[0, 0]]);
    const [{ x, y, z }] = view.tiles as [(typeof view.tiles)[0]];
    const tile = tileGrid({ x, y, z }, 256);
    // 40.5 columns and 200.5 rows into the tile, by the inverse of the map's formula.
    const [column, row] = [40, 200];
    const pixels = 256 * 2 ** z;
    const lng = ((256 * x + column + 0.5) / pixels) * 360 - 180;
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (256 * y + row + 0.5)) / pixels))) * 180) / Math.PI;
    const [a, , c, , e, f] = tile.affine;
    expect(pixelOfView({ lng, lat }, view)).toEqual({
      crs,
      affine: [a, 0, c + 40 * a, 0, e, f + 200 * e],
      width: 1,
      height: 1,
    });
    expect(pixelOfView({ lng: lng + 360, lat }, view).affine[2]).toBeCloseTo(c + 40 * a, 6);
  });

  it('stays within the world', () => {
    const view = viewOf([[0, 0]]);
    for (const place of [
      { lng: -180, lat: 90 },
      { lng: 180, lat: -90 },
      { lng: 179.9999999999, lat: -85.06 },
    ]) {
      const [a, , x, , , y] = pixelOfView(place, view).affine;
      const half = 20037508.342789244;
      expect(x).toBeGreaterThanOrEqual(-half);
      expect(x + a).toBeLessThanOrEqual(half + 1e-6);
      expect(Math.abs(y)).toBeLessThanOrEqual(half + 1e-6);
    }
  });

  it('is there without tiles too', () => {
    expect(pixelOfView({ lng: 0, lat: 0 }, emptyView)).toMatchObject({ width: 1, height: 1 });
  });
});

describe('the pixel of a scale', () => {
  it.each([
    [-103.19, 40.14],
    [12, 0],
    [179.99, -70],
  ])('lies around %d, %d and is as large on the ground', (lng, lat) => {
    const { affine } = pixelOfScale({ lng, lat }, 10);
    const [right, down] = groundPixelSize(crs, affine, { lng, lat });
    // Web Mercator takes the ellipsoid for a sphere: up to 0.7 % off.
    expect(Math.abs(right / 10 - 1)).toBeLessThan(0.007);
    expect(Math.abs(down / 10 - 1)).toBeLessThan(0.007);
    expect(((affine[2] + affine[0] / 2) / 20037508.342789244) * 180).toBeCloseTo(lng, 9);
  });

  it('has an end at the poles', () => {
    for (const value of pixelOfScale({ lng: 0, lat: 90 }, 10).affine)
      expect(Math.abs(value)).toBeLessThan(3e7);
  });

  it.each([0, -10, NaN, Infinity])('is refused for %d metres', (scale) => {
    expect(() => pixelOfScale({ lng: 0, lat: 0 }, scale)).toThrow('is no size of a pixel');
  });
});
