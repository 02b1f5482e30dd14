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
  const requestFrame = vi.fn();
  const work = vi.fn<(inFrame: boolean) => void>();
  return { requestFrame, work, pump: new Pump({ requestFrame, work }) };
}

describe('a pump', () => {
  it('asks for a frame and works in it, once for many wakes', () => {
    const { requestFrame, work, pump } = makePump();
    pump.wake();
    pump.wake();
    expect(requestFrame).toHaveBeenCalled();
    expect(work).not.toHaveBeenCalled();
    pump.frame();
    vi.advanceTimersByTime(10_000);
    expect(work.mock.calls).toEqual([[true]]);
  });

  it('works without a frame where none comes, once for many wakes', () => {
    const { work, pump } = makePump();
    pump.wake();
    vi.advanceTimersByTime(50);
    pump.wake();
    vi.advanceTimersByTime(49);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work.mock.calls).toEqual([[false]]);
    vi.advanceTimersByTime(10_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does not wait for frames in a hidden tab', () => {
    const { work, pump } = makePump();
    page.hidden = true;
    pump.wake();
    vi.advanceTimersByTime(0);
    expect(work.mock.calls).toEqual([[false]]);
  });

  it('goes on while work wakes it', () => {
    const { work, pump } = makePump();
    let left = 3;
    work.mockImplementation(() => {
      if (--left > 0) pump.wake();
    });
    pump.wake();
    vi.advanceTimersByTime(10_000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('works in frames that it did not ask for', () => {
    const { work, pump } = makePump();
    pump.frame();
    expect(work.mock.calls).toEqual([[true]]);
  });

  it('once stopped does nothing more', () => {
    const { requestFrame, work, pump } = makePump();
    pump.wake();
    pump.stop();
    requestFrame.mockClear();
    pump.wake();
    pump.frame();
    vi.advanceTimersByTime(10_000);
    expect(work).not.toHaveBeenCalled();
    expect(requestFrame).not.toHaveBeenCalled();
  });
});
