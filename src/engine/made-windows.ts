import type { MadeBand } from '../compose/recipe.ts';
import { BestpixelError } from '../errors.ts';
import { allocate, type Dtype, type PixelArray } from '../dtype.ts';
import type { Grid } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { Images } from './composed-image.ts';
import type { FailureLog } from './failures.ts';
import { insideOf } from './inside.ts';
import { typeOfMade } from './made-types.ts';

export interface MadeRequest {
  readonly grid: Grid;
  readonly images?: Images;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
  readonly onApproximate?: (metres: number) => void;
}

/** A made band of one scene on a grid. Rejects when aborted, and as composing an image does; scenes inside are logged. */
export async function readMade(band: MadeBand, scene: number, request: MadeRequest): Promise<BandWindow> {
  const { grid, signal } = request;
  if (band.kind === 'inside') return insideWindow(grid, band.place, signal);
  if (band.kind === 'value') return valueWindow(grid, band, scene);
  const source = band.sources[scene];
  if (!source) return masked(grid, 'uint8');
  const { images, failures, onApproximate } = request;
  if (!images) throw new BestpixelError('bad-input', 'images are not composed here');
  const { window, failures: inside, rankedFrom } = await images.band(source, signal);
  failures.merge(inside);
  if (rankedFrom !== null) onApproximate?.(rankedFrom);
  return window;
}

/** A window whose pixels are there where the mask says so. */
export function windowOf(
  grid: Grid,
  { dtype, data, mask }: Pick<BandWindow, 'dtype' | 'data' | 'mask'>,
): BandWindow {
  const { width, height, affine } = grid;
  let valid = 0;
  for (const there of mask) valid += there;
  return { width, height, dtype, data, mask, valid, level: { index: 0, width, height, affine } };
}

export function masked(grid: Grid, dtype: Dtype): BandWindow {
  const length = grid.width * grid.height;
  return windowOf(grid, { dtype, data: allocate(dtype, length), mask: new Uint8Array(length) });
}

async function valueWindow(
  grid: Grid,
  band: MadeBand & { kind: 'value' },
  scene: number,
): Promise<BandWindow> {
  const value = band.values[scene] ?? null;
  const dtype = await typeOfMade(band, { scenes: [], typeOf: () => Promise.resolve('uint8') });
  if (value === null) return masked(grid, dtype);
  const length = grid.width * grid.height;
  const data: PixelArray = allocate(dtype, length).fill(value);
  return windowOf(grid, { dtype, data, mask: new Uint8Array(length).fill(1) });
}

const known = new WeakMap<Grid, Map<unknown, Promise<BandWindow>>>();

/** Once for a Grid, however many scenes are clipped. */
function insideWindow(
  grid: Grid,
  place: (MadeBand & { kind: 'inside' })['place'],
  signal?: AbortSignal,
): Promise<BandWindow> {
  signal?.throwIfAborted();
  const windows = known.get(grid) ?? new Map<unknown, Promise<BandWindow>>();
  known.set(grid, windows);
  let window = windows.get(place);
  if (!window) {
    window = insideOf(grid, place).then((mask) =>
      windowOf(grid, { dtype: 'uint8', data: mask.slice(), mask }),
    );
    windows.set(place, window);
  }
  return window;
}
