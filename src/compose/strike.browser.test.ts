import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { Ceiling } from './ceiling.ts';
import { Selector } from './select.ts';
import { SelectionState, bytesOfCeiling } from './selection.ts';
import type { Leaves } from './steps.ts';
import { makeGpu } from './testing/gpu.ts';
import { randomNumbers } from './testing/random-exprs.ts';
import { chunksOf, randomScenes, shuffled } from './testing/scenes.ts';
import { selectOnCpu } from './twin.ts';

const [width, height] = [17, 6];
const length = width * height;
const quality: PixelExpr = { op: 'band', band: 'q' };

let gpu: Gpu;
beforeAll(() => {
  ({ gpu } = makeGpu());
});
afterAll(() => gpu.dispose());

/** Where scenes have data: seldom, at the first pixel none of them. */
function randomHoles(random: () => number, count: number): Map<number, Uint8Array> {
  const data = (): Uint8Array => Uint8Array.from({ length }, (_, i) => (i > 0 && random() < 0.1 ? 1 : 0));
  return new Map(Array.from({ length: count }, (_, scene) => [scene, data()]));
}

describe('striking out winners, against the CPU twin', () => {
  it.each([
    [2, 'uint8', [0, 0, 255]],
    [8, 'uint8', [3]],
    [8, 'float32', [-1.5, 0, 3e38]],
    [2, 'int16', [-32768, 32767]],
  ] as const)(
    'round by round, with %i scenes to an array and %s of %j',
    async (layersPerArray, dtype, values) => {
      const seed = 40 + layersPerArray;
      const random = randomNumbers(seed);
      const leaves: Leaves = new Map([['q', dtype]]);
      const scenes = randomScenes({ random, count: 23, length, leaves, values });
      const holes = randomHoles(random, 23);
      // Without a reference.
      holes.delete(7);
      const chunks = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray });
      const selector = new Selector(gpu, { quality, leaves });
      const state = new SelectionState(gpu, { width, height });
      const [ceiling, twin] = [new Ceiling(length), new Ceiling(length)];
      let rounds = 0;
      for (let struck = 1; struck > 0; rounds++) {
        for (const chunk of shuffled(chunks, random)) selector.fold({ chunk, state });
        // Memory that only folding needs may come and go.
        if (rounds % 2 === 1) state.settle();
        const found = await state.read();
        const expected = selectOnCpu({ quality, leaves, scenes, length, ceiling: twin });
        expect(found, `seed ${seed}, round ${rounds}`).toEqual(expected);
        struck = ceiling.strike(found, holes);
        expect(twin.strike(expected, holes)).toBe(struck);
        if (struck === 0) continue;
        state.strike(ceiling);
        expect(await state.read()).toEqual(found);
      }
      expect(rounds).toBeGreaterThan(5);
      for (const made of [...chunks, selector, state]) made.dispose();
    },
  );
});

it('takes memory only from the first strike on, and gives all of it back', () => {
  const { gpu, budget } = makeGpu();
  const leaves: Leaves = new Map([['q', 'uint8']]);
  const scenes = randomScenes({ random: randomNumbers(1), count: 3, length, leaves });
  const [chunk] = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray: 8 });
  const selector = new Selector(gpu, { quality, leaves });
  const state = new SelectionState(gpu, { width, height });
  selector.fold({ chunk: chunk!, state });
  const before = budget.held;
  state.strike(new Ceiling(length));
  selector.fold({ chunk: chunk!, state });
  expect(budget.held - before).toBe(bytesOfCeiling({ width, height }));
  expect(bytesOfCeiling({ width, height })).toBe(8 * length);
  state.finish();
  expect(before - budget.held).toBe(8 * length);
  for (const made of [chunk!, selector, state]) made.dispose();
  expect(budget.held).toBe(0);
  expect(gpu.counts()).toEqual({ triangle: 1, program: 3 });
  gpu.dispose();
  expect(gpu.counts()).toEqual({});
});
