import type { OpenedFile } from '../../catalog/files/local-files.ts';
import { BestpixelError } from '../../errors.ts';

/** More are a disk and not a data set. */
const mostFiles = 50_000;

/**
 * What was dropped, folders with all that is in them; has to be called while the drop event is handled. Hidden files are
 * left out. Rejects with 'bad-input' where the browser cannot read a folder, or 'too-large'.
 */
export async function filesOf({
  items,
  files,
}: Pick<DataTransfer, 'items' | 'files'>): Promise<readonly OpenedFile[]> {
  // The browser forgets both once the event is over.
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const dropped = filesOfList(files);
  if (entries.length === 0) return dropped;
  const found: OpenedFile[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

/** What a person picked with `<input type=file>`, also as a folder (`webkitdirectory`). */
export function filesOfList(files: Iterable<File> | null): readonly OpenedFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Folders are walked one after another: thousands of open ones are more than a system allows. */
async function collect(entry: FileSystemEntry, found: OpenedFile[]): Promise<void> {
  if (entry.name.startsWith('.') || entry.name === '__MACOSX') return;
  if (entry.isDirectory) {
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await collect(child, found);
    return;
  }
  if (found.length >= mostFiles) throw tooMany(entry.fullPath);
  const file = await answerOf<File>(entry, (resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  found.push({ path: entry.fullPath.replace(/^\/+/, '') || file.name, file });
}

/** A folder tells of its files in parts, until a part is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const part = await answerOf<FileSystemEntry[]>(folder, (resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return children;
    children.push(...part);
    if (children.length > mostFiles) throw tooMany(folder.fullPath);
  }
}

async function answerOf<T>(
  { fullPath }: FileSystemEntry,
  ask: (resolve: (answer: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  try {
    return await new Promise<T>(ask);
  } catch (error) {
    throw new BestpixelError('bad-input', 'the browser could not read what was dropped', {
      where: fullPath,
      remedy: 'It may have moved, or be one that this browser may not read: try to choose it instead.',
      cause: error,
    });
  }
}

function tooMany(where: string): BestpixelError {
  return new BestpixelError('too-large', `there are more than ${mostFiles} files`, {
    where,
    remedy: 'Open a smaller folder.',
  });
}
