import { BestpixelError, isAbort } from '../errors.ts';
import { ShortBody } from '../net/byte-range.ts';
import { SharedTasks } from '../net/shared-task.ts';
import { withoutSecrets } from '../net/url.ts';
import type { BlockCache } from './block-cache.ts';
import type { BlockReader } from './block-reader.ts';
import { blobId, BlobSource, type ByteSource, nameOf, type RangeClient, UrlSource } from './byte-source.ts';
import { isResident, notRead } from './resident.ts';
import { TiffFile } from './tiff-file.ts';

export interface OpenFilesOptions {
  readonly client: RangeClient;
  readonly raw: BlockCache;
  readonly blocks: BlockReader;
  /** Where a file is read now, signature included. */
  readonly addressOf: (href: string) => string;
}

/** One reading of a file. What is kept of it has its own id: nothing of another edition or place ever meets it. */
interface Reading {
  readonly source: ByteSource;
  /** Where it is read from, without signature. */
  readonly place: string;
  file: TiffFile | null;
}

interface Failure {
  readonly error: BestpixelError;
  /** Where it was met; null: wherever the file is. */
  readonly address: string | null;
}

/** Files by their hrefs: each opened once, its failures kept until they are forgotten. */
export class OpenFiles {
  readonly #options: OpenFilesOptions;
  readonly #readings = new Map<string, Reading>();
  readonly #opening = new SharedTasks<string, TiffFile>();
  readonly #failures = new Map<string, Failure>();
  /** Files of which a read failed: what is kept of them may be why. */
  readonly #suspects = new Set<string>();
  /** Files that changed: the browser may have kept some of their past. */
  readonly #changed = new Set<string>();
  #count = 0;

  constructor(options: OpenFilesOptions) {
    this.#options = options;
  }

  /** Rejects as `TiffFile.open` does, or with the failure that the file is known by. */
  async open(href: string | Blob, signal: AbortSignal): Promise<TiffFile> {
    const key = fileKey(href);
    const address = this.#addressOf(href);
    const failure = this.#failures.get(key);
    // Another signature or mirror may be let in.
    if (failure && (failure.address === null || failure.address === address)) throw failure.error;
    this.#failures.delete(key);
    const reading = this.#reading(key, href);
    if (reading.file) return reading.file;
    if (isResident(signal)) throw notRead(reading.source.where);
    const start = (ended: AbortSignal): Promise<TiffFile> => this.#openNew(key, { reading, href }, ended);
    return this.#opening.run(reading.source.id, start, signal);
  }

  /** Told what a read of a file, or of another that it takes, failed with. */
  suspect(href: string | Blob, error: unknown): void {
    if (isAbort(error) || isOfTheWay(error) || isOfAnother(error, href)) return;
    this.#suspects.add(fileKey(href));
  }

  /** What failed is asked for again, and what may be why is read anew. */
  forgetFailures(): void {
    this.#failures.clear();
    for (const key of this.#suspects) this.#drop(key);
    this.#suspects.clear();
  }

  clear(): void {
    this.#readings.clear();
  }

  async #openNew(
    key: string,
    { reading, href }: { readonly reading: Reading; readonly href: string | Blob },
    signal: AbortSignal,
  ): Promise<TiffFile> {
    const address = this.#addressOf(href);
    try {
      reading.file = await TiffFile.open(this.#options.raw, reading.source, signal);
      return reading.file;
    } catch (error) {
      this.suspect(href, error);
      // A lost connection may be back a moment later; other failures stand until they are forgotten.
      const stands = error instanceof BestpixelError && error.tag !== 'network' && error.tag !== 'changed';
      if (stands && this.#readings.get(key) === reading) this.#failures.set(key, { error, address });
      throw error;
    }
  }

  #reading(key: string, href: string | Blob): Reading {
    const address = this.#addressOf(href);
    const place = address === null ? '' : withoutSecrets(address);
    const known = this.#readings.get(key);
    if (known?.place === place) return known;
    if (known) this.#drop(key);
    const source = typeof href === 'string' ? this.#urlSource(href, place) : new BlobSource(href);
    const reading: Reading = { source, place, file: null };
    this.#readings.set(key, reading);
    return reading;
  }

  #urlSource(href: string, place: string): UrlSource {
    const { client, addressOf } = this.#options;
    let address = addressOf(href);
    const source = new UrlSource(href, {
      client,
      id: `${href} ${++this.#count}`,
      address: () => {
        // What was begun at one place ends there: another one's file may differ.
        const now = addressOf(href);
        if (withoutSecrets(now) === place) address = now;
        return address;
      },
      anew: this.#changed.has(href),
      onChanged: (error) => {
        this.#changed.add(href);
        if (this.#readings.get(href)?.source !== source) return;
        this.#suspects.add(href);
        this.#failures.set(href, { error, address: null });
      },
    });
    return source;
  }

  #drop(key: string): void {
    const reading = this.#readings.get(key);
    if (!reading) return;
    this.#readings.delete(key);
    this.#options.raw.forget(reading.source.id);
    this.#options.blocks.forget(reading.source.id);
  }

  #addressOf(href: string | Blob): string | null {
    return typeof href === 'string' ? this.#options.addressOf(href) : null;
  }
}

export function fileKey(href: string | Blob): string {
  return typeof href === 'string' ? href : blobId(href);
}

/** A failure of the way to the file, not of what came of it: what was read stays good. */
function isOfTheWay(error: unknown): boolean {
  if (!(error instanceof BestpixelError)) return false;
  return (
    ['network', 'cors', 'http-status', 'range-ignored'].includes(error.tag) ||
    error.cause instanceof ShortBody
  );
}

function isOfAnother(error: unknown, href: string | Blob): boolean {
  const where = error instanceof BestpixelError ? error.where : undefined;
  return where !== undefined && !where.startsWith(nameOf(href));
}
