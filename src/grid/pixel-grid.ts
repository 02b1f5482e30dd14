import { BestpixelError } from '../errors.ts';
import { isInvertible } from './affine.ts';
import { crsFromCode } from './crs.ts';
import type { Affine, Grid } from './grid.ts';

/**
 * Earth Engine's description of a grid of pixels: x = scaleX·column + shearX·row + translateX,
 * y = shearY·column + scaleY·row + translateY, counted from the upper-left corner of the upper-left pixel.
 * https://developers.google.com/earth-engine/reference/rest/v1/PixelGrid
 */
export interface PixelGrid {
  readonly dimensions: { readonly width: number; readonly height: number };
  readonly affineTransform: {
    readonly scaleX: number;
    /** 0 where absent. */
    readonly shearX?: number;
    readonly translateX: number;
    /** 0 where absent. */
    readonly shearY?: number;
    readonly scaleY: number;
    readonly translateY: number;
  };
  /** "EPSG:32613", WKT, PROJJSON or PROJ text. */
  readonly crsCode: string;
}

/** More than any machine composes in one piece; a typing error rather than a wish. */
const mostPixels = 2 ** 30;

/** Rejects with 'bad-input' where the description is not one of a grid, 'unknown-crs' where its CRS is not known. */
export async function gridOf(pixelGrid: PixelGrid): Promise<Grid> {
  const { dimensions, affineTransform, crsCode } = pixelGrid ?? {};
  const { width, height } = dimensions ?? {};
  if (!isSize(width) || !isSize(height) || width * height > mostPixels) {
    throw bad(
      `a grid cannot have ${String(width)} × ${String(height)} pixels`,
      'dimensions',
      `Give dimensions.width and dimensions.height as whole numbers from 1, no more than ${mostPixels} pixels in all.`,
    );
  }
  const { scaleX, shearX = 0, translateX, shearY = 0, scaleY, translateY } = affineTransform ?? {};
  const affine = [scaleX, shearX, translateX, shearY, scaleY, translateY] as Affine;
  if (!affine.every((value) => typeof value === 'number') || !isInvertible(affine)) {
    throw bad(
      `[${affine.join(', ')}] is no affine transform of pixels`,
      'affineTransform',
      'Give scaleX, translateX, scaleY and translateY as finite numbers, scales not 0.',
    );
  }
  if (typeof crsCode !== 'string') {
    throw bad('a grid needs a CRS', 'crsCode', 'Give crsCode as text, such as "EPSG:32613".');
  }
  return { crs: await crsFromCode(crsCode), affine, width, height };
}

export function pixelGridOf({ crs, affine, width, height }: Grid): PixelGrid {
  const [scaleX, shearX, translateX, shearY, scaleY, translateY] = affine;
  return {
    dimensions: { width, height },
    affineTransform: { scaleX, shearX, translateX, shearY, scaleY, translateY },
    crsCode: crs.name.startsWith('EPSG:') ? crs.name : crs.proj4,
  };
}

function isSize(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0;
}

function bad(what: string, field: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', what, { where: `grid.${field}`, remedy });
}
