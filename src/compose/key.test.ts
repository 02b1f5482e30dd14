import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, orderKey, valueOf, valueOfKey } from './key.ts';

const seed = 20200701;
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uint = fc.nat({ max: 2 ** 32 - 1 });
const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const pairs = [
  ['int', int],
  ['uint', uint],
  ['float', float],
] as const;

describe('the order key', () => {
  it.each(pairs)('orders as %s values do', (type, values) => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(Math.sign(orderKey(a, type) - orderKey(b, type))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { seed },
    );
  });

  it.each(pairs)('and its value are one to one for %s', (type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(valueOfKey(orderKey(value, type), type)).toBe(value === 0 ? 0 : value);
        expect(Object.is(valueOf(bitsOf(value, type), type), value)).toBe(true);
      }),
      { seed },
    );
  });

  it('is the same for −0 and 0', () => expect(orderKey(-0, 'float')).toBe(orderKey(0, 'float')));
});
