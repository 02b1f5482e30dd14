import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Dtype } from '../dtype.ts';
import { SelectionState } from './selection.ts';
import { Selector } from './select.ts';
import type { StackChunk } from './stack.ts';
import type { Leaves } from './steps.ts';
import { makeGpu } from './testing/gpu.ts';
import { randomNumbers } from './testing/random-exprs.ts';
import { chunksOf, randomScenes, shuffled } from './testing/scenes.ts';
import { type SceneBands, selectOnCpu } from './twin.ts';

const layersPerArray = 8;
const q: PixelExpr = { op: 'band', band: 'q' };
const minusQ: PixelExpr = { op: 'multiply', args: [q, { op: 'const', value: -1 }] };

let gpu: Gpu;
beforeAll(() => {
  ({ gpu } = makeGpu());
});
afterAll(() => gpu.dispose());

interface OnGpu {
  readonly quality: PixelExpr;
  readonly leaves: Leaves;
  readonly scenes: readonly SceneBands[];
  readonly width: number;
  readonly height: number;
  readonly order?: (chunks: readonly StackChunk[]) => readonly StackChunk[];
  readonly enabled?: (scene: number) => boolean;
}

async function selectOnGpu({ quality, leaves, scenes, width, height, order, enabled }: OnGpu) {
  const chunks = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray });
  const selector = new Selector(gpu, { quality, leaves });
  const state = new SelectionState(gpu, { width, height });
  for (const chunk of order?.(chunks) ?? chunks) {
    selector.fold({ chunk, state, enabled: enabled && chunk.scenes.map(enabled) });
  }
  const pixels = await state.read();
  for (const made of [...chunks, selector, state]) made.dispose();
  return pixels;
}

describe('the winner at each pixel, against the CPU twin', () => {
  const width = 13;
  const height = 7;
  const length = width * height;

  it.each([1, 2, 8, 9, 17, 600])('of %i scenes, 8 layers per array, with masks and ties', async (count) => {
    const seed = 1000 + count;
    const leaves: Leaves = new Map([['q', 'uint8']]);
    const scenes = randomScenes({
      random: randomNumbers(seed),
      count,
      length,
      leaves,
      values: [0, 0, 1, 7, 100],
    });
    for (const quality of [q, minusQ]) {
      const expected = selectOnCpu({ quality, leaves, scenes, length });
      expect(await selectOnGpu({ quality, leaves, scenes, width, height }), `seed ${seed}`).toEqual(expected);
    }
  });

  const types: Dtype[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32'];
  it.each(types)('with qualities over the full range of %s', async (dtype) => {
    const seed = 77;
    const leaves: Leaves = new Map([['q', dtype]]);
    const scenes = randomScenes({ random: randomNumbers(seed), count: 17, length, leaves });
    const expected = selectOnCpu({ quality: q, leaves, scenes, length });
    expect(new Set(expected.winner).size).toBeGreaterThan(5);
    expect(await selectOnGpu({ quality: q, leaves, scenes, width, height }), `seed ${seed}`).toEqual(
      expected,
    );
  });

  it.each([
    ['uint16', [0, 1, 32767, 32768, 65534, 65535]],
    ['int16', [-32768, -1, 0, 1, 32767]],
    ['uint32', [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1]],
    ['int32', [-(2 ** 31), -(2 ** 31) + 1, -1, 0, 2 ** 31 - 1]],
    ['float32', [-3.4028234663852886e38, -1, -1.1754943508222875e-38, -0, 0, 0.1, 3.4028234663852886e38]],
  ] as const)(
    'with the edges of %s, which neighbours in float32 would not keep apart',
    async (dtype, values) => {
      const seed = 5;
      const leaves: Leaves = new Map([['q', dtype]]);
      const scenes = randomScenes({
        random: randomNumbers(seed),
        count: 6,
        length,
        leaves,
        values,
        masked: 0.5,
      });
      const expected = selectOnCpu({ quality: q, leaves, scenes, length });
      expect(await selectOnGpu({ quality: q, leaves, scenes, width, height }), `seed ${seed}`).toEqual(
        expected,
      );
    },
  );

  it('whatever the order in which the arrays are folded', async () => {
    const random = randomNumbers(9);
    const leaves: Leaves = new Map([['q', 'uint8']]);
    const scenes = randomScenes({ random, count: 60, length, leaves, values: [0, 1] });
    const expected = selectOnCpu({ quality: q, leaves, scenes, length });
    for (let round = 0; round < 3; round++) {
      const order = (chunks: readonly StackChunk[]) => shuffled(chunks, random);
      expect(await selectOnGpu({ quality: q, leaves, scenes, width, height, order })).toEqual(expected);
    }
  });

  it('among the scenes that are not struck out', async () => {
    const leaves: Leaves = new Map([['q', 'uint8']]);
    const scenes = randomScenes({ random: randomNumbers(3), count: 20, length, leaves, values: [4, 5] });
    const enabled = (scene: number) => scene % 3 !== 1;
    const expected = selectOnCpu({
      quality: q,
      leaves,
      scenes: scenes.filter((s) => enabled(s.scene)),
      length,
    });
    expect(await selectOnGpu({ quality: q, leaves, scenes, width, height, enabled })).toEqual(expected);
  });

  it.each([
    [1, 1],
    [257, 3],
    [3, 257],
  ])('on %i×%i pixels, rows of any length in memory', async (width, height) => {
    const length = width * height;
    const leaves: Leaves = new Map([
      ['q', 'uint8'],
      ['r', 'int16'],
    ]);
    const quality: PixelExpr = { op: 'add', args: [q, { op: 'band', band: 'r' }] };
    const scenes = randomScenes({ random: randomNumbers(21), count: 9, length, leaves });
    const expected = selectOnCpu({ quality, leaves, scenes, length });
    expect(await selectOnGpu({ quality, leaves, scenes, width, height })).toEqual(expected);
  });
});

describe('masks and ties by hand', () => {
  const leaves: Leaves = new Map([['q', 'float32']]);
  const scene = (index: number, value: number, mask = 1): SceneBands => ({
    scene: index,
    bands: new Map([['q', { dtype: 'float32', data: Float32Array.of(value), mask: Uint8Array.of(mask) }]]),
  });
  const winnerOf = async (...scenes: SceneBands[]) =>
    (await selectOnGpu({ quality: q, leaves, scenes, width: 1, height: 1 })).winner[0];

  it('gives a tie to the last scene', async () => expect(await winnerOf(scene(0, 5), scene(1, 5))).toBe(1));
  it('gives −0 against 0 to the last', async () => expect(await winnerOf(scene(0, 0), scene(1, -0))).toBe(1));
  it('lets a masked scene not compete', async () =>
    expect(await winnerOf(scene(0, 1), scene(1, 9, 0))).toBe(0));
  it('lets NaN not compete', async () => expect(await winnerOf(scene(0, -1), scene(1, NaN))).toBe(0));
  it('has no winner where all are masked', async () => expect(await winnerOf(scene(0, 1, 0))).toBe(-1));
  it('takes a layer that was never uploaded as masked', async () => {
    expect(await winnerOf({ scene: 0, bands: new Map() }, scene(1, -7), { scene: 2, bands: new Map() })).toBe(
      1,
    );
  });
  it('uses scene indices, not layers', async () =>
    expect(await winnerOf(scene(900, 1), scene(40, 1))).toBe(900));
});
