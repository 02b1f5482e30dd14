import { describe, expect, it } from 'vitest';
import { makeDay } from '../testing/fake-time.ts';
import { dayOf, pressed, stepped, toDay, type Place } from './steps.ts';
import { dayWords, percents, scenesWords } from './words.ts';

const days = [
  makeDay('2020-07-01', { scenes: ['a'] }),
  makeDay('2020-07-03', { scenes: ['b', 'c'] }),
  makeDay('2020-07-06', { scenes: ['d'] }),
];

/** The scenes on the map, or the days, of so many steps. */
function walk(start: Place, by: 1 | -1, steps: number): (string | number)[] {
  const places: Place[] = [start];
  for (let step = 0; step < steps; step++) places.push(stepped(days, places.at(-1)!, by));
  return places.map(({ at, scene }) => scene ?? at);
}

describe('steps', () => {
  it('go from day to day and stay at the ends', () => {
    expect(walk({ at: 0, scene: null }, 1, 3)).toEqual([0, 1, 2, 2]);
    expect(walk({ at: 2, scene: null }, -1, 3)).toEqual([2, 1, 0, 0]);
  });

  it('go from scene to scene while one lies on the map', () => {
    expect(walk({ at: 0, scene: 'a' }, 1, 4)).toEqual(['a', 'b', 'c', 'd', 'd']);
    expect(walk({ at: 2, scene: 'd' }, -1, 4)).toEqual(['d', 'c', 'b', 'a', 'a']);
  });

  it('of many days end at the first and last', () => {
    expect(toDay(days, 12, true)).toEqual({ at: 2, scene: 'd' });
    expect(toDay(days, -9, false)).toEqual({ at: 0, scene: null });
  });
});

describe('presses on a day', () => {
  it('show its scenes in turn, then none', () => {
    expect(pressed(days, 1, null).scene).toBe('b');
    expect(pressed(days, 1, 'b').scene).toBe('c');
    expect(pressed(days, 1, 'c').scene).toBeNull();
  });

  it("begin with the first where another day's scene is on the map", () => {
    expect(pressed(days, 1, 'a').scene).toBe('b');
  });

  it('find the day of a scene', () => {
    expect([dayOf(days, 'c'), dayOf(days, 'x'), dayOf(days, null)]).toEqual([1, -1, -1]);
  });
});

describe('words of a day', () => {
  it('tell date, scenes, cloud and share', () => {
    expect(dayWords(days[1]!, null)).toBe('2020-07-03, 2 scenes, 12 % cloud, 34 % of the view');
  });

  it('tell what is unknown, not counted, left out or on the map', () => {
    const day = makeDay('2020-07-03', { scenes: ['b', 'c'], cloud: null, share: null, leftOut: true });
    expect(dayWords(day, null)).toBe('2020-07-03, 2 scenes, left out, cloud unknown');
    expect(scenesWords(days[1]!, 'c')).toBe('scene 2 of 2 on the map');
    expect(scenesWords(days[0]!, 'a')).toBe('on the map');
  });

  it('never round something to nothing', () => {
    expect([0, 0.04, 0.4, 9.96, 100, null].map(percents)).toEqual([
      '0 %',
      '<0.1 %',
      '0.4 %',
      '10 %',
      '100 %',
      '?',
    ]);
  });
});
