import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pump } from './pump.ts';

const page = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function makePump() {
  const [repaint, repaintSoon, work, tell] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const picture = { draws: true, isSettled: false };
  const options = { draws: () => picture.draws, isSettled: () => picture.isSettled };
  const pump = new Pump({ repaint, repaintSoon, work, tell, ...options });
  return { repaint, repaintSoon, work, tell, picture, pump };
}

describe('a pump', () => {
  it('works in a turn of its own, once for many calls, and repaints nothing for it', () => {
    const { repaint, work, tell, pump } = makePump();
    pump.work();
    pump.work();
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(work).toHaveBeenCalledTimes(1);
    expect(repaint).not.toHaveBeenCalled();
    expect(tell).not.toHaveBeenCalled();
  });

  it('goes on while work asks for more', () => {
    const { work, pump } = makePump();
    let left = 3;
    work.mockImplementation(() => {
      if (--left > 0) pump.work();
    });
    pump.work();
    vi.advanceTimersByTime(10_000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('repaints at once for a change after a quiet time, works, and tells when it is drawn', () => {
    const { repaint, work, tell, pump } = makePump();
    pump.change();
    pump.change();
    vi.advanceTimersByTime(0);
    expect(repaint).toHaveBeenCalledTimes(1);
    expect(work).toHaveBeenCalledTimes(1);
    expect(tell).not.toHaveBeenCalled();
    pump.frame();
    expect(tell).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    expect([repaint, work, tell].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  it('repaints at once for the first pixels, and then when the turn has come', () => {
    const { repaint, repaintSoon, pump } = makePump();
    pump.change();
    vi.advanceTimersByTime(0);
    expect([repaint, repaintSoon].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    pump.frame();
    pump.change();
    vi.advanceTimersByTime(100);
    expect([repaint, repaintSoon].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('looks at what changed no more often than every 50 ms', () => {
    const { repaintSoon, pump } = makePump();
    pump.frame();
    repaintSoon.mockImplementation(() => pump.frame());
    for (let i = 0; i < 1000; i++) {
      pump.change();
      vi.advanceTimersByTime(1);
    }
    expect(repaintSoon.mock.calls.length).toBeGreaterThan(15);
    expect(repaintSoon.mock.calls.length).toBeLessThanOrEqual(21);
  });

  it('tells without a repaint where there is nothing to draw, and repaints what was drawn away', () => {
    const { repaint, tell, picture, pump } = makePump();
    picture.draws = false;
    pump.change();
    vi.advanceTimersByTime(0);
    expect([repaint, tell].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
    picture.draws = true;
    pump.frame();
    picture.draws = false;
    pump.change();
    vi.advanceTimersByTime(1000);
    expect(repaint).toHaveBeenCalledTimes(1);
  });

  it('draws at once what is whole', () => {
    const { repaint, tell, picture, pump } = makePump();
    pump.change();
    vi.advanceTimersByTime(400);
    pump.frame();
    pump.change();
    vi.advanceTimersByTime(100);
    expect(repaint).toHaveBeenCalledTimes(1);
    picture.isSettled = true;
    pump.change();
    vi.advanceTimersByTime(0);
    expect(repaint).toHaveBeenCalledTimes(2);
    pump.frame();
    expect(tell).toHaveBeenCalledTimes(2);
  });

  it('tells in a frame that somebody else asked for, and needs no other then', () => {
    const { repaint, tell, pump } = makePump();
    pump.frame();
    pump.change();
    pump.frame();
    vi.advanceTimersByTime(10_000);
    expect(tell).toHaveBeenCalledTimes(1);
    expect(repaint).not.toHaveBeenCalled();
  });

  it('tells nothing where nothing changed', () => {
    const { tell, pump } = makePump();
    pump.frame();
    expect(tell).not.toHaveBeenCalled();
  });

  it('tells without a frame where none comes', () => {
    const { tell, pump } = makePump();
    pump.change();
    vi.advanceTimersByTime(1999);
    expect(tell).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('does not wait for frames in a hidden tab', () => {
    const { tell, pump } = makePump();
    page.hidden = true;
    pump.frame();
    pump.change();
    vi.advanceTimersByTime(1);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('once stopped does nothing more', () => {
    const { repaint, work, tell, pump } = makePump();
    pump.change();
    pump.stop();
    pump.change();
    pump.work();
    pump.frame();
    vi.advanceTimersByTime(10_000);
    for (const each of [repaint, work, tell]) expect(each).not.toHaveBeenCalled();
  });
});
