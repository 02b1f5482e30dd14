import { describe, expect, it } from 'vitest';
import { gridOf, pixelGridOf, type PixelGrid } from './pixel-grid.ts';

const good: PixelGrid = {
  dimensions: { width: 100, height: 101 },
  affineTransform: {
    scaleX: 9.99479222007154,
    shearX: 0.5,
    translateX: 460000,
    shearY: -0.25,
    scaleY: -9.997448467363668,
    translateY: 5080000,
  },
  crsCode: 'EPSG:32633',
};

describe('a PixelGrid', () => {
  it('becomes a grid and comes back the same', async () => {
    const grid = await gridOf(good);
    expect(grid.affine).toEqual([9.99479222007154, 0.5, 460000, -0.25, -9.997448467363668, 5080000]);
    expect([grid.crs.name, grid.width, grid.height]).toEqual(['EPSG:32633', 100, 101]);
    expect(pixelGridOf(grid)).toEqual(good);
  });

  it('may leave its shears out', async () => {
    const { scaleX, translateX, scaleY, translateY } = good.affineTransform;
    const grid = await gridOf({ ...good, affineTransform: { scaleX, translateX, scaleY, translateY } });
    expect(grid.affine).toEqual([scaleX, 0, translateX, 0, scaleY, translateY]);
  });

  it('comes back from a CRS without a code by its definition', async () => {
    const crsCode = '+proj=aea +lat_1=29.5 +lat_2=45.5 +lon_0=-96 +datum=NAD83';
    expect(pixelGridOf(await gridOf({ ...good, crsCode })).crsCode).toBe(crsCode);
  });

  it.each([
    ['no width', { dimensions: { height: 1 } }],
    ['a width of 0', { dimensions: { width: 0, height: 1 } }],
    ['half a pixel', { dimensions: { width: 1.5, height: 1 } }],
    ['NaN pixels', { dimensions: { width: NaN, height: 1 } }],
    ['more pixels than memory', { dimensions: { width: 2 ** 20, height: 2 ** 20 } }],
    ['no dimensions', { dimensions: undefined }],
    ['no transform', { affineTransform: undefined }],
    ['a scale of 0', { affineTransform: { ...good.affineTransform, scaleX: 0, shearX: 0 } }],
    ['a scale as text', { affineTransform: { ...good.affineTransform, scaleX: '10' } }],
    ['an infinite origin', { affineTransform: { ...good.affineTransform, translateX: Infinity } }],
    ['no CRS', { crsCode: undefined }],
  ])('is refused with %s', async (_, change) => {
    await expect(gridOf({ ...good, ...change } as PixelGrid)).rejects.toMatchObject({
      tag: 'bad-input',
      remedy: expect.stringMatching(/^Give /),
    });
  });

  it('is refused with a CRS that is not known', async () => {
    await expect(gridOf({ ...good, crsCode: 'EPSG:99' })).rejects.toMatchObject({ tag: 'unknown-crs' });
  });
});
