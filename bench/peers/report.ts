import type { Spread } from '../spread.ts';

/** One line of the table. */
export interface Row {
  readonly measure: string;
  /** What others took, in words; null: there is no such figure. */
  readonly peer: string | null;
  readonly ours: string;
  readonly goal: string;
  /** Null: cannot be told, as a peer is absent. */
  readonly reached: boolean | null;
}

export const seconds = ({ median, min, max }: Spread): string =>
  `${(median / 1000).toFixed(2)} s (${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)})`;

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;

export function table(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const words = (reached: boolean | null): string =>
    reached === null ? 'not told' : reached ? 'yes' : '**no**';
  return [
    line(['measure', 'peer', 'Bestpixel', 'must reach', 'reached']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map(({ measure, peer, ours, goal, reached }) =>
      line([measure, peer ?? '–', ours, goal, words(reached)]),
    ),
  ].join('\n');
}
