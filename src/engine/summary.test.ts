import { expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { summarize } from './summary.ts';
import { makeLayer } from './testing/layers.ts';

it('of a collection tells what the layers compose of it, and what there is to know', () => {
  const day = (n: number): number => Date.UTC(2020, 6, n);
  const scenes = [
    makeScene({ id: 'a1', datetime: day(3), acquisition: 'a' }),
    makeScene({ id: 'a2', datetime: day(3), acquisition: 'a' }),
    makeScene({ id: 'b', datetime: day(1) }),
    makeScene({ id: 'left out', datetime: day(9) }),
  ];
  const error = new BestpixelError('bad-stac', 'it has no date', { where: 'c' });
  const list = makeList(scenes, {
    cutFrom: 700,
    partial: true,
    notes: ['no cloud probability'],
    rejected: [{ id: 'c', error }],
  });
  const layer = makeLayer({});
  layer.resolve({ list: { ...list, scenes: scenes.slice(0, 3) }, selections: [] });
  const other = makeLayer({});
  other.resolve({ list: { ...list, scenes: scenes.slice(0, 1) }, selections: [] });
  expect(summarize([list, makeList([])], [layer, other])).toEqual([
    {
      title: 'List',
      synthetic: false,
      scenes: 3,
      acquisitions: 2,
      cutFrom: 700,
      partial: true,
      from: day(1),
      to: day(3),
      attribution: '',
      notes: ['no cloud probability'],
      rejected: [{ id: 'c', sentence: 'it has no date (c).' }],
    },
    expect.objectContaining({ scenes: 0, acquisitions: 0, cutFrom: null, from: null, to: null, notes: [] }),
  ]);
});
