import type { OpenedFile } from '../../catalog/files/local-files.ts';

/**
 * What was dropped, folders with all that is in them; has to be called while the drop event is handled. Rejects where
 * the browser cannot read a folder.
 */
export async function filesOf({ items, files }: DataTransfer): Promise<readonly OpenedFile[]> {
  // The browser forgets them once the event is over.
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
  const path = entry.fullPath.replace(/^\/+/, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    found.push({ path: path || file.name, file });
  } else if (entry.isDirectory) {
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await collect(child, found);
  }
}

/** A folder tells of its files in parts, until a part is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return children;
    children.push(...part);
  }
}
