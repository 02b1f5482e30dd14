import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareOfText, compareText } from './compare-text.ts';

const seed = 20261123;
const ids = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });

it(`comes back from its text, whatever the ids (seed ${seed})`, () => {
  const position = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
  fc.assert(
    fc.property(ids, ids, position, (left, right, position) => {
      const compare = { left, right, position };
      // As an address carries it.
      const hash = new URLSearchParams({ compare: compareText(compare) }).toString();
      expect(compareOfText(new URLSearchParams(hash).get('compare')!)).toEqual(compare);
    }),
    { seed, numRuns: 500 },
  );
});

it('is legible', () => {
  const compare = { left: ['collection'], right: ['best', 'best~date'], position: 0.42 };
  expect(compareText(compare)).toBe('0.42,collection,,best,best~date');
});

it.each([
  '',
  '0.5',
  '0.5,a',
  '0.5,a,b',
  '0.5,,b',
  '0.5,a,,',
  '1.5,a,,b',
  '-1,a,,b',
  'x,a,,b',
  '0.5,a,,b,,c',
  ',a,,b',
])('is refused with a sentence where it is none: %j', (text) => {
  expect(() => compareOfText(text)).toThrow('no comparison of layers');
});
