import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from './pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A map that draws as soon as it is asked, on a GPU that is done `took` milliseconds later. Frames are told to 10 ms. */
function makeMap() {
  const state = { busy: true, moving: false, took: 60, frames: [] as number[], drawing: (): void => {} };
  const began = performance.now();
  let onRender = (): void => {};
  let asked = false;
  const begins: (() => void)[] = [];
  const map = {
    triggerRepaint: (): void => {
      if (asked) return;
      asked = true;
      setTimeout(() => {
        asked = false;
        for (const begin of begins.splice(0)) begin();
        state.drawing();
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
  const nextFrame = (begin: () => void) => void begins.push(begin);
  const pace = new Pace(map as never, { isBusy: () => state.busy, fence, nextFrame });
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
    expect(state.frames).toEqual([0, 60 + 5 * 60]);
  });

  it('rests before what a frame asks for while it is drawn', () => {
    const { map, state } = makeMap();
    state.drawing = () => {
      if (state.frames.length === 0) map.triggerRepaint();
    };
    map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0, 60 + 5 * 60]);
  });

  it('draws no frame again for what was asked for before it began', () => {
    const { map, state } = makeMap();
    for (let i = 0; i < 3; i++) map.triggerRepaint();
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0]);
  });

  it('goes on where a frame that was begun is not drawn', () => {
    const { map, state } = makeMap();
    state.drawing = () => {
      state.drawing = () => {};
      map.triggerRepaint();
      throw new Error('lost');
    };
    map.triggerRepaint();
    expect(() => vi.advanceTimersByTime(10_000)).toThrow('lost');
    vi.advanceTimersByTime(10_000);
    expect(state.frames).toEqual([0]);
  });

  it.each([
    ['no less than 100 ms', 10, 10 + 100],
    ['no longer than 1.3 s, once the GPU is done', 900, 900 + 1300],
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
