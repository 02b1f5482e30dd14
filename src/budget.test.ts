import { expect, it } from 'vitest';
import { Budget } from './budget.ts';

it('counts what owners hold, together and each', () => {
  const budget = new Budget(100);
  budget.hold('stack', 70);
  budget.hold('cache', 50);
  budget.hold('stack', 5);
  expect([budget.held, budget.heldBy('stack')]).toEqual([125, 75]);
  budget.release('stack', 75);
  expect([budget.held, budget.heldBy('stack')]).toEqual([50, 0]);
});

it('refuses to give back more than is held', () => {
  const budget = new Budget(100);
  budget.hold('stack', 10);
  expect(() => budget.release('stack', 11)).toThrow(RangeError);
  expect(() => budget.release('cache', 1)).toThrow(RangeError);
  expect(budget.held).toBe(10);
});
