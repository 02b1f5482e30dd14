import type { Crs } from '../grid/grid.ts';
import { allocate, shiftedType, type PixelArray } from '../dtype.ts';
import type { BlockReader } from './block-reader.ts';
import type { BandInfo, BandWindow, Level, WindowRequest } from './reader.ts';
import type { TiffFile } from './tiff-file.ts';
import type { TiffImage } from './tiff/image.ts';
import { fillNearest, type WarpPlan } from './warp/nearest.ts';
import { planPixels } from './warp/pixels.ts';
import type { Warper } from './warp/warper.ts';

export interface WindowTools {
  readonly blocks: BlockReader;
  readonly warper: Warper;
}

export interface WindowJob {
  readonly file: TiffFile;
  readonly info: BandInfo;
  readonly level: Level;
  readonly request: WindowRequest;
  /** Pixels of the band that decides where this one is valid, on the same grid. */
  readonly judge: Promise<BandWindow> | null;
}

/** One band's pixels on a grid: read, warped, masked and shifted. */
export async function readWindow(
  tools: WindowTools,
  job: WindowJob,
  signal?: AbortSignal,
): Promise<BandWindow> {
  const { file, info, level, request } = job;
  const { source } = request;
  const { image, mask: maskImage } = file.pyramid.levels[level.index];
  const place = { request, crs: info.crs, level };
  const plan = planFor(tools, image, place);
  const length = plan.width * plan.height;
  const stored = allocate(image.layout.dtype, length);
  const mask = new Uint8Array(length);
  const { alpha } = image.layout;
  const wanted: Wanted[] = [{ sample: source.sample, data: stored, mask }];
  const alphas = alpha === null || alpha === source.sample ? null : allocate(image.layout.dtype, length);
  if (alphas && alpha !== null) wanted.push({ sample: alpha, data: alphas });
  const masks = maskImage && new Uint8Array(length);
  const sparse = file.nodata ?? 0;
  await Promise.all([
    fill(tools, { image, plan, wanted, sparse }, signal),
    maskImage &&
      masks &&
      fill(
        tools,
        {
          image: maskImage,
          plan: planFor(tools, maskImage, place),
          wanted: [{ sample: 0, data: masks }],
          sparse: 0,
        },
        signal,
      ),
  ]);
  dropNodata(mask, stored, info.nodata);
  if (alphas) dropZeros(mask, alphas);
  if (masks) dropZeros(mask, masks);
  if (job.judge) dropJudged(mask, await job.judge, source.validWhere?.not ?? []);
  const data = shifted(stored, image, source.shift);
  const valid = countPixels(mask);
  return { width: plan.width, height: plan.height, dtype: info.dtype, data, mask, valid, level };
}

interface Place {
  readonly request: WindowRequest;
  readonly crs: Crs;
  readonly level: Level;
}

function planFor({ warper }: WindowTools, { layout }: TiffImage, { request, crs, level }: Place): WarpPlan {
  const { blockWidth, blockHeight } = layout;
  const { grid, halo = 0, pixels } = request;
  const plan = warper.plan({ grid, halo, crs, level, blocks: { blockWidth, blockHeight } });
  return pixels ? planPixels(plan, pixels) : plan;
}

interface Wanted {
  readonly sample: number;
  readonly data: PixelArray;
  readonly mask?: Uint8Array;
}

interface Fill {
  readonly image: TiffImage;
  readonly plan: WarpPlan;
  readonly wanted: readonly Wanted[];
  /** Value of pixels in blocks that are not stored. */
  readonly sparse: number;
}

async function fill(
  tools: WindowTools,
  { image, plan, wanted, sparse }: Fill,
  signal?: AbortSignal,
): Promise<void> {
  const { planar, samples } = image.layout;
  // Where samples have blocks of their own each wanted one reads its blocks; else one block serves all.
  const rounds = planar ? wanted.map((one) => [one]) : [wanted];
  const readRound = (round: readonly Wanted[]): Promise<void> => {
    const stored = planar ? round[0].sample : 0;
    const blocks = plan.blocks.map(({ column, row }) => ({ column, row, sample: stored }));
    const take = (from: PixelArray | null, index: number): void => {
      const part = plan.blocks[index];
      for (const { sample, data, mask } of round) {
        if (from) {
          const within = planar ? { samples: 1, sample: 0 } : { samples, sample };
          fillNearest({ plan: part, from, ...within, data, mask });
          continue;
        }
        for (const target of part.targets) data[target] = sparse;
        if (mask) for (const target of part.targets) mask[target] = 1;
      }
    };
    return tools.blocks.read(image, blocks, take, signal);
  };
  await Promise.all(rounds.map(readRound));
}

/** Nodata, and NaN among floats: never a pixel. */
function dropNodata(mask: Uint8Array, data: PixelArray, nodata: number | null): void {
  const float = data instanceof Float32Array;
  if (nodata === null && !float) return;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value === nodata || Number.isNaN(value)) mask[i] = 0;
  }
}

function dropZeros(mask: Uint8Array, there: PixelArray): void {
  for (let i = 0; i < mask.length; i++) if (there[i] === 0) mask[i] = 0;
}

function dropJudged(mask: Uint8Array, judge: BandWindow, not: readonly number[]): void {
  dropZeros(mask, judge.mask);
  for (const refused of not) {
    for (let i = 0; i < mask.length; i++) if (judge.data[i] === refused) mask[i] = 0;
  }
}

function countPixels(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i];
  return count;
}

/** Added after masking, so that nodata stays nodata; never clamped. */
function shifted(stored: PixelArray, { layout }: TiffImage, shift: number): PixelArray {
  if (shift === 0) return stored;
  const data = allocate(shiftedType(layout.dtype, shift), stored.length);
  for (let i = 0; i < stored.length; i++) data[i] = stored[i] + shift;
  return data;
}
