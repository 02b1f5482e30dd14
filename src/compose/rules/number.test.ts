import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { valueOf } from '../scalars/testing/values-of.ts';

const n = (value: number) => ee.Number(value);

describe('numbers', () => {
  test.each([
    ['add', n(2).add(3), 5],
    ['subtract', n(2).subtract(3), -1],
    ['multiply', n(2).multiply(1.5), 3],
    ['divide', n(1).divide(2), 0.5],
    ['divide by 0', n(1).divide(0), 0],
    ['mod', n(7).mod(4), 3],
    ['mod of a negative', n(-7).mod(4), -3],
    ['pow', n(2).pow(10), 1024],
    ['min', n(2).min(-1), -1],
    ['max', n(2).max(-1), 2],
    ['abs', n(-2).abs(), 2],
    ['floor', n(-1.5).floor(), -2],
    ['ceil', n(1.2).ceil(), 2],
    ['round', n(2.5).round(), 3],
    ['round of a negative half', n(-2.5).round(), -2],
    ['sqrt', n(9).sqrt(), 3],
    ['exp', n(0).exp(), 1],
    ['log', n(1).log(), 0],
    ['gt', n(2).gt(1), 1],
    ['gte', n(2).gte(2), 1],
    ['lt', n(2).lt(1), 0],
    ['lte', n(2).lte(1), 0],
    ['eq', n(2).eq(2), 1],
    ['neq', n(2).neq(2), 0],
    ['and', n(2).and(0), 0],
    ['or', n(2).or(0), 1],
    ['not', n(2).not(), 0],
    ['toInt', n(-1.9).toInt(), -1],
    ['int beyond 32 bits', n(1e12).int(), 2147483647],
    ['byte', n(300).byte(), 255],
    ['toFloat', n(0.1).toFloat(), 0.10000000149011612],
    ['clamp', n(7).clamp(0, 5), 5],
    ['unitScale', n(7).unitScale(5, 9), 0.5],
  ])('%s', (_, value, expected) => expect(valueOf(value)).toBe(expected));

  test.each([
    ['20200701', undefined, 20200701],
    ['-1.5e3', undefined, -1500],
    ['ff', 16, 255],
    ['-101', 2, -5],
  ])('parse reads %s', (text, radix, expected) =>
    expect(valueOf(ee.Number.parse(text, radix))).toBe(expected),
  );

  test.each([
    ['', 10],
    ['twelve', 10],
    ['0x10', 10],
    ['129', 8],
    ['NaN', 10],
    ['Infinity', 10],
  ])("parse refuses '%s' to the base %i", (text, radix) =>
    expect(() => valueOf(ee.Number.parse(text, radix))).toThrow(`Number.parse: '${text}' is not a number`),
  );

  // As Java's String.format writes them.
  test.each([
    [3, undefined, '3'],
    [7, '%d', '7'],
    [7, '%04d', '0007'],
    [-7, '%04d', '-007'],
    [7, '%+d', '+7'],
    [2.34567, '%.2f', '2.35'],
    [2.34567, '%8.3f|', '   2.346|'],
    [7, '%-4d|', '7   |'],
    [12345, '%.2e', '1.23e+04'],
    [255, '%x', 'ff'],
    [50, '%d%%', '50%'],
  ])('format writes %d by %s as %s', (number, pattern, expected) =>
    expect(valueOf(n(number).format(pattern))).toBe(expected),
  );

  test('format refuses a fraction where %d wants a whole number, and unknown patterns', () => {
    expect(() => valueOf(n(1.5).format('%d'))).toThrow('Number.format: 1.5 is no whole number');
    expect(() => valueOf(n(1).format('%q'))).toThrow("the pattern '%q' is not supported");
    expect(() => valueOf(n(1).format('100%'))).toThrow("the pattern '100%' is not supported");
  });

  test('what is no number is an error that names the method, never NaN', () => {
    expect(() => valueOf(n(-1).sqrt())).toThrow('Number.sqrt: the result is no finite number');
    expect(() => valueOf(n(0).log())).toThrow('Number.log: the result is no finite number');
    expect(() => valueOf(n(10).pow(400))).toThrow('Number.pow: the result is no finite number');
    expect(() => valueOf(ee.Number(ee.List(['a']).get(0)).add(1))).toThrow('Number.of: this is not a number');
  });
});
