import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Listeners } from './listeners.ts';

const reported = vi.fn();
beforeEach(() => vi.stubGlobal('reportError', reported));
afterEach(() => {
  vi.unstubAllGlobals();
  reported.mockReset();
});

describe('listeners', () => {
  it('hear what they asked for, until they leave', () => {
    const listeners = new Listeners();
    const [heard, other] = [vi.fn(), vi.fn()];
    const leave = listeners.on('error', heard);
    listeners.on('change', other);
    listeners.emit('error', 'one');
    leave();
    listeners.on('error', () => {});
    listeners.emit('error', 'two');
    expect(heard.mock.calls).toEqual([['one']]);
    expect(other).not.toHaveBeenCalled();
    expect(reported).not.toHaveBeenCalled();
  });

  it('hear though one of them throws, which is reported', () => {
    const listeners = new Listeners();
    const heard = vi.fn();
    const broken = new Error('broken listener');
    listeners.on('change', () => {
      throw broken;
    });
    listeners.on('change', heard);
    listeners.emit('change');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(reported.mock.calls).toEqual([[broken]]);
  });

  it('that are none leave errors to the console, and changes to nobody', () => {
    const listeners = new Listeners();
    listeners.emit('change');
    listeners.emit('error', 'lost');
    expect(reported.mock.calls).toEqual([['lost']]);
  });
});
