import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocate } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { Carried } from './carried.ts';
import { Gatherer } from './gather.ts';
import { Selector } from './select.ts';
import { SelectionState } from './selection.ts';
import { StackChunk, bytesOfChunk, elsewhere } from './stack.ts';
import type { Leaves } from './steps.ts';
import { makeGpu } from './testing/gpu.ts';
import { randomNumbers } from './testing/random-exprs.ts';
import { chunksOf, randomScenes, shuffled } from './testing/scenes.ts';
import { gatherOnCpu, selectOnCpu } from './twin.ts';

const [width, height] = [19, 5];
const length = width * height;
const leaves: Leaves = new Map([
  ['q', 'uint8'],
  ['red', 'uint16'],
  ['shifted', 'int32'],
  ['wide', 'uint32'],
  ['ratio', 'float32'],
]);
const band = (name: string): PixelExpr => ({ op: 'band', band: name });
const quality = band('q');

let gpu: Gpu;
beforeAll(() => {
  ({ gpu } = makeGpu());
});
afterAll(() => gpu.dispose());

/** Selects on the GPU, gathers the chunks that `gathers` leaves over, and gives what came and what should have. */
async function compose({
  bands,
  seed,
  gathers = (chunks) => chunks,
}: {
  bands: readonly PixelExpr[];
  seed: number;
  gathers?: (chunks: readonly StackChunk[]) => readonly StackChunk[];
}) {
  const random = randomNumbers(seed);
  const scenes = randomScenes({ random, count: 21, length, leaves, masked: 0.3 });
  const chunks = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray: 8 });
  const selector = new Selector(gpu, { quality, leaves: new Map([['q', 'uint8']]) });
  const selection = new SelectionState(gpu, { width, height });
  const gatherer = new Gatherer(gpu, { bands, leaves });
  const into = new Carried(gpu, { width, height, types: gatherer.types });
  for (const chunk of chunks) selector.fold({ chunk, state: selection });
  const chosen = gathers(chunks);
  for (const chunk of chosen) gatherer.gather({ chunk, selection, into });
  const found = await into.read();
  const { winner } = selectOnCpu({ quality, leaves, scenes, length });
  const read = new Set(chosen.flatMap((chunk) => chunk.scenes));
  const expected = gatherOnCpu({
    bands,
    winner,
    leaves,
    length,
    scenes: scenes.filter((s) => read.has(s.scene)),
  });
  for (const made of [...chunks, selector, selection, gatherer, into]) made.dispose();
  return { found, expected, winner };
}

/** Bits where the mask is set: a mask of 0 leaves the value open. */
const masked = ({ data, mask }: { data: ArrayLike<number>; mask: ArrayLike<number> }) =>
  Array.from(data, (value, i) => (mask[i] ? value : null));

describe('bands taken from the winner, against the CPU twin', () => {
  it.each([[['red', 'shifted', 'wide']], [['ratio', 'q', 'red']], [['wide', 'ratio']], [['shifted']]])(
    'bit for bit, each with its own mask: %j',
    async (names) => {
      const { found, expected } = await compose({ bands: names.map(band), seed: 4 });
      expect(found.bands.map(masked)).toEqual(expected.bands.map(masked));
      expect(found).toMatchObject({
        gathered: expected.gathered,
        bands: expected.bands.map(({ data, mask }) => ({ mask, data: expect.any(data.constructor) })),
      });
    },
  );

  it('computed bands too', async () => {
    const sum: PixelExpr = { op: 'subtract', args: [band('red'), band('q')] };
    const half: PixelExpr = { op: 'multiply', args: [band('ratio'), { op: 'const', value: 0.5 }] };
    const clear: PixelExpr = {
      op: 'updateMask',
      args: [band('shifted'), { op: 'gt', args: [band('q'), band('red')] }],
    };
    const { found, expected } = await compose({ bands: [sum, half, clear], seed: 8 });
    expect(found.bands.map(masked)).toEqual(expected.bands.map(masked));
  });

  it('whatever the order of the arrays', async () => {
    const gathers = (chunks: readonly StackChunk[]) => shuffled(chunks, randomNumbers(2));
    const { found, expected } = await compose({ bands: [band('red')], seed: 5, gathers });
    expect(found.bands.map(masked)).toEqual(expected.bands.map(masked));
  });

  it('from one layer that holds at each pixel the bands of who wins there', async () => {
    const random = randomNumbers(9);
    const scenes = randomScenes({ random, count: 21, length, leaves, masked: 0.3 });
    const { winner } = selectOnCpu({ quality, leaves, scenes, length });
    const held = scenes.filter(({ scene }) => scene % 3 > 0);
    const spec = { leaves, scenes: held.map(({ scene }) => scene), width, height, together: true };
    const chunk = new StackChunk(gpu, spec);
    for (const [name, dtype] of leaves) {
      const [data, mask] = [allocate(dtype, length), new Uint8Array(length).fill(elsewhere)];
      winner.forEach((scene, i) => {
        const window = held.find((one) => one.scene === scene)?.bands.get(name);
        if (!window) return;
        data[i] = window.data[i]!;
        mask[i] = window.mask[i]!;
      });
      chunk.upload({ layer: 0, band: name, window: { dtype, data, mask } });
    }
    const all = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray: 32 });
    const selector = new Selector(gpu, { quality, leaves: new Map([['q', 'uint8']]) });
    const selection = new SelectionState(gpu, { width, height });
    selector.fold({ chunk: all[0]!, state: selection });
    const bands = [band('red'), band('ratio'), band('shifted')];
    const gatherer = new Gatherer(gpu, { bands, leaves });
    const into = new Carried(gpu, { width, height, types: gatherer.types });
    gatherer.gather({ chunk, selection, into });
    const found = await into.read();
    const expected = gatherOnCpu({ bands, winner, leaves, length, scenes: held });
    expect(found.bands.map(masked)).toEqual(expected.bands.map(masked));
    expect(found.gathered).toEqual(expected.gathered);
    expect(bytesOfChunk(spec)).toBe(bytesOfChunk({ ...spec, scenes: [0], together: false }));
    for (const made of [chunk, ...all, selector, selection, gatherer, into]) made.dispose();
  });

  it('and tells not read from masked', async () => {
    const gathers = (chunks: readonly StackChunk[]) => chunks.slice(1);
    const { found, expected, winner } = await compose({ bands: [band('red')], seed: 6, gathers });
    expect(found.gathered).toEqual(expected.gathered);
    expect(found.gathered).toEqual(Uint8Array.from(winner, (scene) => (scene >= 8 ? 1 : 0)));
    expect([...found.gathered].some((read, i) => read === 1 && found.bands[0]!.mask[i] === 0)).toBe(true);
  });
});

it('clears to nothing gathered', async () => {
  const into = new Carried(gpu, { width, height, types: ['int'] });
  into.clear();
  expect((await into.read()).gathered).toEqual(new Uint8Array(length));
  into.dispose();
});

it('reads one rectangle', async () => {
  const state = new SelectionState(gpu, { width, height });
  const { winner } = await state.read({ rect: { x: 3, y: 1, width: 2, height: 4 } });
  expect([...winner]).toEqual(new Array(8).fill(-1));
  state.dispose();
});

describe('what does not fit is refused', () => {
  const spec = { scenes: [{ scene: 0, bands: new Map() }], width, height, layersPerArray: 8 };
  const badInput = expect.objectContaining({ tag: 'bad-input' }) as Error;

  it('when gathering', () => {
    const gatherer = new Gatherer(gpu, { bands: [band('red')], leaves });
    const [chunk, other, small] = [
      chunksOf(gpu, { ...spec, leaves: new Map([['red', 'uint16']]) })[0]!,
      chunksOf(gpu, { ...spec, leaves: new Map([['red', 'int32']]) })[0]!,
      chunksOf(gpu, { ...spec, leaves, width: 1 })[0]!,
    ];
    const bare = chunksOf(gpu, { ...spec, leaves: new Map([['q', 'uint8']]) })[0]!;
    const selection = new SelectionState(gpu, { width, height });
    const into = new Carried(gpu, { width, height, types: ['int'] });
    const floats = new Carried(gpu, { width, height, types: ['float'] });
    expect(() => gatherer.gather({ chunk, selection, into })).not.toThrow();
    expect(() => gatherer.gather({ chunk, selection, into: floats })).toThrow(badInput);
    expect(() => gatherer.gather({ chunk: other, selection, into })).toThrow(badInput);
    expect(() => gatherer.gather({ chunk: small, selection, into })).toThrow(badInput);
    expect(() => gatherer.gather({ chunk: bare, selection, into })).toThrow('band red is not in the stack');
    for (const made of [gatherer, chunk, other, small, bare, selection, into, floats]) made.dispose();
  });

  it('when compiling', () => {
    expect(() => new Gatherer(gpu, { bands: [quality, quality, quality, quality], leaves })).toThrow(
      badInput,
    );
    const names = Array.from({ length: 30 }, (_, i) => `B${i}`);
    const sum = names.map(band).reduce((a, b) => ({ op: 'add', args: [a, b] }));
    const many: Leaves = new Map(names.map((name) => [name, 'uint8']));
    expect(() => new Selector(gpu, { quality: sum, leaves: many })).toThrow(
      /^30 bands are read at once and this GPU/,
    );
    expect(() => new Selector(gpu, { quality: band('B7'), leaves: many }).dispose()).not.toThrow();
  });

  it('when stacking', () => {
    const before = gpu.counts();
    const scenes = Array.from({ length: 257 }, (_, i) => i);
    expect(() => new StackChunk(gpu, { scenes, leaves, width, height })).toThrow(
      '257 scenes do not fit 256 layers',
    );
    expect(() => new StackChunk(gpu, { scenes: [0], leaves, width: 10 ** 6, height })).toThrow(
      '1000000×5 pixels',
    );
    expect(gpu.counts()).toEqual(before);
  });
});

it('leaves nothing on the GPU but the programs that are kept', () => {
  const { gpu, budget } = makeGpu();
  const chunk = new StackChunk(gpu, { scenes: [0, 1, 2], leaves, width, height });
  expect(budget.held).toBe(bytesOfChunk({ scenes: [0, 1, 2], leaves, width, height }));
  const selector = new Selector(gpu, { quality, leaves });
  const state = new SelectionState(gpu, { width, height });
  selector.fold({ chunk, state });
  const working = budget.held;
  state.settle();
  expect(working - budget.held).toBe(8 * length);
  for (const made of [chunk, selector, state]) made.dispose();
  expect(gpu.counts()).toEqual({ triangle: 1, program: 1 });
  expect(budget.held).toBe(0);
  gpu.dispose();
  expect(gpu.counts()).toEqual({});
});
