import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from './pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A map that draws as soon as it is asked, on a GPU that is done `took` milliseconds later. Frames are told to 10 ms. */
function makeMap() {
  const state = { busy: true, moving: false, took: 60, frames: [] as number[] };
  const began = performance.now();
  let onRender = (): void => {};
  let asked = false;
  const map = {
    triggerRepaint: (): void => {
      if (asked) return;
      asked = true;
      setTimeout(() => {
        asked = false;
        state.frames.push(10 * Math.round((performance.now() - began) / 10));
        onRender();
      });
    },
    isMoving: () => state.moving,
    on: (_event: string, listener: () => void) => {
      onRender = listener;
    },
  };
  const fence = () => {
    const drawnAt = performance.now();
    return () => performance.now() - drawnAt >= state.took;
  };
  const pace = new Pace(map as never, { isBusy: () => state.busy, fence });
  return { map, state, pace };
}

describe('the pace of repaints', () => {
  it('draws the first frame at once, and those asked for while there is work after a rest', () => {
    const { map, state } = makeMap();
    for (let i = 0; i < 10; i++) {
      map.triggerRepaint();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0, 60 + 3 * 60]);
  });

  it.each([
    ['no less than 100 ms', 10, 10 + 100],
    ['no longer than 800 ms, once the GPU is done', 900, 900 + 800],
  ])('rests %s', (_what, took, second) => {
    const { map, state } = makeMap();
    state.took = took;
    map.triggerRepaint();
    vi.advanceTimersByTime(took - 1);
    map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0, second]);
  });

  it.each([
    ['moves', { moving: true }],
    ['has no work beside it', { busy: false }],
  ])('does not wait where the map %s', (_what, change) => {
    const { map, state } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(30);
    Object.assign(state, change);
    map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0, 30]);
  });

  it('repaints at once for others, and then not again for what waited', () => {
    const { map, state, pace } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(30);
    map.triggerRepaint();
    pace.repaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0, 30]);
  });

  it('once stopped draws nothing that waited', () => {
    const { map, state, pace } = makeMap();
    map.triggerRepaint();
    vi.advanceTimersByTime(30);
    map.triggerRepaint();
    pace.stop();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0]);
  });
});
