import type { Compare } from '../choice/compare.ts';

/** What of the layers is seen where. */
export interface Sides {
  readonly compare: Compare | null;
  /** The side that fills the map. */
  readonly blink: 'left' | 'right' | null;
}

/** Columns of the map, in shares of its width from the left. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

const all: Columns = { from: 0, to: 1 };

/** Where a layer is drawn; null: nowhere. One that lies on both sides, or on neither, is drawn everywhere. */
export function columnsOf(layer: string, { compare, blink }: Sides): Columns | null {
  if (!compare) return all;
  const left = compare.left.includes(layer);
  if (left === compare.right.includes(layer)) return all;
  const side = left ? 'left' : 'right';
  if (blink) return side === blink ? all : null;
  const line = Math.min(Math.max(compare.position, 0), 1);
  const columns = left ? { from: 0, to: line } : { from: line, to: 1 };
  return columns.from < columns.to ? columns : null;
}

/** Whether a layer is drawn where a column of the map is, in shares of its width from the left. */
export function isDrawnAt(layer: string, column: number, sides: Sides): boolean {
  const columns = columnsOf(layer, sides);
  return columns !== null && column >= columns.from && column <= columns.to;
}
