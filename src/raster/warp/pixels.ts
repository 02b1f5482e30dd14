import type { BlockPlan, WarpPlan } from './nearest.ts';

/** Of each output pixel of a plan: which of the plan's blocks gives it (0: none, else its number + 1), and which pixel there. */
interface Origins {
  readonly block: Uint32Array;
  readonly source: Uint32Array;
}

const known = new WeakMap<WarpPlan, Origins>();

/** The plan of some of the output pixels alone: pixel k of it is `pixels[k]` of the whole. Only blocks that hold one stay. */
export function planPixels(plan: WarpPlan, pixels: Uint32Array): WarpPlan {
  const { block, source } = originsOf(plan);
  const counts = new Uint32Array(plan.blocks.length);
  for (let k = 0; k < pixels.length; k++) {
    const number = block[pixels[k]];
    if (number > 0) counts[number - 1]++;
  }
  const parts = plan.blocks.map(({ column, row }, i): BlockPlan => {
    const [targets, sources] = [new Uint32Array(counts[i]), new Uint32Array(counts[i])];
    return { column, row, targets, sources };
  });
  counts.fill(0);
  for (let k = 0; k < pixels.length; k++) {
    const number = block[pixels[k]];
    if (number === 0) continue;
    const part = parts[number - 1];
    const at = counts[number - 1]++;
    part.targets[at] = k;
    part.sources[at] = source[pixels[k]];
  }
  const blocks = parts.filter(({ targets }) => targets.length > 0);
  return { width: pixels.length, height: 1, window: plan.window, blocks };
}

function originsOf(plan: WarpPlan): Origins {
  let origins = known.get(plan);
  if (origins) return origins;
  const length = plan.width * plan.height;
  origins = { block: new Uint32Array(length), source: new Uint32Array(length) };
  plan.blocks.forEach(({ targets, sources }, i) => {
    for (let k = 0; k < targets.length; k++) {
      origins!.block[targets[k]] = i + 1;
      origins!.source[targets[k]] = sources[k];
    }
  });
  known.set(plan, origins);
  return origins;
}
