import { groupByBlock, type Origins } from './by-block.ts';
import type { BlockPlan, WarpPlan } from './nearest.ts';

const known = new WeakMap<WarpPlan, Origins>();

/** The plan of some of the output pixels alone: pixel k of it is `pixels[k]` of the whole. Only blocks that hold one stay. */
export function planPixels(plan: WarpPlan, pixels: Uint32Array): WarpPlan {
  const blocks = groupByBlock(originsOf(plan), plan.blocks.length, pixels)
    .map((pairs, i): BlockPlan => ({ ...plan.blocks[i], ...pairs }))
    .filter(({ targets }) => targets.length > 0);
  return { width: pixels.length, height: 1, window: plan.window, blocks };
}

function originsOf(plan: WarpPlan): Origins {
  let origins = known.get(plan);
  if (origins) return origins;
  const length = plan.width * plan.height;
  origins = { numbers: new Int32Array(length).fill(-1), sources: new Int32Array(length) };
  for (const [i, block] of plan.blocks.entries()) note(origins, block, i);
  known.set(plan, origins);
  return origins;
}

function note(origins: Origins, { targets, sources }: BlockPlan, number: number): void {
  for (let k = 0; k < targets.length; k++) {
    origins.numbers[targets[k]] = number;
    origins.sources[targets[k]] = sources[k];
  }
}
