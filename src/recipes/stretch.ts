import { scalePixels } from '../grid/affine.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import type { BandInfo, BandWindow, Reader } from '../raster/reader.ts';
import type { BandSource } from '../scene/scene.ts';

/** Pixels along a side that are looked at. */
const most = 256;
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

/** All of a file, in so few pixels that its coarsest level is read. */
function overview({ crs, affine, width, height, levels }: BandInfo): Grid {
  const coarsest = levels.at(-1)!;
  const scale = Math.max(1, coarsest.width / most, coarsest.height / most);
  const size = { width: Math.ceil(coarsest.width / scale), height: Math.ceil(coarsest.height / scale) };
  return { crs, affine: scalePixels(affine, width / size.width, height / size.height), ...size };
}

function valuesOf({ data, mask }: BandWindow): number[] {
  return Array.from(data as ArrayLike<number>).filter((_, i) => mask[i] === 1);
}
