import type { TileId } from '../grid/grid.ts';
import { ancestorOf, keyOf } from './view-tile.ts';

/** Pixels that are kept, and what is known of their use. */
export interface Held {
  readonly id: TileId;
  readonly bytes: number;
  /** A count that grows: when the view last wanted them. */
  readonly lastWanted: number;
  /** True where their layer is not shown. */
  readonly hidden: boolean;
}

/** How much a view loses with an entry: less first. */
const worths = { elsewhere: 0, parent: 1, hiddenInView: 2, inView: 3 } as const;

/**
 * Which entries to drop so that the rest has at most `limit` bytes: those elsewhere first, least recently wanted first;
 * then parents of the view, which stand in when it moves; then hidden layers' tiles in the view. What is shown in the
 * view always stays, even over the limit.
 */
export function toEvict<T extends Held>(held: readonly T[], view: readonly TileId[], limit: number): T[] {
  let over = held.reduce((sum, { bytes }) => sum + bytes, 0) - limit;
  if (over <= 0) return [];
  const inView = new Set(view.map(keyOf));
  const parents = new Set(view.flatMap((tile) => parentsOf(tile)));
  const worthOf = ({ id, hidden }: Held): number => {
    if (inView.has(keyOf(id))) return hidden ? worths.hiddenInView : worths.inView;
    return parents.has(keyOf(id)) && !hidden ? worths.parent : worths.elsewhere;
  };
  const dropped: T[] = [];
  const candidates = held
    .map((entry) => ({ entry, worth: worthOf(entry) }))
    .filter(({ worth }) => worth !== worths.inView)
    .toSorted((a, b) => a.worth - b.worth || a.entry.lastWanted - b.entry.lastWanted);
  for (const { entry } of candidates) {
    if (over <= 0) break;
    dropped.push(entry);
    over -= entry.bytes;
  }
  return dropped;
}

function parentsOf(tile: TileId): string[] {
  return Array.from({ length: tile.z }, (_, index) => keyOf(ancestorOf(tile, index + 1)));
}
