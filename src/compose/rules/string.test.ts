import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { valueOf } from '../scalars/testing/values-of.ts';

const s = (text: string) => ee.String(text);

describe('texts', () => {
  test.each([
    ['cat', s('T13').cat('TFE'), 'T13TFE'],
    ['slice', s('20200701').slice(4, 6), '07'],
    ['slice from the end', s('20200701').slice(-2), '01'],
    ['replace, the first', s('a_b_c').replace('_', '-'), 'a-b_c'],
    ['replace, all', s('a_b_c').replace('_', '-', 'g'), 'a-b-c'],
    ['replace with a group', s('B4').replace('B(.)', 'Band $1'), 'Band 4'],
    ['split', s('a,b,c').split(','), ['a', 'b', 'c']],
    ['split into characters', s('abc').split(''), ['a', 'b', 'c']],
    ['match', s('S2A_T13TFE').match('T([0-9]{2})'), ['T13', '13']],
    ['match, all', s('B2 B3').match('B[0-9]', 'g'), ['B2', 'B3']],
    ['match of nothing', s('x').match('y'), []],
    ['length', s('abc').length(), 3],
    ['toLowerCase', s('ABC').toLowerCase(), 'abc'],
    ['toUpperCase', s('abc').toUpperCase(), 'ABC'],
    ['trim', s(' a ').trim(), 'a'],
    ['index', s('abcabc').index('c'), 2],
    ['index of nothing', s('abc').index('x'), -1],
    ['rindex', s('abcabc').rindex('c'), 5],
    ['compareTo', s('a').compareTo('b'), -1],
    ['a number as text', ee.String(ee.Number(5)), '5'],
  ])('%s', (_, value, expected) => expect(valueOf(value)).toEqual(expected));

  test.each([['(a*)*'], ['(a|b)+'], ['.*.*.*.*x'], ['a?'.repeat(40)], ['(?=a)']])(
    'a pattern that could take long is refused: %s',
    (pattern) => expect(() => valueOf(s('a'.repeat(900)).replace(pattern, ''))).toThrow('could take long'),
  );

  test('a text that grows without bound is refused', () => {
    const doubled = Array.from({ length: 30 }).reduce<ReturnType<typeof s>>(
      (text) => text.cat(text),
      s('x'.repeat(100)),
    );
    expect(() => valueOf(doubled)).toThrow('String.cat: the text is longer than');
  });
});
