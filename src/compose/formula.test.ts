import { describe, expect, test } from 'vitest';
import type { Dtype } from '../dtype.ts';
import { evaluate } from './cpu.ts';
import { formulaOf } from './formula.ts';
import type { ImageValue } from './images.ts';
import { reducedBands } from './reduced-bands.ts';

const names = ['a', 'b', 'c'];
const input: ImageValue = {
  kind: 'image',
  origin: null,
  bands: names.map((name) => ({ name, expr: { op: 'band', band: name }, quality: null })),
};

/** The bands of an image at one pixel; null: masked. */
function at(
  image: ImageValue,
  values: readonly (number | null)[],
  dtype: Dtype = 'int16',
): (number | null)[] {
  const leaves = new Map(names.map((name) => [name, dtype]));
  const bands = new Map(
    names.map((name, i) => {
      const data = dtype === 'float32' ? Float32Array.of(values[i] ?? 0) : Int16Array.of(values[i] ?? 0);
      return [name, { data, mask: Uint8Array.of(values[i] === null ? 0 : 1) }];
    }),
  );
  return image.bands.map(({ expr }) => {
    const { values, mask } = evaluate({ expr, leaves, bands, length: 1 });
    return mask[0] === 1 ? values[0]! : null;
  });
}

const of = (formula: string, values: readonly (number | null)[] = [7, 2, 3], dtype: Dtype = 'int16') =>
  at(formulaOf(input, formula), values, dtype)[0];

describe('a formula', () => {
  test.each([
    // Two whole numbers are divided down; written with a fraction they are none.
    ['10/20', 0],
    ['10.0/20', 0.5],
    ["b('a')/2", 3],
    ["b('a')/2.0", 3.5],
    ["b('a')*1.0/2", 3.5],
    ["b('a')/2e0", 3.5],
    ['-7/2', -4],
    ['7%4', 3],
    ['-7%4', -3],
    ['b(0)/0', 0],
    // What binds more.
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['8-3-2', 3],
    ['2**3**2', 512],
    ['-2**2', -4],
    ['3**5', 243],
    ['7**6', 117649],
    ['2**-1', 0.5],
    ['1||0&&0', 1],
    ['1<2==1', 1],
    ['!0+1', 2],
    ['2>1 ^ 1>2', 1],
    ['1+1 ^ 2', 0],
    // Literals and names.
    ['0x1F', 31],
    ['0b101', 5],
    ['1e3', 1000],
    ['.5', 0.5],
    ['b()', 7],
    ['b(0)+b(2)', 10],
    ['x = b(0)', 7],
    ['max(b(0), 10) - min(1, 2)', 9],
    // Choices, whose masks intersect.
    ["b('a') > 5 ? 10 : 20", 10],
    ["b('a')>9 ? 10 : b('b')>1 ? 30 : 40", 30],
  ])('%s is %d', (formula, value) => expect(of(formula)).toBe(value));

  test('is masked where one of its parts is', () => {
    expect(of("b('a') > 5 ? b('b') : b('c')", [7, 2, null])).toBeNull();
    expect(of('b(0) + b(2)', [7, 2, null])).toBeNull();
    expect(of('sqrt(-1)')).toBeNull();
  });

  test('divides floats as they are', () => expect(of('b(0)/b(1)', [7, 2, 3], 'float32')).toBe(3.5));

  test('means by names what goes with it', () => {
    const entries = new Map<string, ImageValue | number>([
      ['img', input],
      ['L', 0.5],
    ]);
    const image = formulaOf(input, "evi = (img.a - img['b']) * (1 + L)", { kind: 'dictionary', entries });
    expect(image.bands.map(({ name }) => name)).toEqual(['evi']);
    expect(at(image, [7, 2, 3])).toEqual([7.5]);
  });

  test.each([
    ['b(3)', 'no band at index 3'],
    ["b('x')", "'x' did not match any bands"],
    ['red', "'red' means nothing here (names: none; bands: b('name')), at character 1"],
    ['constructor', "'constructor' means nothing here"],
    ['1 +', 'it ends too early, at character 4'],
    ['1 2', "'2' is not expected, at character 3"],
    ['b(0', "')' is expected"],
    ['min(1,2,3)', 'min() takes 2 values'],
    ['foo(1)', "there is no function 'foo', at character 1"],
    ['1 & 2', "'&' cannot be read"],
    [`${'('.repeat(400)}1`, 'nested too deeply'],
    [Array.from({ length: 2000 }, () => 1).join('+'), 'more than 1500 parts'],
  ])('says what is wrong with %s', (formula, said) => expect(() => of(formula)).toThrow(said));
});

test('bands of one image are reduced to what those tell that are there', () => {
  const pixels = [
    [1, 2, 6],
    [1, null, 6],
    [null, null, null],
  ];
  const told = (reducer: 'sum' | 'mean' | 'min' | 'max' | 'product' | 'count') =>
    pixels.map((values) => at(reducedBands(input, { kind: 'reducer', reducer }), values)[0]);
  expect(told('sum')).toEqual([9, 7, null]);
  expect(told('mean')).toEqual([3, 3.5, null]);
  expect(told('min')).toEqual([1, 1, null]);
  expect(told('max')).toEqual([6, 6, null]);
  expect(told('product')).toEqual([12, 6, null]);
  expect(told('count')).toEqual([3, 2, null]);
  const both = reducedBands(input, { kind: 'reducer', reducer: 'min', others: ['max'] });
  expect(both.bands.map(({ name }) => name)).toEqual(['min', 'max']);
  expect(() => reducedBands(input, { kind: 'reducer', reducer: 'mode' })).toThrow(
    'cannot be reduced by mode',
  );
});
