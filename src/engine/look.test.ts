import { describe, expect, it } from 'vitest';
import { orderKey } from '../compose/key.ts';
import type { Leaves } from '../compose/steps.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { selectOnCpu } from '../compose/twin.ts';
import { allocate, type Dtype } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { Look } from './look.ts';
import type { SceneWindows } from './scene-windows.ts';

const seed = 20261124;
const length = 60;
const level = { index: 0, width: 1, height: 1, affine: [1, 0, 0, 0, 1, 0] } as const;

/** A scene of some values, each as likely. */
function makeScene(
  scene: number,
  { random, dtype, values }: { random: () => number; dtype: Dtype; values: readonly number[] },
) {
  const data = allocate(dtype, length);
  for (let i = 0; i < length; i++) data[i] = values[Math.floor(random() * values.length)]!;
  const mask = Uint8Array.from({ length }, () => (random() < 0.2 ? 0 : 1));
  return { scene, bands: new Map([['q', { dtype, data, mask }]]) };
}

type Made = ReturnType<typeof makeScene>;

function windowsOf({ scene, bands }: Made): SceneWindows {
  const window = { ...bands.get('q')!, width: length, height: 1, valid: 1, level };
  return { scene, windows: new Map([['q', window]]) };
}

const negated: PixelExpr = {
  op: 'multiply',
  args: [
    { op: 'band', band: 'q' },
    { op: 'const', value: -1 },
  ],
};
const uint8: Leaves = new Map([['q', 'uint8']]);

/** Looks at scenes, the last `few` of them first. Gives what was told, and the pixels left open by each look. */
async function look(
  scenes: readonly Made[],
  {
    leaves = uint8,
    few = scenes.length,
    read = async (i: number) => windowsOf(scenes[i]!) as SceneWindows | null,
  } = {},
) {
  const told: Int32Array[] = [];
  const best = orderKey(0, 'int');
  const onSure = (winner: Int32Array): number => told.push(winner);
  const look = new Look({ read, quality: negated, leaves, best, length, onSure });
  const numbers = scenes.map(({ scene }) => scene);
  const open = [await look.at(numbers.slice(-few))];
  if (few < numbers.length) open.push(await look.at(numbers.slice(0, -few)));
  return { told, open };
}

function made(scene: number, data: readonly number[]): Made {
  const mask = new Uint8Array(length).fill(1);
  return { scene, bands: new Map([['q', { dtype: 'uint8', data: Uint8Array.from(data), mask }]]) };
}

/** Seven everywhere, but none at some pixels. */
const withZeros = (from: number, to: number): number[] => new Array<number>(length).fill(7).fill(0, from, to);

describe('pixels that are won for certain', () => {
  it.each(['uint8', 'uint16'] as const)(
    `are those of the whole contest that the best quality has won (%s, seed ${seed})`,
    async (dtype) => {
      const random = randomNumbers(seed);
      const leaves: Leaves = new Map([['q', dtype]]);
      let found = 0;
      for (let round = 0; round < 50; round++) {
        const values = random() < 0.5 ? [0, 3, 9] : [0, 5, 5, 5, 5, 5, 5, 5, 5, 5];
        const scenes = Array.from({ length: 6 }, (_, i) => makeScene(i, { random, dtype, values }));
        const { winner, key } = selectOnCpu({ quality: negated, leaves, scenes, length });
        const best = orderKey(0, 'int');
        const sure = [...winner].map((won, i) => (key[i] === best ? won : -1));
        const { told, open } = await look(scenes, { leaves, few: 1 + Math.floor(random() * 6) });
        expect([...told.at(-1)!]).toEqual(sure);
        expect([...open.at(-1)!]).toEqual([...sure.keys()].filter((i) => sure[i] === -1));
        const [first] = told;
        const scene = first!.find((each) => each >= 0);
        if (new Set(first).size > 2) continue;
        found++;
        expect([...first!]).toEqual(sure.map((won) => (won === scene ? won : -1)));
      }
      expect(found).toBeGreaterThan(25);
    },
  );

  it('are told of at once for the last scene that has a tenth of the grid, then of all', async () => {
    const { told } = await look([
      made(0, withZeros(0, 6)),
      made(1, withZeros(10, 15)),
      made(2, withZeros(0, 0)),
    ]);
    expect(told.map((winner) => new Set(winner))).toEqual([new Set([0, -1]), new Set([0, 1, -1])]);
    const few = await look([made(0, withZeros(10, 15)), made(1, withZeros(0, 0))]);
    expect(few.told.map((winner) => new Set(winner))).toEqual([new Set([-1, 0])]);
    const none = await look([made(0, withZeros(0, 0))]);
    expect(none.told).toEqual([]);
    expect(none.open[0]).toHaveLength(length);
  });

  it('leave out scenes that cannot be read, and end at one that is not known or of another type', async () => {
    const scenes = [0, 1, 2].map((scene) => made(scene, withZeros(0, length)));
    const unread = async (i: number): Promise<SceneWindows> =>
      i === 2 ? { scene: 2, windows: null } : windowsOf(scenes[i]!);
    expect(new Set((await look(scenes, { read: unread })).told.at(-1))).toEqual(new Set([1]));
    const unknown = await look(scenes, { read: async (i) => (i === 2 ? null : windowsOf(scenes[i]!)) });
    expect(unknown).toEqual({ told: [], open: [null] });
    const wider = makeScene(2, { random: () => 0.5, dtype: 'uint16', values: [0] });
    expect((await look([...scenes.slice(0, 2), wider])).open).toEqual([null]);
  });
});
