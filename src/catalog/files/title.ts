import type { OpenedFile } from './local-files.ts';
import { counted } from './sentences.ts';

/** The name of the folder that was opened, or of the file; "3 files" for several. */
export function titleOf(files: readonly OpenedFile[]): string {
  const tops = new Set(files.map(({ path }) => path.split('/')[0]!));
  const [top] = tops;
  return tops.size === 1 && top ? top : counted(files.length, 'file');
}
