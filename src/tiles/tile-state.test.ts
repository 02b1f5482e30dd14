import { describe, expect, it } from 'vitest';
import { isBusy, isFinal, next, type TileEvent, type TileState } from './tile-state.ts';

const states: TileState[] = ['wanted', 'reading', 'partial', 'ready', 'failed'];

function path(...events: TileEvent[]): TileState {
  return events.reduce<TileState>(next, 'wanted');
}

describe("a tile's state", () => {
  it.each<[TileEvent[], TileState]>([
    [['begin'], 'reading'],
    [['begin', 'pixels', 'pixels'], 'partial'],
    [['begin', 'pixels', 'finish'], 'ready'],
    [['begin', 'finish'], 'ready'],
    [['begin', 'fail'], 'failed'],
    [['begin', 'pixels', 'fail', 'reset', 'begin'], 'reading'],
  ])('after %j is %s', (events, state) => {
    expect(path(...events)).toBe(state);
  });

  it.each<[TileState, TileEvent]>([
    ['wanted', 'finish'],
    ['reading', 'begin'],
    ['partial', 'begin'],
    ['ready', 'pixels'],
    ['ready', 'begin'],
    ['failed', 'begin'],
    ['failed', 'finish'],
  ])('cannot, being %s, %s', (state, event) => {
    expect(() => next(state, event)).toThrow(`a tile that is ${state} cannot ${event}`);
  });

  it('can be reset from anywhere', () => {
    for (const state of states) expect(next(state, 'reset')).toBe('wanted');
  });

  it('is either waiting, busy or final', () => {
    expect(states.filter(isBusy)).toEqual(['reading', 'partial']);
    expect(states.filter(isFinal)).toEqual(['ready', 'failed']);
  });
});
