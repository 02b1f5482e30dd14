import { BestpixelError } from '../../errors.ts';

/** Keeps the blocks of a file until all are there. */
export interface Spool {
  /** Rejects with 'too-large' where there is no more room. */
  keep(block: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets all blocks. */
  clear(): Promise<void>;
  /** All blocks in order, until `clear` or `dispose`. */
  content(): Promise<Blob>;
  dispose(): Promise<void>;
}

/** Bytes that are held where the browser gives no place on the disk. */
export const memoryLimit = 2 ** 30;

const prefix = 'bestpixel-spool-';

/** On the disk, in the storage of this page alone; in memory where the browser has none. */
export async function openSpool(): Promise<Spool> {
  const folder = await privateFolder();
  return folder ? new DiskSpool(folder) : new MemorySpool(memoryLimit);
}

/** True where files are limited by the disk alone. */
export async function spoolsOnDisk(): Promise<boolean> {
  return (await privateFolder()) !== null;
}

async function privateFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const folder = await navigator.storage.getDirectory();
    return 'createWritable' in FileSystemFileHandle.prototype ? folder : null;
  } catch {
    // Private windows and old browsers have none.
    return null;
  }
}

export class DiskSpool implements Spool {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #name = `${prefix}${crypto.randomUUID()}`;
  #opened: Promise<FileSystemWritableFileStream> | null = null;
  /** Held as long as the file is needed. */
  readonly #lock: Promise<() => void>;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
    this.#lock = lock(this.#name);
  }

  async keep(block: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#opened ??= this.#open();
    try {
      await (await this.#opened).write(block);
    } catch (cause) {
      throw noRoom(cause);
    }
  }

  async clear(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await (await opened)?.abort();
  }

  async content(): Promise<Blob> {
    const opened = this.#opened;
    this.#opened = null;
    if (!opened) return new Blob();
    try {
      await (await opened).close();
    } catch (cause) {
      throw noRoom(cause);
    }
    return (await this.#folder.getFileHandle(this.#name)).getFile();
  }

  async dispose(): Promise<void> {
    await this.clear().catch(() => {});
    // It is not there before anything was kept.
    await this.#folder.removeEntry(this.#name).catch(() => {});
    (await this.#lock)();
  }

  async #open(): Promise<FileSystemWritableFileStream> {
    await this.#lock;
    await removeAbandoned(this.#folder);
    const handle = await this.#folder.getFileHandle(this.#name, { create: true });
    return handle.createWritable();
  }
}

/** Resolves once it is held, to what gives it back. */
function lock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(name, held).catch(reject);
  });
}

/** Files of pages that were closed. */
async function removeAbandoned(folder: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const needed = new Set(held.map(({ name }) => name));
  for await (const name of folder.keys()) {
    if (name.startsWith(prefix) && !needed.has(name)) await folder.removeEntry(name).catch(() => {});
  }
}

function noRoom(cause: unknown): unknown {
  if (!(cause instanceof DOMException) || cause.name !== 'QuotaExceededError') return cause;
  return new BestpixelError('too-large', 'the disk has no more room for this file', {
    remedy: 'Free some space, or save a smaller area, fewer bands or larger pixels.',
    cause,
  });
}

/** As one blob per some megabytes, which browsers keep outside the page. */
export class MemorySpool implements Spool {
  readonly #limit: number;
  #parts: Blob[] = [];
  #open: Uint8Array<ArrayBuffer>[] = [];
  #openBytes = 0;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async keep(block: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#bytes += block.length;
    if (this.#bytes > this.#limit) {
      throw new BestpixelError('too-large', `this browser holds files up to ${this.#limit >> 20} MiB`, {
        remedy:
          'Save a smaller area, fewer bands or larger pixels, or use a browser that can write to the disk.',
      });
    }
    this.#open.push(block);
    this.#openBytes += block.length;
    if (this.#openBytes >= 2 ** 24) this.#close();
  }

  async clear(): Promise<void> {
    this.#parts = [];
    this.#open = [];
    this.#openBytes = 0;
    this.#bytes = 0;
  }

  async content(): Promise<Blob> {
    this.#close();
    return new Blob(this.#parts);
  }

  dispose(): Promise<void> {
    return this.clear();
  }

  #close(): void {
    this.#parts.push(new Blob(this.#open));
    this.#open = [];
    this.#openBytes = 0;
  }
}
