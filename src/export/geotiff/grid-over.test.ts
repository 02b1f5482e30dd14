import { describe, expect, it } from 'vitest';
import { crsFromCode } from '../../grid/crs.ts';
import { areaOfBounds } from './area.ts';
import { type Frame, frameOf, gridOver } from './grid-over.ts';

const plains = areaOfBounds({ west: -103.3, south: 40, east: -103.1, north: 40.2 });
const slovenia = areaOfBounds({ west: 14.2, south: 45.8, east: 14.9, north: 46.1 });
const shifted = async (): Promise<Frame> => ({
  crs: await crsFromCode('EPSG:32613'),
  affine: [30, 0, 15, 0, -30, 15],
});

/** Sizes and corners by GDAL's coordinate transformation of 200 points along each edge. */
const known = [
  { name: 'UTM', area: plains, frame: () => frameOf('EPSG:32613', 10), is: [1750, 2255, 644690, 4451690] },
  { name: 'UTM beside whole multiples', area: plains, frame: shifted, is: [584, 753, 644685, 4451715] },
  {
    name: 'Lambert',
    area: slovenia,
    frame: () => frameOf('EPSG:3035', 100),
    is: [563, 366, 4645900, 2566600],
  },
  { name: 'degrees', area: slovenia, frame: () => frameOf('EPSG:4326', 0.001), is: [700, 300, 14.2, 46.1] },
];

describe('the grid over an area', () => {
  it.each(known)('is that of GDAL in $name', async ({ area, frame, is }) => {
    const { width, height, affine } = await gridOver(area, await frame());
    expect([width, height]).toEqual(is.slice(0, 2));
    expect(affine[2]).toBeCloseTo(is[2]!, 6);
    expect(affine[5]).toBeCloseTo(is[3]!, 6);
  });

  it('has whole pixels of a frame whose rows run upwards', async () => {
    const crs = await crsFromCode('EPSG:4326');
    const { affine, width, height } = await gridOver(slovenia, { crs, affine: [0.1, 0, 0, 0, 0.1, 0] });
    expect([width, height]).toEqual([7, 3]);
    expect(affine[5]).toBeCloseTo(45.8, 9);
    expect(affine[4]).toBe(0.1);
  });

  it('spans the antimeridian', async () => {
    const fiji = areaOfBounds({ west: 179, south: -18, east: -179, north: -17 });
    const { width, height } = await gridOver(fiji, await frameOf('EPSG:32760', 100));
    expect(width).toBeGreaterThan(2000);
    expect(width).toBeLessThan(2300);
    expect(height).toBeLessThan(1300);
  });

  it('has one pixel at least', async () => {
    const { width, height } = await gridOver(slovenia, await frameOf('EPSG:4326', 90));
    expect([width, height]).toEqual([1, 1]);
  });

  it.each([0, -1, NaN, Infinity])('is refused for pixels of size %s', async (size) => {
    await expect(frameOf('EPSG:32613', size)).rejects.toMatchObject({ tag: 'bad-input' });
  });

  it('is refused for a CRS that nobody knows, or that does not reach so far', async () => {
    await expect(frameOf('EPSG:1', 10)).rejects.toMatchObject({ tag: 'unknown-crs' });
    const pole = areaOfBounds({ west: 0, south: 80, east: 10, north: 90 });
    await expect(gridOver(pole, await frameOf('EPSG:3857', 1000))).rejects.toMatchObject({
      tag: 'bad-input',
    });
  });

  it('is refused where it has too many pixels', async () => {
    await expect(gridOver(slovenia, await frameOf('EPSG:4326', 1e-9))).rejects.toMatchObject({
      tag: 'too-large',
    });
  });
});
