import { expect, it } from 'vitest';
import { columnsOf, isDrawnAt, type Sides } from './sides.ts';

const compare = { left: ['a', 'both'], right: ['b', 'both'], position: 0.25 };
const where = (sides: Sides) => ['a', 'b', 'both', 'none'].map((layer) => columnsOf(layer, sides));
const everywhere = { from: 0, to: 1 };

it('lays each side on its side of the line, and the others everywhere', () => {
  expect(where({ compare, blink: null })).toEqual([
    { from: 0, to: 0.25 },
    { from: 0.25, to: 1 },
    everywhere,
    everywhere,
  ]);
});

it('lets one side fill the map while it blinks, below what lies on neither', () => {
  expect(where({ compare, blink: 'left' })).toEqual([everywhere, null, everywhere, everywhere]);
  expect(where({ compare, blink: 'right' })).toEqual([null, everywhere, everywhere, everywhere]);
});

it('draws all layers where nothing is compared', () => {
  expect(where({ compare: null, blink: 'left' })).toEqual([everywhere, everywhere, everywhere, everywhere]);
});

it('draws nothing of a side that has no width, and keeps the line on the map', () => {
  const at = (position: number) => where({ compare: { ...compare, position }, blink: null }).slice(0, 2);
  expect(at(0)).toEqual([null, everywhere]);
  expect(at(1)).toEqual([everywhere, null]);
  expect(at(7)).toEqual(at(1));
});

it('tells what is drawn in a column', () => {
  const at = (column: number, blink: Sides['blink'] = null) =>
    ['a', 'b', 'both', 'none'].filter((layer) => isDrawnAt(layer, column, { compare, blink }));
  expect(at(0.2)).toEqual(['a', 'both', 'none']);
  expect(at(0.3)).toEqual(['b', 'both', 'none']);
  expect(at(0.3, 'left')).toEqual(['a', 'both', 'none']);
});
