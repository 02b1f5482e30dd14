import { bytesPerPixel } from '../dtype.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { eastward, widthOf } from '../grid/longitude.ts';
import type { BandSource, Scene } from '../scene/scene.ts';

/**
 * Files whose headers are not read yet are taken to be what open Sentinel-2 COGs are: bands of 16 bits and more with
 * pixels of 10 m, classes and probabilities (8 bits) with 20 m, in deflated blocks, and overviews of half the size each.
 */
const typical = {
  /** Metres. */
  finePixel: 10,
  coarsePixel: 20,
  overviews: 4,
  /** Pixels along a block's side. */
  block: 512,
  /** Stored bytes for each byte of pixels. Reflectances hardly deflate, classes very well. */
  fineShare: 0.5,
  coarseShare: 0.15,
  /** Bytes of a header with its indices. */
  header: 4096,
} as const;

/** Bytes that one request of a file asks for at least. */
const requestBytes = 65_536;
/** Metres of a degree of latitude. */
const degree = 111_320;

/** Roughly, what one file is like. */
export interface FileModel {
  /** Metres of the finest pixel, and of the coarsest. */
  readonly pixel: number;
  readonly coarsest: number;
  readonly bytesPerPixel: number;
}

export function modelOf({ dtype = 'uint16' }: Pick<BandSource, 'dtype'>, { properties }: Scene): FileModel {
  const bytes = bytesPerPixel(dtype);
  const { gsd } = properties;
  const told = typeof gsd === 'number' && gsd > 0 && gsd < 1e6 ? gsd : null;
  const pixel = bytes === 1 ? Math.max(typical.coarsePixel, told ?? 0) : (told ?? typical.finePixel);
  const share = bytes === 1 ? typical.coarseShare : typical.fineShare;
  return { pixel, coarsest: pixel * 2 ** typical.overviews, bytesPerPixel: bytes * share };
}

/**
 * Roughly the bytes that a file is asked for: its header, and of the level that serves an output pixel (metres) the
 * blocks that meet an area; never more than the file has.
 * @param extent what the file covers
 */
export function bytesOfReads(
  { pixel, coarsest, bytesPerPixel }: FileModel,
  {
    extent,
    area,
    output,
  }: { readonly extent: LngLatBounds; readonly area: LngLatBounds; readonly output: number },
): number {
  const whole = sizeOf(extent);
  const part = sizeOf(area, extent);
  if (part.width <= 0 || part.height <= 0) return 0;
  const levelPixel = Math.min(coarsest, pixel * 2 ** Math.max(0, Math.floor(Math.log2(output / pixel))));
  const sides = (['width', 'height'] as const).map((side) => {
    const [all, wanted] = [whole[side] / levelPixel, part[side] / levelPixel];
    // Wherever they begin, blocks reach beyond what is wanted by one in all.
    return { all, touched: Math.min(wanted + typical.block, all) };
  }) as [Side, Side];
  const data = sides[0].touched * sides[1].touched * bytesPerPixel;
  // Blocks of a row are neighbours in the file, rows are if they are whole; each run is rounded to whole requests.
  const runs = sides[0].touched < sides[0].all ? Math.ceil(sides[1].touched / typical.block) : 1;
  const file = (whole.width * whole.height * bytesPerPixel * 4) / 3 / pixel ** 2 + typical.header;
  return Math.min(file, requestBytes + data + runs * requestBytes);
}

interface Side {
  readonly all: number;
  readonly touched: number;
}

/** Metres of bounds, or of the part of them that lies within others. */
function sizeOf(bounds: LngLatBounds, within: LngLatBounds = bounds): { width: number; height: number } {
  const south = Math.max(bounds.south, within.south);
  const north = Math.min(bounds.north, within.north);
  const middle = Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180);
  return { width: overlap(bounds, within) * degree * middle, height: (north - south) * degree };
}

/** Degrees of longitude that two bounds share. */
function overlap(a: LngLatBounds, b: LngLatBounds): number {
  const reach = (from: LngLatBounds, to: LngLatBounds): number => {
    const start = eastward(from.west, to.west);
    return start <= widthOf(from) ? Math.min(widthOf(from) - start, widthOf(to)) : 0;
  };
  return Math.max(reach(a, b), reach(b, a));
}
