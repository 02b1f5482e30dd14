import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../testing/tamper.ts';
import { fillNearest, type WarpPlan } from './nearest.ts';
import { planPixels } from './pixels.ts';

const seed = 20261125;
const [width, height] = [12, 9];
const length = width * height;

/** Each output pixel at a random pixel of one of three 8 × 8 blocks, or nowhere. */
function randomPlan(random: (below: number) => number): WarpPlan {
  const blocks = [0, 1, 2].map((column) => ({
    column,
    row: 4,
    targets: [] as number[],
    sources: [] as number[],
  }));
  for (let target = 0; target < length; target++) {
    const block = blocks[random(4)];
    block?.targets.push(target);
    block?.sources.push(random(64));
  }
  const typed = blocks.map(({ column, row, targets, sources }) => ({
    column,
    row,
    targets: Uint32Array.from(targets),
    sources: Uint32Array.from(sources),
  }));
  return { width, height, window: [0, 0, 24, 8], blocks: typed };
}

/** What a plan gives of blocks whose pixels are all different; −1: nothing. */
function filled(plan: WarpPlan): Int32Array {
  const data = new Int32Array(plan.width * plan.height).fill(-1);
  for (const block of plan.blocks) {
    const from = Int32Array.from({ length: 64 }, (_, i) => 100 * block.column + i);
    fillNearest({ plan: block, from, data });
  }
  return data;
}

describe(`a plan of single pixels (seed ${seed})`, () => {
  const random = randomNumbers(seed);

  it('gives what the whole plan gives there', () => {
    for (let round = 0; round < 50; round++) {
      const plan = randomPlan(random);
      const whole = filled(plan);
      const pixels = Uint32Array.from({ length }, (_, i) => i).filter(() => random(3) === 0);
      const some = planPixels(plan, pixels);
      expect([some.width, some.height]).toEqual([pixels.length, 1]);
      expect([...filled(some)]).toEqual([...pixels].map((pixel) => whole[pixel]));
    }
  });

  it('takes only the blocks that hold one of them', () => {
    const plan = randomPlan(random);
    const some = planPixels(plan, plan.blocks[1].targets.slice(0, 2));
    expect(some.blocks.map(({ column }) => column)).toEqual([1]);
    expect(planPixels(plan, new Uint32Array(0)).blocks).toEqual([]);
  });
});
