import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on this machine, for what `fetch` itself does. Paths that nobody handles are 404. */
export class LiveServer {
  /** Method and path of each request, in order. */
  readonly log: string[] = [];
  readonly on: Record<string, Handler> = {};
  readonly #server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    this.log.push(`${request.method} ${path}`);
    const handler = this.on[path];
    if (handler) handler(request, response);
    else response.writeHead(404, anybody).end();
  });

  /** Gives its origin. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** How many requests began like this. */
  count(beginning: string): number {
    return this.log.filter((line) => line.startsWith(beginning)).length;
  }
}

/** Lets every page read. */
export const anybody = { 'Access-Control-Allow-Origin': '*' };

/** Serves bytes by single ranges as servers should. */
export function ranged(bytes: Uint8Array, headers: Readonly<Record<string, string>> = anybody): Handler {
  return (request, response) => {
    const [first = 0, last = bytes.length] = (request.headers.range ?? '').match(/\d+/g)?.map(Number) ?? [];
    const part = bytes.slice(first, last + 1);
    const range = `bytes ${first}-${first + part.length - 1}/${bytes.length}`;
    response.writeHead(206, { 'Content-Range': range, 'Content-Length': part.length, ...headers });
    response.end(request.method === 'HEAD' ? undefined : part);
  };
}

export function redirect(to: string): Handler {
  return (_request, response) => void response.writeHead(302, { Location: to, ...anybody }).end();
}

export const drop: Handler = (request) => void request.socket.destroy();
