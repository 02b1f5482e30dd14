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
  const [repaint, work, tell] = [vi.fn(), vi.fn(), vi.fn()];
  const picture = { draws: true, isSettled: false };
  const options = { draws: () => picture.draws, isSettled: () => picture.isSettled };
  return { repaint, work, tell, picture, pump: new Pump({ repaint, work, tell, ...options }) };
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

  it('repaints no more often than every tenth of a second', () => {
    const { repaint, pump } = makePump();
    repaint.mockImplementation(() => pump.frame());
    for (let i = 0; i < 1000; i++) {
      pump.change();
      vi.advanceTimersByTime(1);
    }
    expect(repaint.mock.calls.length).toBeGreaterThan(5);
    expect(repaint.mock.calls.length).toBeLessThanOrEqual(11);
  });

  it.each([
    [30, 13, 16],
    [120, 6, 8],
    [2000, 1, 3],
  ])('repaints more seldom where a repaint takes %i ms', (took, least, most) => {
    const { repaint, pump } = makePump();
    let [drawing, drawn] = [false, 0];
    repaint.mockImplementation(() => {
      if (drawing) return;
      drawing = true;
      setTimeout(() => {
        drawing = false;
        drawn++;
        pump.frame();
      }, took);
    });
    for (let i = 0; i < 4000; i++) {
      pump.change();
      vi.advanceTimersByTime(1);
    }
    expect(drawn).toBeGreaterThanOrEqual(least);
    expect(drawn).toBeLessThanOrEqual(most);
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

  it('draws at once what is whole, however long the last repaint took', () => {
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
    vi.advanceTimersByTime(999);
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
