import { describe, expect, it } from 'vitest';
import { introducedAt } from './introduction.ts';
import { firstCompare, nameOfSide, namesOf, swapped, withSide } from './sides.ts';

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

describe('what is written on the map', () => {
  const named = (left: string, right: string) =>
    namesOf({ left: ['l'], right: ['r'], position: 0.5 }, [
      { id: 'l', name: left, shown: true },
      { id: 'r', name: right, shown: true },
    ]);

  it.each([
    ['Best-pixel mosaic (by cloud score)', 'Best-pixel mosaic (by clear sky)', 'Best-pixel mosaic (by '],
    ['Best-pixel mosaic (greenest)', 'Best-pixel mosaic (grey)', 'Best-pixel mosaic ('],
    ['Collection', 'Best', ''],
    ['Best', 'Best (copy)', ''],
    ['Best', 'Best', ''],
  ])('leaves what tells %s from %s', (left, right, shared) => {
    expect(left.slice(0, named(left, right).shared)).toBe(shared);
  });

  it('names what is seen over both sides, but nothing below them or hidden', () => {
    const over = (...ids: string[]) =>
      namesOf(
        { left: ['all'], right: ['best'], position: 0.3 },
        ids.map((id) => ({ id, name: id.toUpperCase(), shown: id !== 'worst' })),
      ).over;
    expect(over('all', 'best', 'scene')).toBe('SCENE');
    expect(over('all', 'scene', 'best', 'copy')).toBe('SCENE + COPY');
    expect(over('below', 'all', 'best', 'worst')).toBe('');
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
