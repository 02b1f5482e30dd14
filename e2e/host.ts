import { open, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

/** What the host does to a request instead of answering it well. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'ignore-range' }
  /** Answers with the bytes `by` further on, and says so. */
  | { readonly kind: 'shift-range'; readonly by: number }
  /** Promises all bytes and sends half of them. */
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'other-edition' }
  | { readonly kind: 'no-cors' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'corrupt'; readonly from: number }
  | { readonly kind: 'stall' }
  | { readonly kind: 'drop' };

export interface HostedRequest {
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly range: string | null;
  /** Of the body, sent so far. */
  readonly bytes: number;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.tif': 'image/tiff',
  '.wasm': 'application/wasm',
};

/** Bytes sent at once: larger ones cost this process less, which shares its machine with whoever is measured. */
const piece = 262_144;
/** What pieces are read into, over and over: fresh buffers would have this process collect garbage meanwhile. */
const spare: Buffer[] = [];

/**
 * A static file host with single byte ranges, CORS, a log of requests and faults on command. Folders are mounted at
 * path prefixes; the longest prefix that fits serves the request.
 */
export class Host {
  readonly requests: HostedRequest[] = [];
  /** Where it gives false the answer is 403, as of an expired signature. */
  admits: (path: string, query: URLSearchParams) => boolean = () => true;
  private readonly faults: { readonly path: RegExp; readonly fault: Fault; left: number }[] = [];
  private readonly stalled = new Set<() => void>();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private readonly mounts: readonly (readonly [prefix: string, folder: string])[];
  private readonly delay: number;
  private readonly rate: number;
  /** Milliseconds of the clock until which each connection is taken by what was sent. */
  private readonly takenUntil = new WeakMap<object, number>();

  /** @param options delay: milliseconds before each answer, as a far host takes; rate: bytes per second of a connection */
  constructor(
    mounts: Readonly<Record<string, string>>,
    { delay = 0, rate = Infinity }: { readonly delay?: number; readonly rate?: number } = {},
  ) {
    this.delay = delay;
    this.rate = rate;
    this.mounts = Object.entries(mounts).toSorted(([a], [b]) => b.length - a.length);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.mend();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests whose path fits meet this fault until `mend`, or so many times. */
  break(path: RegExp, fault: Fault, { times = Infinity }: { readonly times?: number } = {}): void {
    this.faults.push({ path, fault, left: times });
  }

  mend(): void {
    this.faults.length = 0;
    this.admits = () => true;
    for (const release of this.stalled) release();
    this.stalled.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://host');
    const path = decodeURIComponent(pathname);
    const { method = 'GET' } = request;
    const entry = { path, query: search, method, range: request.headers.range ?? null, bytes: 0 };
    this.requests.push(entry);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    const fault = this.faultOf(path);
    if (fault?.kind !== 'no-cors') allowOthers(response);
    if (fault?.kind === 'stall') await new Promise<void>((resolve) => this.stalled.add(resolve));
    if (fault && endedBy(fault, request, response)) return;
    if (!this.admits(path, searchParams)) {
      response.writeHead(403).end();
      return;
    }
    const file = this.locate(path);
    const found = file ? await stat(file).catch(() => null) : null;
    if (!file || !found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader(
      'ETag',
      `"${found.size}-${found.mtimeMs}${fault?.kind === 'other-edition' ? '-2' : ''}"`,
    );
    this.send({ request, response, entry, file, size: found.size, fault });
  }

  private faultOf(path: string): Fault | undefined {
    const entry = this.faults.find((entry) => entry.left > 0 && entry.path.test(path));
    if (entry) entry.left--;
    return entry?.fault;
  }

  private locate(path: string): string | null {
    for (const [prefix, folder] of this.mounts) {
      if (!path.startsWith(prefix)) continue;
      const file = normalize(join(folder, path.slice(prefix.length) || 'index.html'));
      if (file === normalize(folder) || file.startsWith(normalize(folder) + sep)) return file;
    }
    return null;
  }

  private send(job: {
    request: IncomingMessage;
    response: ServerResponse;
    entry: { bytes: number };
    file: string;
    size: number;
    fault: Fault | undefined;
  }): void {
    const { response, file, fault } = job;
    const size = fault?.kind === 'truncate' ? Math.min(fault.at, job.size) : job.size;
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Accept-Ranges', 'bytes');
    const asked = /^bytes=(\d+)-(\d*)$/.exec(job.request.headers.range ?? '');
    const ranged = asked && fault?.kind !== 'ignore-range';
    const shift = fault?.kind === 'shift-range' ? fault.by : 0;
    const start = ranged ? Number(asked[1]) + shift : 0;
    const end = ranged && asked[2] ? Math.min(Number(asked[2]) + shift, size - 1) : size - 1;
    if (start > end) {
      response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
      return;
    }
    const headers: Record<string, string | number> = { 'Content-Length': end - start + 1 };
    if (ranged) headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
    response.writeHead(ranged ? 206 : 200, headers);
    if (job.request.method === 'HEAD') {
      response.end();
      return;
    }
    const last = fault?.kind === 'cut-short' ? Math.floor((start + end) / 2) : end;
    this.sendPieces({ ...job, start, last })
      .then(() => (fault?.kind === 'cut-short' ? response.destroy() : response.end()))
      .catch(() => response.destroy());
  }

  /** A file's bytes from `start` to `last`, that one included. */
  private async sendPieces(job: {
    request: IncomingMessage;
    response: ServerResponse;
    entry: { bytes: number };
    file: string;
    fault: Fault | undefined;
    start: number;
    last: number;
  }): Promise<void> {
    const { request, response, entry, file, fault, start, last } = job;
    const source = await open(file);
    try {
      const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(piece);
      for (let position = start; position <= last;) {
        const length = Math.min(piece, last + 1 - position);
        const { bytesRead } = await source.read(buffer, 0, length, position);
        if (bytesRead === 0) throw new Error(`${file} has become shorter`);
        const bytes = buffer.subarray(0, bytesRead);
        if (fault?.kind === 'corrupt') bytes.fill(0xa5, clamp(fault.from - position, 0, bytesRead));
        position += bytesRead;
        await this.pace(request.socket, bytesRead);
        entry.bytes += bytesRead;
        await written(response, bytes);
      }
      // Not where the answer failed: its last piece may be on its way still.
      spare.push(buffer);
    } finally {
      await source.close();
    }
  }

  /** Ends when a connection of this rate would have sent so many bytes more. */
  private async pace(connection: object, bytes: number): Promise<void> {
    if (this.rate === Infinity) return;
    const now = performance.now();
    const until = Math.max(now, this.takenUntil.get(connection) ?? 0) + (1000 * bytes) / this.rate;
    this.takenUntil.set(connection, until);
    await new Promise((resolve) => setTimeout(resolve, until - now));
  }
}

/** Ends when the bytes are no longer needed here. */
function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('nobody listens any more'));
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function allowOthers(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length, ETag, Retry-After');
}

/** True where the fault is all of the answer. */
function endedBy(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'drop':
      request.socket.destroy();
      return true;
    case 'status':
      if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter);
      response.writeHead(fault.status).end();
      return true;
    case 'redirect':
      response.writeHead(302, { Location: fault.to }).end();
      return true;
    default:
      return false;
  }
}
