import { describe, expect, it } from 'vitest';
import { introducedAt } from './introduction.ts';
import { firstCompare, nameOfSide, swapped, withSide } from './sides.ts';

const layers = [
  { id: 'all', name: 'Collection', shown: true },
  { id: 'best', name: 'Best', shown: true },
  { id: 'worst', name: 'Worst', shown: false },
];
const compare = { left: ['all'], right: ['best'], position: 0.3 };

describe('the sides', () => {
  it('are at first the two top layers that are shown, the upper one right', () => {
    expect(firstCompare(layers)).toEqual({ left: ['all'], right: ['best'], position: 0.5 });
  });

  it('take a hidden layer where only one is shown, and are none with one layer', () => {
    expect(firstCompare(layers.slice(1))).toEqual({ left: ['worst'], right: ['best'], position: 0.5 });
    expect(firstCompare(layers.slice(0, 1))).toBeNull();
  });

  it('change places where a layer of the other side is chosen', () => {
    expect(withSide(compare, 'left', 'worst')).toEqual({ ...compare, left: ['worst'] });
    expect(withSide(compare, 'left', 'best')).toEqual({ left: ['best'], right: ['all'], position: 0.3 });
    expect(withSide({ ...compare, right: ['best', 'worst'] }, 'left', 'best')).toEqual({
      left: ['best'],
      right: ['worst'],
      position: 0.3,
    });
    expect(swapped(compare)).toEqual({ left: ['best'], right: ['all'], position: 0.3 });
  });

  it('are named by their layers that are there', () => {
    expect(nameOfSide(['all', 'gone', 'worst'], layers)).toBe('Collection + Worst');
  });
});

describe('the introduction', () => {
  it('goes left, right and back to the middle', () => {
    expect([0, 600, 1200, 1800].map((ms) => introducedAt(ms)!.toFixed(3))).toEqual([
      '0.500',
      '0.250',
      '0.500',
      '0.750',
    ]);
    expect(introducedAt(2499)).toBeCloseTo(0.5, 3);
    expect(introducedAt(2500)).toBeNull();
  });

  it('never jumps', () => {
    const way = Array.from({ length: 2500 }, (_, ms) => introducedAt(ms)!);
    expect(Math.max(...way.slice(1).map((at, i) => Math.abs(at - way[i]!)))).toBeLessThan(0.001);
  });
});
