import { describe, expect, it } from 'vitest';
import { crsFromCode } from './crs.ts';
import { groundPixelSize } from './ground.ts';

describe('ground metres of a pixel', () => {
  // Lengths of one step east and one north by PROJ's `geod` on the WGS 84 ellipsoid.
  it.each([
    ['EPSG:32613', -103.19, 40.14, 100, 100.010734, 100.010734],
    ['EPSG:3857', -103.19, 40.14, 100, 76.553716, 76.253379],
    ['EPSG:4326', -103.19, 40.14, 0.001, 85.219207, 111.037324],
    ['EPSG:3413', -50, 78, 100, 101.981444, 101.981444],
    ['EPSG:5070', -103.19, 40.14, 100, 100.891627, 99.116616],
    ['EPSG:4326', 180, -17, 0.001, 106.485831, 110.669257],
    ['EPSG:2263', -73.9, 40.7, 300, 91.440337, 91.440337],
  ])('in %s at %f, %f', async (code, lng, lat, step, east, north) => {
    const crs = await crsFromCode(code);
    const [right, down] = groundPixelSize(crs, [step, 0, 0, 0, -step, 0], { lng, lat });
    expect(right / east).toBeCloseTo(1, 5);
    expect(down / north).toBeCloseTo(1, 5);
  });

  it('follow the axes of a rotated and sheared pixel', async () => {
    const crs = await crsFromCode('EPSG:32613');
    const at = { lng: -103.19, lat: 40.14 };
    const [right, down] = groundPixelSize(crs, [30, -8, 0, 40, 6, 0], at);
    expect(right).toBeCloseTo(50 * 1.00010734, 4);
    expect(down).toBeCloseTo(10 * 1.00010734, 4);
  });

  it('are the same all around a pole', async () => {
    const crs = await crsFromCode('EPSG:3031');
    const [right, down] = groundPixelSize(crs, [10, 0, 0, 0, -10, 0], { lng: 0, lat: -90 });
    expect(right).toBeCloseTo(down, 6);
  });

  it('double with the pixel, to the last bit', async () => {
    const crs = await crsFromCode('EPSG:3857');
    const at = { lng: -103.19, lat: 40.14 };
    const [right, down] = groundPixelSize(crs, [10, 0, 0, 0, -10, 0], at);
    expect(groundPixelSize(crs, [20, 0, 5, 0, -20, 7], at)).toEqual([2 * right, 2 * down]);
  });

  it('are not a number where the CRS has no such place', async () => {
    const crs = await crsFromCode('EPSG:3857');
    expect(groundPixelSize(crs, [10, 0, 0, 0, -10, 0], { lng: 0, lat: 90 })).toEqual([NaN, NaN]);
  });
});
