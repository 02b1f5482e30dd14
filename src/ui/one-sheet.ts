import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { narrowScreen } from './page-start.ts';

export interface Sheet {
  readonly open: ReadonlySignal<boolean>;
  close(): void;
}

/**
 * Leaves room for the map on narrow screens: a sheet that opens closes the others, and of those that are open when the
 * screen becomes narrow the first one stays. Returns the end of it.
 * @param where a media query; narrow screens unless given
 */
export function oneSheet(sheets: readonly Sheet[], where = narrowScreen): () => void {
  const narrow = matchMedia(where);
  const keepOnly = (kept: Sheet): void => {
    if (!narrow.matches) return;
    for (const sheet of sheets) if (sheet !== kept && sheet.open.peek()) sheet.close();
  };
  const tidy = (): void => {
    const first = sheets.find(({ open }) => open.peek());
    if (first) keepOnly(first);
  };
  narrow.addEventListener('change', tidy);
  const stops = sheets.map((sheet) =>
    effect(() => {
      if (sheet.open.value) untracked(() => keepOnly(sheet));
    }),
  );
  return () => {
    narrow.removeEventListener('change', tidy);
    stops.forEach((stop) => stop());
  };
}
