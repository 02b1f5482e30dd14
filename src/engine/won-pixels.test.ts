import { expect, it } from 'vitest';
import { wonPixels } from './won-pixels.ts';

it('tells the pixels that scenes have won, in order; nobody’s and others’ are left out', () => {
  const winner = Int32Array.of(3, -1, 0, 3, 7, 0, 3);
  const won = wonPixels(winner, [0, 3, 5]);
  expect([...won].map(([scene, pixels]) => [scene, [...pixels]])).toEqual([
    [0, [2, 5]],
    [3, [0, 3, 6]],
    [5, []],
  ]);
});
