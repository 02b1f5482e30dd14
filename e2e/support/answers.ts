import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text or bytes. */
  readonly body?: unknown;
  /** True: compressed on its way, as a bomb is. */
  readonly gzip?: boolean;
}

/** A server that says anything: answers by path, open to all pages, with a log of what was asked. */
export class Answers {
  readonly asked: string[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  set(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  #answer({ method = 'GET', url = '/' }: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    const path = new URL(url, 'http://host').pathname;
    this.asked.push(`${method} ${path}`);
    const { status = 200, headers = {}, body, gzip = false } = this.#answers.get(path) ?? { status: 404 };
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(gzip && { 'Content-Encoding': 'gzip' }),
      ...headers,
    });
    response.end(gzip ? gzipSync(text) : text);
  }
}
