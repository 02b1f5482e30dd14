import { BestpixelError, isAbort } from '../../errors.ts';
import type { FileInspector } from '../../raster/reader.ts';
import type { LocalTiff } from './draft.ts';
import { every } from './every.ts';
import type { OpenedFile } from './local-files.ts';

export interface Inspected {
  readonly tiffs: readonly LocalTiff[];
  readonly broken: readonly { readonly path: string; readonly error: BestpixelError }[];
}

/** Enough to keep all readers busy; a header is a few small reads. */
const atOnce = 8;

/** Reads headers. What is broken is told and leaves the others alone; rejects when aborted, or where no reader is left. */
export async function inspectTiffs(
  files: readonly OpenedFile[],
  { inspector, signal }: { readonly inspector: FileInspector; readonly signal?: AbortSignal },
): Promise<Inspected> {
  const tiffs: (LocalTiff | null)[] = [];
  const broken: { readonly path: string; readonly error: BestpixelError }[] = [];
  const read = async ([at, { path, file }]: readonly [number, OpenedFile]): Promise<void> => {
    try {
      tiffs[at] = { path, file, info: await inspector.inspect(file, signal) };
    } catch (error) {
      const isOfFile = error instanceof BestpixelError && error.tag !== 'disposed';
      if (isAbort(error) || signal?.aborted || !isOfFile) throw error;
      tiffs[at] = null;
      broken.push({ path, error });
    }
  };
  await every([...files.entries()], read, { most: atOnce, ...(signal && { signal }) });
  return {
    tiffs: tiffs.filter((tiff) => tiff !== null),
    broken: broken.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
