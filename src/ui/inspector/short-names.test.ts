import { expect, it } from 'vitest';
import { makeInspectedMosaic, makeInspection } from '../testing/fake-inspect.ts';
import { withShortNames } from './short-names.ts';

const shortened = (...names: string[]) =>
  withShortNames(
    makeInspection(1, { mosaics: names.map((name) => makeInspectedMosaic({ name })) }),
  ).mosaics.map(({ name }) => name);

it('leaves out what a name adds in brackets', () => {
  expect(shortened('Best (by cloud score)', 'Worst (a) (b)', '(c)')).toEqual(['Best', 'Worst (a)', '(c)']);
});

it('keeps names that would be the same without', () => {
  const names = ['Best (by cloud score)', 'Best (by date)', 'Worst (x)'];
  expect(shortened(...names)).toEqual(names);
});
