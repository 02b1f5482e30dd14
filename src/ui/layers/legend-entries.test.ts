import { describe, expect, it } from 'vitest';
import type { DateShares } from '../../engine/shares.ts';
import { makeArranged, makeLook } from '../testing/fake-layers.ts';
import { costLine, metresText, percentText, tieLine, underLine } from './layer-words.ts';
import { legendEntries } from './legend-entries.ts';
import type { ArrangedLayer } from './layers-port.ts';

const first = Date.parse('2020-07-02');
const days = first / 86_400_000;
const shares: DateShares = {
  dates: [
    { day: first, share: 0.75, scenes: ['a', 'b'] },
    { day: first + 10 * 86_400_000, share: 0.25, scenes: ['c'] },
  ],
  covered: 1,
  metres: 76.4,
  whole: false,
};
const one = (band: string, over: Partial<ArrangedLayer> = {}) =>
  makeArranged({ id: band, name: band, look: makeLook({ bands: [band], min: [0], max: [1] }), ...over });
const date = (over: Partial<ArrangedLayer> = {}) =>
  one('date', {
    aspect: 'date',
    look: makeLook({ bands: ['date'], min: [days], max: [days + 10], palette: ['000', 'fff'] }),
    ...over,
  });
const entries = (...layers: ArrangedLayer[]) =>
  legendEntries({ layers, sharesOf: () => shares, pendingOf: (id) => id === 'late' });

describe('the legend', () => {
  it('is of shown layers of one band, the top one first, three at most', () => {
    const hidden = one('h', { shown: false });
    const clear = one('c', { opacity: 0 });
    const told = entries(
      one('a'),
      one('b'),
      makeArranged(),
      one('d'),
      hidden,
      clear,
      one('e', { look: null }),
      one('f'),
    );
    expect(told.map(({ name }) => name)).toEqual(['f', 'd', 'b']);
  });

  it('gives each date its colour on the ramp and its share', () => {
    expect(entries(date())).toMatchObject([
      {
        kind: 'dates',
        low: '2020-07-02',
        high: '2020-07-12',
        rows: [
          { date: '2020-07-02', color: '#000000', share: 0.75, scenes: ['a', 'b'] },
          { date: '2020-07-12', color: '#ffffff', share: 0.25 },
        ],
        counted: { metres: 76.4, whole: false },
      },
    ]);
  });

  it('tells dates in order, and after them those below one percent', () => {
    const at = (day: number, share: number) => ({ day: first + day * 86_400_000, share, scenes: [] });
    const dates = [at(0, 0.004), at(3, 0.5), at(5, 0.006), at(10, 0.49)];
    const told = legendEntries({
      layers: [date()],
      sharesOf: () => ({ ...shares, dates }),
      pendingOf: () => false,
    });
    expect(told).toMatchObject([
      { rows: [{ share: 0.5 }, { share: 0.49 }, { share: 0.004 }, { share: 0.006 }] },
    ]);
  });

  it('takes colours of classes before those of the ramp', () => {
    const classes = [
      { value: days, color: 'red' },
      { value: days + 3, color: '<b>' },
    ];
    const [entry] = entries(date({ visParams: { classes } }));
    expect(entry).toMatchObject({
      ramp: { palette: ['000', 'fff'] },
      rows: [{ color: '#ff0000' }, { date: '2020-07-12', color: '#ffffff' }],
    });
    const all = [
      ...classes.slice(0, 1),
      { value: days + 10, color: 'blue' },
      { value: days + 11, color: 'lime' },
    ];
    expect(entries(date({ visParams: { classes: all } }))).toMatchObject([
      { ramp: null, rows: [{ color: '#ff0000' }, { color: '#0000ff' }, { date: '2020-07-13', share: 0 }] },
    ]);
  });

  it('says which layers are still of what was before', () => {
    expect(entries(date(), one('late')).map(({ pending }) => pending)).toEqual([true, false]);
  });

  it('names ties of a margin', () => {
    const visParams = { classes: [{ value: 0, color: '#f0f' }] };
    expect(entries(one('margin', { aspect: 'margin', visParams }))).toMatchObject([
      { low: '0', high: '1', classes: [{ label: 'Tie: the last scene wins', color: '#ff00ff' }] },
    ]);
  });
});

describe('what is told', () => {
  it('never rounds something to nothing, or less to all', () => {
    expect([0, 0.001, 0.344, 0.999, 1].map(percentText)).toEqual(['0 %', '< 1 %', '34 %', '> 99 %', '100 %']);
    expect(tieLine(0.34)).toBe(
      '34 % of the pixels that several scenes compete for are ties (the last scene wins)',
    );
  });

  it('is the size of pixels in metres', () => {
    expect([0.6, 9.99, 76.4, 1223].map(metresText)).toEqual(['0.6 m', '10 m', '76 m', '1.2 km']);
  });

  it('is the cost of an aspect before it is paid', () => {
    expect(costLine('margin', { bytes: 3.2e6, scenes: 24 })).toBe(
      'The margin needs every scene: 24 scenes, up to 3.2 MB to read, less what was read already.',
    );
    expect(costLine('scenes', { bytes: 0, scenes: 1 })).toContain('1 scene, nothing more to read.');
  });

  it('is what lies under the pointer: a value, whose pixel, or both', () => {
    const winner = { scene: 'S2A_1', datetime: Date.parse('2020-08-03T17:52Z'), layer: 'Best' };
    expect(underLine({ winner, value: null, pending: false })).toBe('2020-08-03 · S2A_1 (Best)');
    expect(underLine({ winner: { ...winner, datetime: NaN }, value: null, pending: false })).toBe(
      'no date · S2A_1 (Best)',
    );
    expect(underLine({ winner, value: null, pending: true })).toBe(
      'Pending, as before · 2020-08-03 · S2A_1 (Best)',
    );
    const value = { aspect: 'margin', value: Math.fround(0.1), layer: 'Margin' } as const;
    expect(underLine({ winner, value, pending: false })).toBe(
      'Margin 0.1, in units of the quality (Margin) · 2020-08-03 · S2A_1 (Best)',
    );
    expect(underLine({ winner: null, value: { ...value, value: 0 }, pending: false })).toBe(
      'Margin 0, a tie: the last scene wins (Margin)',
    );
    const scenes = { aspect: 'scenes', value: 1, layer: 'Scenes' } as const;
    expect(underLine({ winner: null, value: scenes, pending: false })).toBe('1 valid scene (Scenes)');
  });
});
