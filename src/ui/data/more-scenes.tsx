import type { Signal } from '@preact/signals';
import { count, counted } from '../words.ts';

/** Rows that are put on the page at a time. */
export const rowsAtOnce = 100;

/** Puts more rows on the page, where some are left. */
export function MoreScenes({ shown, all }: { shown: Signal<number>; all: number }) {
  const left = all - shown.value;
  if (left <= 0) return null;
  return (
    <button
      type="button"
      class="text-button"
      onClick={() => {
        shown.value += rowsAtOnce;
      }}
    >
      {`Show ${count(Math.min(rowsAtOnce, left))} more of ${counted(left, 'scene')}`}
    </button>
  );
}
