import { expect, it } from 'vitest';
import type { LayerShares } from './save-port.ts';
import { sharesCsv, sharesName } from './shares-csv.ts';

const day = (iso: string) => Date.parse(iso);

const layers: readonly LayerShares[] = [
  {
    layer: 'best',
    name: 'Best, "by cloud"',
    shares: {
      dates: [
        { day: day('2020-07-04'), share: 0.25, scenes: ['S2A_1', 'S2A_2'] },
        { day: day('2020-08-03'), share: 0.75, scenes: ['S2B_1'] },
      ],
      covered: 0.5,
      metres: 76.5,
      whole: true,
    },
    km2: 200,
    missing: null,
  },
  {
    layer: 'x',
    name: '=1+1',
    shares: {
      dates: [{ day: day('2020-07-01'), share: 1, scenes: ['S'] }],
      covered: 1,
      metres: 10,
      whole: false,
    },
    km2: 8,
    missing: '3 scenes could not be read',
  },
];

it('has a row per mosaic and date, of what has a winner and of the view', () => {
  const [, ...rows] = sharesCsv(layers).trimEnd().split('\r\n');
  expect(rows).toEqual([
    '"Best, ""by cloud""",2020-07-04,2,0.25,0.125,25,76.5,yes,,S2A_1 S2A_2',
    '"Best, ""by cloud""",2020-08-03,1,0.75,0.375,75,76.5,yes,,S2B_1',
    "'=1+1,2020-07-01,1,1,1,8,10,no,3 scenes could not be read,S",
  ]);
});

it('is named by its dates', () => {
  expect(sharesName(layers)).toBe('bestpixel-shares-2020-07-01_2020-08-03.csv');
  expect(sharesName([])).toBe('bestpixel-shares.csv');
});
