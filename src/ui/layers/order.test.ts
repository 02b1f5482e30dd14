import { describe, expect, it } from 'vitest';
import { dropPlace, flip, toldMove } from './order.ts';

describe('dropping a row', () => {
  const middles = [50, 150, 250];
  it.each([
    [0, 40, 0],
    [0, 160, 1],
    [0, 999, 2],
    [2, 140, 1],
    [2, -10, 0],
    [1, 150, 1],
  ])('row %d at %d comes to place %d', (from, pointer, place) => {
    expect(dropPlace(middles, from, pointer)).toBe(place);
  });

  it('is told in words, and in call order', () => {
    expect([0, 1, 2].map((place) => toldMove('Best', place, 3))).toEqual([
      'Best is now on top',
      'Best is now 2 of 3',
      'Best is now at the bottom',
    ]);
    expect([0, 1, 2].map((place) => flip(place, 3))).toEqual([2, 1, 0]);
  });
});
