import type { PlainError } from '../errors.ts';
import type { BandSource } from '../scene/scene.ts';
import { blobId } from './byte-source.ts';
import type { BandInfo, BandWindow, FileInfo, ReaderStats, WindowRequest } from './reader.ts';

/** What one worker may use. */
export interface WorkerSettings {
  /** Bytes for its caches. */
  readonly budgetBytes: number;
  /** Requests in flight to one host. */
  readonly requestsPerHost?: number;
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
  | { readonly kind: 'forget-failures' };

/** From the worker. Cancelled work is not answered. */
export type Answer = { readonly id: number; readonly stats: ReaderStats } & (
  | { readonly kind: 'info'; readonly info: BandInfo }
  | { readonly kind: 'file'; readonly file: FileInfo }
  | { readonly kind: 'window'; readonly window: BandWindow }
  | { readonly kind: 'failed'; readonly error: PlainError }
);

/** The end of a channel that both sides need: a Worker, a worker's own scope, a MessagePort. */
export interface Port<Out, In> {
  postMessage(message: Out, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<In>) => void): void;
}

export function packBlob(blob: Blob): SentBlob {
  return { blob, name: blobId(blob) };
}

export function packSource(source: BandSource): SentSource {
  const { href, validWhere, ...rest } = source;
  return {
    ...rest,
    href: typeof href === 'string' ? href : packBlob(href),
    ...(validWhere && { validWhere: { ...validWhere, source: packSource(validWhere.source) } }),
  };
}

/** Undoes `packSource`; `blobs` remembers each file's first Blob. */
export function unpackSource(source: SentSource, blobs: Map<string, Blob>): BandSource {
  const { href, validWhere, ...rest } = source;
  return {
    ...rest,
    href: typeof href === 'string' ? href : unpackBlob(href, blobs),
    ...(validWhere && { validWhere: { ...validWhere, source: unpackSource(validWhere.source, blobs) } }),
  };
}

export function unpackBlob({ blob, name }: SentBlob, blobs: Map<string, Blob>): Blob {
  const first = blobs.get(name) ?? blob;
  blobs.set(name, first);
  return first;
}
