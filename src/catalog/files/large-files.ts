import type { LocalTiff } from './draft.ts';
import { counted, named } from './sentences.ts';
import { toCog } from './shell.ts';

/** Pixels that are read whole in a moment. */
const small = 2048 * 2048;

/** What to know of files that are slow to draw. */
export function largeFileNotes(tiffs: readonly LocalTiff[]): string[] {
  const slow = tiffs.filter(
    ({ info }) => info.width * info.height > small && (!info.tiled || info.overviews === 0),
  );
  if (slow.length === 0) return [];
  const what = `${counted(slow.length, 'large file')} without tiles or overviews, slow to draw`;
  return [`${what}: ${named(slow.map(({ path }) => path))}; convert with ${toCog(slow[0]!.path)}`];
}
