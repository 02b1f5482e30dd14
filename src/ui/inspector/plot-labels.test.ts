import { expect, it } from 'vitest';
import { placeLabels } from './plot-labels.ts';

it('puts names over their places, within the plot, in a second row where the first is taken', () => {
  const wanted = [{ x: 50, width: 40 }, { x: 60, width: 40 }, { x: 0, width: 20 }, { x: 200, width: 30 }]; // prettier-ignore
  expect(placeLabels(wanted, [0, 200])).toEqual([
    { at: 2, left: 0, row: 0 },
    { at: 0, left: 30, row: 0 },
    { at: 1, left: 40, row: 1 },
    { at: 3, left: 170, row: 0 },
  ]);
});

it('leaves out what would lie over another or beside the plot', () => {
  const wanted = [1, 2, 3].map((x) => ({ x: 50 + x, width: 60 }));
  expect(placeLabels(wanted, [0, 100]).map(({ at }) => at)).toEqual([0, 1]);
  expect(placeLabels([{ x: 5, width: 120 }], [0, 100])).toEqual([]);
});
