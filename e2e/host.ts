import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

/** What the host does to a request instead of answering it well. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'corrupt'; readonly from: number }
  | { readonly kind: 'stall' }
  | { readonly kind: 'drop' };

export interface HostedRequest {
  readonly path: string;
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

/**
 * A static file host with single byte ranges, CORS, a log of requests and faults on command. Folders are mounted at
 * path prefixes; the longest prefix that fits serves the request.
 */
export class Host {
  readonly requests: HostedRequest[] = [];
  private readonly faults: { readonly path: RegExp; readonly fault: Fault }[] = [];
  private readonly stalled = new Set<() => void>();
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private readonly mounts: readonly (readonly [prefix: string, folder: string])[];
  private readonly delay: number;

  /** @param options delay: milliseconds before each answer, as a far host takes */
  constructor(mounts: Readonly<Record<string, string>>, { delay = 0 }: { readonly delay?: number } = {}) {
    this.delay = delay;
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

  /** Requests whose path fits meet this fault until `mend`. */
  break(path: RegExp, fault: Fault): void {
    this.faults.push({ path, fault });
  }

  mend(): void {
    this.faults.length = 0;
    for (const release of this.stalled) release();
    this.stalled.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const entry = { path, range: request.headers.range ?? null, bytes: 0 };
    this.requests.push(entry);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length, ETag');
    const fault = this.faults.find((entry) => entry.path.test(path))?.fault;
    if (fault?.kind === 'stall') await new Promise<void>((resolve) => this.stalled.add(resolve));
    if (fault?.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'status') {
      response.writeHead(fault.status).end();
      return;
    }
    const file = this.locate(path);
    const size = file ? await stat(file).catch(() => null) : null;
    if (!file || !size?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    this.send({ request, response, entry, file, size: size.size, fault });
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
    const start = ranged ? Number(asked[1]) : 0;
    const end = ranged && asked[2] ? Math.min(Number(asked[2]), size - 1) : size - 1;
    if (start > end) {
      response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
      return;
    }
    const headers: Record<string, string | number> = { 'Content-Length': end - start + 1 };
    if (ranged) headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
    response.writeHead(ranged ? 206 : 200, headers);
    let position = start;
    createReadStream(file, { start, end })
      .on('data', (chunk) => {
        const bytes = Buffer.from(chunk as Buffer);
        if (fault?.kind === 'corrupt')
          bytes.fill(0xa5, Math.max(0, Math.min(bytes.length, fault.from - position)));
        position += bytes.length;
        job.entry.bytes += bytes.length;
        response.write(bytes);
      })
      .on('end', () => response.end())
      .on('error', () => response.destroy());
  }
}
