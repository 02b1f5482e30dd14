import { scalePixels, shiftOrigin } from '../grid/affine.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import type { BandInfo, BandWindow, Reader } from '../raster/reader.ts';
import type { BandSource } from '../scene/scene.ts';

/** Pixels along a side that are looked at, and of the coarsest level that are read for them. */
const [most, mostRead] = [256, 2048];
/** The darkest and brightest part that may be cut off. */
const tails = 0.02;

/** From which value to which bands look well: their 2nd and 98th percentile in small pictures of them. Null: no pixel. */
export async function measureStretch(
  reader: Pick<Reader, 'describe' | 'read'>,
  {
    sources,
    centre,
    signal,
  }: {
    readonly sources: readonly BandSource[];
    readonly centre: LngLat;
    readonly signal: AbortSignal;
  },
): Promise<{ min: number; max: number } | null> {
  const windows = await Promise.all(
    sources.map(async (source) => {
      const grid = overview(await reader.describe(source, signal));
      return reader.read({ source, grid, centre }, signal);
    }),
  );
  const values = Float64Array.from(windows.flatMap(valuesOf)).toSorted();
  if (values.length === 0) return null;
  const [min, max] = [tails, 1 - tails].map((part) => values[Math.round(part * (values.length - 1))]!) as [
    number,
    number,
  ];
  return max > min ? { min, max } : { min: Math.min(min, 0), max: Math.max(max, 1) };
}

/** All of a file, in so few pixels that its coarsest level is read; the middle of one that is large even so. */
function overview({ crs, levels }: BandInfo): Grid {
  const { width, height, affine } = levels.at(-1)!;
  const [columns, rows] = [Math.min(width, mostRead), Math.min(height, mostRead)];
  const scale = Math.max(1, columns / most, rows / most);
  const size = { width: Math.ceil(columns / scale), height: Math.ceil(rows / scale) };
  const part = shiftOrigin(affine, (width - columns) >> 1, (height - rows) >> 1);
  return { crs, affine: scalePixels(part, columns / size.width, rows / size.height), ...size };
}

function valuesOf({ data, mask }: BandWindow): number[] {
  return Array.from(data as ArrayLike<number>).filter((_, i) => mask[i] === 1);
}
