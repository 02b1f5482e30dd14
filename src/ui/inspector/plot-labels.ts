/** CSS pixels of one row of names above the plot area. */
export const labelRow = 14;
/** CSS pixels below it, where rings may reach. */
export const labelFoot = 6;
const rows = 2;
export const labelRoom = rows * labelRow + labelFoot;
/** CSS pixels between two names. */
const gap = 8;

export interface PlacedLabel {
  /** Index into what was to be placed. */
  readonly at: number;
  /** Its left end. */
  readonly left: number;
  /** 0: next to the plot. */
  readonly row: number;
}

/** Names over their places, in as few rows as hold them, none over another; those without room are left out. */
export function placeLabels(
  wanted: readonly { readonly x: number; readonly width: number }[],
  [from, to]: readonly [number, number],
): readonly PlacedLabel[] {
  const ends = new Array<number>(rows).fill(-Infinity);
  const ordered = wanted.map((label, at) => ({ ...label, at })).toSorted((a, b) => a.x - b.x);
  return ordered.flatMap(({ x, width, at }): PlacedLabel[] => {
    const left = Math.max(from, Math.min(x - width / 2, to - width));
    const row = ends.findIndex((end) => left >= end);
    if (row < 0 || left + width > to) return [];
    ends[row] = left + width + gap;
    return [{ at, left, row }];
  });
}
