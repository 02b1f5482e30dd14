import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { operators } from '../expression/operators.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { evaluate } from './cpu.ts';
import { everyType, exactFunctions, exprs, randomPixels } from './testing/random-exprs.ts';
import { GlslRunner } from './testing/run-glsl.ts';

const seed = 20200701;
const length = 512;
const slow = { timeout: 60_000 };
const leaves = everyType;
const pixels = randomPixels(seed, length);
const runner = new GlslRunner({ leaves, pixels, length });

/** The largest distance between GPU and CPU in units in the last place, over pixels that both have. */
function distance(expr: PixelExpr): number {
  const gpu = runner.run(expr);
  const cpu = evaluate({ expr, leaves, bands: pixels, length });
  expect(gpu.type).toBe(cpu.type);
  expect([...gpu.mask].join(''), JSON.stringify(expr)).toBe([...cpu.mask].join(''));
  let most = 0;
  cpu.mask.forEach((there, i) => {
    if (there) most = Math.max(most, ulps(gpu.values[i]!, cpu.values[i]!, cpu.type === 'float'));
  });
  return most;
}

function ulps(a: number, b: number, isFloat: boolean): number {
  return isFloat ? Math.abs(ordinal(a) - ordinal(b)) : a === b ? 0 : Infinity;
}

/** Neighbouring float32 numbers have neighbouring ordinals; zeros and what GPUs may take for 0 have 0. */
function ordinal(x: number): number {
  if (Math.abs(x) < 2 ** -126) return 0;
  const bits = new Int32Array(Float32Array.of(x).buffer)[0]!;
  return bits < 0 ? -(bits & 0x7fffffff) : bits;
}

test('bands of every type are read exactly', () => {
  for (const band of leaves.keys()) expect([band, distance({ op: 'band', band })]).toEqual([band, 0]);
});

test(
  'every operator agrees with the CPU within its ULP on short and long integers and on floats',
  slow,
  () => {
    const bands = ['uint16', 'uint32', 'int32', 'float32'].map((band): PixelExpr => ({ op: 'band', band }));
    for (const [op, { arity, result, ulp }] of Object.entries(operators)) {
      const taken = result === 'bits' ? bands.slice(0, -1) : bands;
      for (const a of taken) {
        for (const b of arity > 1 ? taken : [a]) {
          const expr = { op, args: [a, b, taken[2]!].slice(0, arity) } as PixelExpr;
          expect(distance(expr), JSON.stringify(expr)).toBeLessThanOrEqual(ulp);
        }
      }
    }
  },
);

test('trees of exact operators give the same bits', slow, () => {
  fc.assert(
    fc.property(exprs(exactFunctions), (expr) => {
      expect(distance(expr)).toBe(0);
    }),
    { seed, numRuns: 150, endOnFailure: true },
  );
});

test('shifts by few bits, many and too many give the same bits', slow, () => {
  for (const op of ['leftShift', 'rightShift'] as const) {
    for (const band of ['int16', 'uint32', 'int32']) {
      for (const by of [-1, 0, 1, 16, 31, 32]) {
        const expr: PixelExpr = {
          op,
          args: [
            { op: 'band', band },
            { op: 'const', value: by },
          ],
        };
        expect(distance(expr), JSON.stringify(expr)).toBe(0);
      }
    }
  }
});

test('ratios of such trees are within their ULP', slow, () => {
  const side = exprs(exactFunctions, 2);
  fc.assert(
    fc.property(fc.constantFrom('divide', 'normalizedDifference'), side, side, (op, a, b) => {
      expect(distance({ op, args: [a, b] })).toBeLessThanOrEqual(operators[op].ulp);
    }),
    { seed, numRuns: 50, endOnFailure: true },
  );
});
