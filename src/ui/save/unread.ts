import type { Inspection } from '../../engine/inspection.ts';

interface Unread {
  /** Some place is being read. */
  readonly reading: boolean;
  /** Rows that nothing was read for, all rows, and rows that failed. */
  readonly scenes: number;
  readonly of: number;
  readonly failed: number;
  /** What reading those takes, roughly. */
  readonly bytes: number;
}

/** What the series of some places lack. */
export function unreadOf(
  places: readonly { readonly reading: boolean; readonly inspection: Inspection | null }[],
): Unread {
  const known = places.flatMap(({ inspection }) => inspection ?? []);
  const states = known.flatMap(({ scenes }) => scenes.map(({ state }) => state));
  return {
    reading: places.some(({ reading }) => reading),
    scenes: states.filter((state) => state === 'not-read').length,
    of: states.length,
    failed: states.filter((state) => state === 'failed').length,
    bytes: known.reduce((sum, { rest }) => sum + (rest?.bytes ?? 0), 0),
  };
}
