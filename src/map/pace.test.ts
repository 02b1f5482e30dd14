import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paceRepaints } from './pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A map that draws `took` milliseconds after it was asked. */
function makeMap() {
  const state = { busy: true, moving: false, took: 50, frames: [] as number[] };
  const began = performance.now();
  let onRender = (): void => {};
  let asked = false;
  const map = {
    triggerRepaint: (): void => {
      if (asked) return;
      asked = true;
      setTimeout(() => {
        asked = false;
        state.frames.push(performance.now() - began);
        onRender();
      }, state.took);
    },
    isMoving: () => state.moving,
    on: (_event: string, listener: () => void) => {
      onRender = listener;
    },
  };
  const repaint = paceRepaints(map as never, () => state.busy);
  return { map, state, repaint };
}

describe('the pace of repaints', () => {
  it('draws the first frame at once, and those that MapLibre asks for while there is work after a rest', () => {
    const { map, state } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(50);
    for (let i = 0; i < 10; i++) {
      map.triggerRepaint();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([50, 50 + 4 * 50 + 50]);
  });

  it('rests no longer than 300 ms', () => {
    const { map, state } = makeMap();
    state.took = 200;
    map.triggerRepaint();
    vi.advanceTimersByTime(200);
    map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([200, 200 + 300 + 200]);
  });

  it.each([
    ['moves', { moving: true }],
    ['has no work beside it', { busy: false }],
  ])('does not wait where the map %s', (_what, change) => {
    const { map, state } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(50);
    Object.assign(state, change);
    map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([50, 100]);
  });

  it('repaints at once for others, and then not again for what waited', () => {
    const { map, state, repaint } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(50);
    map.triggerRepaint();
    repaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([50, 100]);
  });
});
