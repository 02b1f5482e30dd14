import { folderOf, groupBy, nameOf } from '../draft.ts';
import type { OpenedFile } from '../local-files.ts';

/** Finds opened files by how documents name them. */
export class FileIndex {
  readonly #byPath: ReadonlyMap<string, readonly OpenedFile[]>;
  readonly #byLowerPath: ReadonlyMap<string, readonly OpenedFile[]>;
  readonly #byName: ReadonlyMap<string, readonly OpenedFile[]>;
  readonly #byLowerName: ReadonlyMap<string, readonly OpenedFile[]>;

  constructor(files: readonly OpenedFile[]) {
    this.#byPath = groupBy(files, ({ path }) => path);
    this.#byLowerPath = groupBy(files, ({ path }) => path.toLowerCase());
    this.#byName = groupBy(files, ({ path }) => nameOf(path));
    this.#byLowerName = groupBy(files, ({ path }) => nameOf(path).toLowerCase());
  }

  /**
   * The file that a relative or local address in a document means: by its path from there, else by its name, where one
   * file alone has it. Capitals count unless nothing else is found.
   */
  find(href: string, document: string): OpenedFile | null {
    for (const path of readingsOf(href)) {
      const found = this.#only(this.#byPath, join(folderOf(document), path));
      if (found) return found;
    }
    for (const path of readingsOf(href)) {
      const full = join(folderOf(document), path);
      const found =
        this.#only(this.#byLowerPath, full.toLowerCase()) ??
        this.#only(this.#byName, nameOf(full)) ??
        this.#only(this.#byLowerName, nameOf(full).toLowerCase());
      if (found) return found;
    }
    return null;
  }

  /** The opened copy of what a document names by address: beside the document, or in a folder of the same name. */
  copyOf(url: URL, document: string): OpenedFile | null {
    const parts = url.pathname.split('/').map(decoded);
    const [folder, name] = [parts.at(-2) ?? '', parts.at(-1) ?? ''];
    const copies = (this.#byName.get(name) ?? []).filter(({ path }) => {
      const own = folderOf(path);
      return own === folderOf(document) || (folder !== '' && nameOf(own) === folder);
    });
    return copies.length === 1 ? copies[0]! : null;
  }

  #only(index: ReadonlyMap<string, readonly OpenedFile[]>, key: string): OpenedFile | null {
    const found = index.get(key);
    return found?.length === 1 ? found[0]! : null;
  }
}

/** As it is written, and as an address: names may hold what an address has to escape. */
function readingsOf(href: string): readonly string[] {
  const local = href.replace(/^file:\/*/i, '/').replaceAll('\\', '/');
  return [...new Set([local, decoded(local.split(/[?#]/, 1)[0]!)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path from a folder on; what leads out of what was opened stays at its root. */
function join(folder: string, path: string): string {
  const parts = path.startsWith('/') ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}
