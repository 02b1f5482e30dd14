import { expect, it } from 'vitest';
import type { Layer } from '../engine/layer.ts';
import type { DateShares } from '../engine/shares.ts';
import { RestingShares } from './resting-shares.ts';

const layer = {} as Layer;

function setUp() {
  const heard = new Set<() => void>();
  const state = { moving: false, counts: 0 };
  const sharesOf = (): DateShares => ({ dates: [], covered: (state.counts += 1), metres: 1, whole: true });
  const shares = new RestingShares({
    engine: { provenance: { sharesOf, tiedShareOf: () => (state.counts += 1) } },
    view: {
      bounds: { west: 0, south: 0, east: 1, north: 1 },
      map: {
        isMoving: () => state.moving,
        on: (_, listener) => heard.add(listener),
        off: (_, listener) => heard.delete(listener),
      },
    },
  });
  const idle = () => heard.forEach((listener) => listener());
  return { state, shares, idle, heard };
}

it('are not counted while the view moves, but told as they were', () => {
  const { state, shares } = setUp();
  const before = shares.datesOf(layer);
  expect([before?.covered, shares.tiesOf(layer)]).toEqual([1, 2]);
  state.moving = true;
  for (let frame = 0; frame < 5; frame++) {
    expect(shares.datesOf(layer)).toBe(before);
    expect(shares.tiesOf(layer)).toBe(2);
  }
  expect(state.counts).toBe(2);
  expect(shares.datesOf({} as Layer)).toBeNull();
});

it('are counted once more when it rests, and who listens is told that once', () => {
  const { state, shares, idle, heard } = setUp();
  let told = 0;
  const stop = shares.onRest(() => (told += 1));
  idle();
  expect(told).toBe(0);
  state.moving = true;
  shares.datesOf(layer);
  idle();
  expect(told).toBe(0);
  state.moving = false;
  idle();
  idle();
  expect(told).toBe(1);
  expect(shares.datesOf(layer)?.covered).toBe(1);
  stop();
  expect(heard.size).toBe(0);
});
