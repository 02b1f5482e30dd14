import type { PlainError } from '../errors.ts';
import type { BandSource } from '../scene/scene.ts';
import { blobId } from './byte-source.ts';
import type { BandInfo, BandWindow, FileInfo, ReaderStats, WindowRequest } from './reader.ts';

/** What one worker may use. */
export interface WorkerSettings {
  /** Bytes for its caches. */
  readonly budgetBytes: number;
  /** Bytes per block of raw reads. */
  readonly blockBytes?: number;
}

/** A Blob is another object after every crossing: the name makes it the same file again. */
export interface SentBlob {
  readonly blob: Blob;
  readonly name: string;
}

export type SentSource = Omit<BandSource, 'href' | 'validWhere'> & {
  readonly href: string | SentBlob;
  /** Where the href is read, if elsewhere: rewritten, signed. It holds for all that is read of the file from now on. */
  readonly address?: string;
  readonly validWhere?: { readonly source: SentSource; readonly not: readonly number[] };
};

type SentRequest = Omit<WindowRequest, 'source'> & { readonly source: SentSource };

/** To the worker. `id` names the answer, or the work to be cancelled. */
export type Order =
  | { readonly kind: 'start'; readonly settings: WorkerSettings }
  | { readonly kind: 'describe'; readonly id: number; readonly source: SentSource }
  | { readonly kind: 'read'; readonly id: number; readonly request: SentRequest }
  | { readonly kind: 'inspect'; readonly id: number; readonly file: SentBlob }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'slot-given'; readonly slot: number }
  | { readonly kind: 'keep-within'; readonly budgetBytes: number }
  | { readonly kind: 'forget-failures' };

/** From the worker. Cancelled work is not answered. */
export type Answer = { readonly id: number; readonly stats: ReaderStats } & (
  | { readonly kind: 'info'; readonly info: BandInfo }
  | { readonly kind: 'file'; readonly file: FileInfo }
  | { readonly kind: 'window'; readonly window: BandWindow }
  | { readonly kind: 'failed'; readonly error: PlainError }
);

/** From the worker: a request wants to go to a host, and is over or no longer wanted. All workers' count together. */
export type SlotNews =
  | { readonly kind: 'slot-wanted'; readonly slot: number; readonly host: string; readonly priority: number }
  | { readonly kind: 'slot-free'; readonly slot: number };

export type FromWorker = Answer | SlotNews;

/** The end of a channel that both sides need: a Worker, a worker's own scope, a MessagePort. */
export interface Port<Out, In> {
  postMessage(message: Out, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<In>) => void): void;
}

export function packBlob(blob: Blob): SentBlob {
  return { blob, name: blobId(blob) };
}

/** `addresses`: where hrefs are read, if elsewhere. */
export function packSource(source: BandSource, addresses?: ReadonlyMap<string, string>): SentSource {
  const { href, validWhere, ...rest } = source;
  const address = typeof href === 'string' ? addresses?.get(href) : undefined;
  return {
    ...rest,
    href: typeof href === 'string' ? href : packBlob(href),
    ...(address !== undefined && { address }),
    ...(validWhere && {
      validWhere: { ...validWhere, source: packSource(validWhere.source, addresses) },
    }),
  };
}

/** What the worker knows of files from the orders so far. */
export class KnownFiles {
  readonly #blobs = new Map<string, Blob>();
  readonly #addresses = new Map<string, string>();

  /** Where an href is read, by the last order that named it. */
  addressOf(href: string): string {
    return this.#addresses.get(href) ?? href;
  }

  /** Undoes `packSource`. */
  /** @param keeps the order tells nothing of addresses: those that are known stay */
  unpack(source: SentSource, keeps = false): BandSource {
    const { href, address, validWhere, ...rest } = source;
    if (typeof href === 'string') {
      if (address !== undefined) this.#addresses.set(href, address);
      else if (!keeps) this.#addresses.delete(href);
    }
    return {
      ...rest,
      href: typeof href === 'string' ? href : this.unpackBlob(href),
      ...(validWhere && { validWhere: { ...validWhere, source: this.unpack(validWhere.source, keeps) } }),
    };
  }

  /** The first Blob that came by this name: it is the same file. */
  unpackBlob({ blob, name }: SentBlob): Blob {
    const first = this.#blobs.get(name) ?? blob;
    this.#blobs.set(name, first);
    return first;
  }
}
