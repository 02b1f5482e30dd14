/**
 * wanted: nothing read yet. reading: under way, nothing to draw yet. partial: under way, some pixels to draw. ready: the
 * final picture, though scenes may have failed. failed: no picture, and none to come without a retry.
 */
export type TileState = 'wanted' | 'reading' | 'partial' | 'ready' | 'failed';

/** begin: a job starts. pixels: it has something to draw. finish, fail: it ends. reset: all over again. */
export type TileEvent = 'begin' | 'pixels' | 'finish' | 'fail' | 'reset';

const after: Readonly<Record<TileState, Partial<Readonly<Record<TileEvent, TileState>>>>> = {
  wanted: { begin: 'reading' },
  reading: { pixels: 'partial', finish: 'ready', fail: 'failed' },
  partial: { pixels: 'partial', finish: 'ready', fail: 'failed' },
  ready: {},
  failed: {},
};

/** The one place where a tile's state changes. Throws for an event that cannot happen in that state. */
export function next(state: TileState, event: TileEvent): TileState {
  const to = event === 'reset' ? 'wanted' : after[state][event];
  if (!to) throw new RangeError(`a tile that is ${state} cannot ${event}`);
  return to;
}

/** True where nothing more will come by itself. */
export function isFinal(state: TileState): boolean {
  return state === 'ready' || state === 'failed';
}

/** True while a job is under way. */
export function isBusy(state: TileState): boolean {
  return state === 'reading' || state === 'partial';
}
