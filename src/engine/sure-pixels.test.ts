import { describe, expect, it } from 'vitest';
import { orderKey } from '../compose/key.ts';
import type { Leaves } from '../compose/steps.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { selectOnCpu } from '../compose/twin.ts';
import { allocate, type Dtype } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { SceneWindows } from './scene-windows.ts';
import { surePixels } from './sure-pixels.ts';

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

function sure(
  scenes: readonly Made[],
  { leaves = uint8, read = async (i: number) => windowsOf(scenes[i]!) as SceneWindows | null } = {},
) {
  const best = orderKey(0, 'int');
  return surePixels({
    scenes: scenes.map(({ scene }) => scene),
    read,
    quality: negated,
    leaves,
    best,
    length,
  });
}

describe('pixels that are won for certain', () => {
  it.each(['uint8', 'uint16'] as const)(
    `are those of the whole contest (%s, seed ${seed})`,
    async (dtype) => {
      const random = randomNumbers(seed);
      const leaves: Leaves = new Map([['q', dtype]]);
      let found = 0;
      for (let round = 0; round < 50; round++) {
        const values = random() < 0.5 ? [0, 3, 9] : [0, 5, 5, 5, 5, 5, 5, 5, 5, 5];
        const scenes = Array.from({ length: 6 }, (_, i) => makeScene(i, { random, dtype, values }));
        const { winner, key } = selectOnCpu({ quality: negated, leaves, scenes, length });
        const pixels = await sure(scenes, { leaves });
        if (!pixels) continue;
        found++;
        const scene = pixels.find((each) => each >= 0);
        const best = orderKey(0, 'int');
        expect([...pixels]).toEqual(
          [...winner].map((won, i) => (won === scene && key[i] === best ? won : -1)),
        );
      }
      expect(found).toBeGreaterThan(25);
    },
  );

  it('are those of the last scene that has a tenth of the grid', async () => {
    const [none, some] = [new Array<number>(length).fill(7), new Array<number>(length).fill(7).fill(0, 0, 6)];
    const of = (scene: number, data: readonly number[]): Made => ({
      scene,
      bands: new Map([
        ['q', { dtype: 'uint8', data: Uint8Array.from(data), mask: new Uint8Array(length).fill(1) }],
      ]),
    });
    const few = [...none].fill(0, 10, 15);
    expect(new Set(await sure([of(0, some), of(1, few), of(2, none)]))).toEqual(new Set([-1]).add(0));
    expect(await sure([of(0, few), of(1, none)])).toBeNull();
  });

  it('leave out scenes that cannot be read, and end at one that is not known', async () => {
    const scenes = Array.from({ length: 3 }, (_, i) =>
      makeScene(i, { random: () => 0.5, dtype: 'uint8', values: [0] }),
    );
    const unread = async (i: number): Promise<SceneWindows> =>
      i === 2 ? { scene: 2, windows: null } : windowsOf(scenes[i]!);
    expect(new Set(await sure(scenes, { read: unread }))).toEqual(new Set([1]));
    expect(await sure(scenes, { read: async (i) => (i === 2 ? null : windowsOf(scenes[i]!)) })).toBeNull();
  });
});
