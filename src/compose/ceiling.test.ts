import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PixelExpr } from '../expression/pixel.ts';
import { Ceiling } from './ceiling.ts';
import type { Leaves } from './steps.ts';
import { selectOnCpu, type SceneBands } from './twin.ts';

const leaves: Leaves = new Map([['q', 'int8']]);
const quality: PixelExpr = { op: 'band', band: 'q' };
const length = 5;

/** Of one scene at each pixel: its quality (null: masked) and whether it has data; the scene may have no reference. */
const scene = fc.record({
  qualities: fc.array(fc.option(fc.constantFrom(-1, 0, 0, 1), { nil: null }), {
    minLength: length,
    maxLength: length,
  }),
  data: fc.option(fc.array(fc.constantFrom(0, 0, 1), { minLength: length, maxLength: length }), {
    nil: null,
  }),
  unreadable: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
});

it('strikes out until the winner is the best of those that have data, or nobody', () => {
  fc.assert(
    fc.property(fc.array(scene, { maxLength: 14 }), (series) => {
      const scenes = series.map(({ qualities }, scene): SceneBands => {
        const data = Int8Array.from(qualities, (value) => value ?? 1);
        const mask = Uint8Array.from(qualities, (value) => (value === null ? 0 : 1));
        return { scene, bands: new Map([['q', { dtype: 'int8', data, mask }]]) };
      });
      const holes = new Map<number, Uint8Array | null>();
      series.forEach(({ data, unreadable }, scene) => {
        if (unreadable) holes.set(scene, null);
        else if (data) holes.set(scene, Uint8Array.from(data));
      });
      const ceiling = new Ceiling(length);
      const request = { quality, leaves, scenes: scenes.toReversed(), length, ceiling };
      let found = selectOnCpu(request);
      for (let rounds = 0; ceiling.strike(found, holes) > 0; rounds++) {
        expect(rounds).toBeLessThan(length * series.length);
        found = selectOnCpu(request);
      }
      // By a plain walk from the first scene to the last that takes whatever is not less.
      const expected = Array.from({ length }, (_, i) => {
        let [winner, best] = [-1, -Infinity];
        series.forEach(({ qualities, data, unreadable }, scene) => {
          const value = qualities[i]!;
          if (value === null || value < best || unreadable || data?.[i] === 0) return;
          [winner, best] = [scene, value];
        });
        return winner;
      });
      expect([...found.winner]).toEqual(expected);
    }),
    { seed: 20201105 },
  );
});

it('leaves who is struck out nowhere, and scenes that nothing is known of', () => {
  const pixels = { winner: Int32Array.of(0, 1, -1, 2), key: Uint32Array.of(7, 7, 0, 7) };
  const ceiling = new Ceiling(4);
  expect(
    ceiling.strike(
      pixels,
      new Map([
        [0, Uint8Array.of(1, 0, 0, 0)],
        [1, Uint8Array.of(1, 0, 1, 1)],
      ]),
    ),
  ).toBe(1);
  expect([...pixels.winner]).toEqual([0, -1, -1, 2]);
  expect([...pixels.key]).toEqual([7, 0, 0, 7]);
  expect([...ceiling.scene]).toEqual([0, 2, 0, 0]);
});
