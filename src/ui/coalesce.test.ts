import { expect, it } from 'vitest';
import { type Clock, coalesce } from './coalesce.ts';

/** A clock whose frames and timers fire when the test says so. */
function handClock() {
  const waiting = { frames: new Set<() => void>(), timers: new Set<() => void>() };
  const later = (set: Set<() => void>, run: () => void) => {
    set.add(run);
    return () => void set.delete(run);
  };
  const clock: Clock = {
    frame: (run) => later(waiting.frames, run),
    after: (_ms, run) => later(waiting.timers, run),
  };
  const fire = (set: Set<() => void>) => [...set].forEach((run) => run());
  return { clock, waiting, frame: () => fire(waiting.frames), timer: () => fire(waiting.timers) };
}

it('runs once per frame however often it is asked', () => {
  const { clock, frame } = handClock();
  let runs = 0;
  const soon = coalesce(() => (runs += 1), clock);
  soon.request();
  soon.request();
  expect(runs).toBe(0);
  frame();
  frame();
  expect(runs).toBe(1);
  soon.request();
  frame();
  expect(runs).toBe(2);
});

it('runs by its timer where no frame comes, as in a hidden tab, and leaves no frame behind', () => {
  const { clock, timer, waiting } = handClock();
  let runs = 0;
  const soon = coalesce(() => (runs += 1), clock);
  soon.request();
  timer();
  expect(runs).toBe(1);
  expect(waiting.frames.size + waiting.timers.size).toBe(0);
});

it('runs no more once stopped', () => {
  const { clock, frame, timer } = handClock();
  let runs = 0;
  const soon = coalesce(() => (runs += 1), clock);
  soon.request();
  soon.stop();
  frame();
  timer();
  expect(runs).toBe(0);
});
