import { BestpixelError } from '../errors.ts';
import type { FileInfo } from './reader.ts';
import type { TiffFile } from './tiff-file.ts';

/** Rejects with 'unknown-crs', 'corrupt' or 'truncated'. */
export function inspectFile(file: TiffFile, _signal?: AbortSignal): Promise<FileInfo> {
  return Promise.reject(
    new BestpixelError('unsupported', 'files cannot be inspected yet', { where: file.where }),
  );
}
