import { expect, it } from 'vitest';
import { onePerAcquisition, type SeriesEntry } from './series.ts';

function make(id: string, fields: Partial<SeriesEntry> = {}): SeriesEntry {
  return { scene: { id, datetime: 0 }, quality: null, values: { red: null }, winner: false, ...fields };
}

function kept(...entries: readonly (readonly [acquisition: string, entry: SeriesEntry])[]): string[] {
  const series = onePerAcquisition(entries.map(([acquisition, entry]) => ({ acquisition, entry })));
  return series.map(({ scene }) => scene.id);
}

const winner = { quality: 1, winner: true };
const ranked = { quality: 5 };
const seen = { values: { red: 7 } };

it.each([
  ['the winner, though another ranks as high', [winner, ranked, seen, {}], 0],
  ['the last with a quality', [ranked, ranked, seen, {}], 1],
  ['the last with a value', [{}, seen, seen, {}], 2],
  ['the last', [{}, {}, {}, {}], 3],
])('of one acquisition keeps %s', (_, tiles, which) => {
  const entries = tiles.map((fields, i) => ['pass', make(`tile-${i}`, fields)] as const);
  expect(kept(...entries)).toEqual([`tile-${which}`]);
});

it('keeps the order, and every acquisition', () => {
  expect(
    kept(
      ['a', make('a', ranked)],
      ['b', make('b in one tile', winner)],
      ['b', make('b in the next', ranked)],
      ['c', make('c')],
    ),
  ).toEqual(['a', 'b in one tile', 'c']);
});
