import { BestpixelError, isAbort } from '../../errors.ts';

export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

/** Takes files to where a person finds them; all of them or none. */
export type Destination = (files: readonly SavedFile[], signal: AbortSignal) => Promise<void>;

/**
 * Into a folder that the person chose. A file is there once it is whole; where one fails, those before it go. What is there
 * already stays: the names get a number. Rejects with 'too-large' where there is no more room, else with 'not-written'.
 */
export function intoFolder(folder: FileSystemDirectoryHandle): Destination {
  return async (files, signal) => {
    const written: string[] = [];
    try {
      for (const { name, content } of files) {
        written.push(name);
        const handle = await folder.getFileHandle(name, { create: true });
        await content.stream().pipeTo(await handle.createWritable(), { signal });
      }
    } catch (cause) {
      for (const name of written) await folder.removeEntry(name).catch(() => {});
      if (isAbort(cause)) throw cause;
      throw notTaken(folder.name, cause);
    }
  };
}

function notTaken(where: string, cause: unknown): BestpixelError {
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
    const remedy = 'Free some space, or save a smaller area, fewer bands or larger pixels.';
    return new BestpixelError('too-large', 'the folder has no more room', { where, remedy, cause });
  }
  const remedy = 'See that it is still there and may be written to, or save as a download.';
  return new BestpixelError('not-written', 'the folder did not take the file', { where, remedy, cause });
}

/** A name that no file of the folder has with any of the endings: "name", "name-2", … */
export async function freeName(
  folder: FileSystemDirectoryHandle,
  base: string,
  endings: readonly string[],
): Promise<string> {
  const taken = new Set<string>();
  for await (const name of folder.keys()) taken.add(name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (endings.every((ending) => !taken.has(name + ending))) return name;
  }
}
