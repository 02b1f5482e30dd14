/** What the fake server does with one request. */
export type Answer = (request: Request, init: RequestInit) => Response | Promise<Response>;

interface SentRequest {
  readonly url: string;
  readonly range: string | null;
  readonly method: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly cache: RequestCache;
}

/** A `fetch` that gives the answers in turn (the last for ever) and remembers the requests. */
export class FakeServer {
  readonly requests: SentRequest[] = [];
  readonly #answers: readonly Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const request = new Request(input, init);
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)]!;
    this.requests.push({
      url: request.url,
      range: request.headers.get('Range'),
      method: request.method,
      body: request.body ? await request.text() : null,
      headers: Object.fromEntries(request.headers),
      cache: request.cache,
    });
    return answer(request, init);
  };
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return () => new Response(`status ${code}`, { status: code, headers });
}

export function json(value: unknown): Answer {
  return () => Response.json(value);
}

export function text(body: string): Answer {
  return () => new Response(body);
}

/** What `fetch` does when the line is dead or CORS forbids the answer. */
export const unreachable: Answer = () => {
  throw new TypeError('Failed to fetch');
};

/** Never answers, and does not even listen to its signal. */
export const deaf: Answer = () => new Promise<Response>(() => {});

/** A file served as servers should: 206, Content-Range, 416 past the end. */
export function file(bytes: Uint8Array<ArrayBuffer>): Answer {
  return (request) => {
    const [first = 0, last = 0] = (request.headers.get('Range') ?? '').match(/\d+/g)?.map(Number) ?? [];
    if (first >= bytes.length) return new Response(null, { status: 416 });
    const part = bytes.slice(first, last + 1);
    const range = `bytes ${first}-${first + part.length - 1}/${bytes.length}`;
    return new Response(part, { status: 206, headers: { 'Content-Range': range } });
  };
}

/** A body that comes chunk by chunk, as told, and notes whether it was let go. */
export class SlowBody {
  cancelled = false;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (this.#controller = controller),
    cancel: () => void (this.cancelled = true),
  });

  send(...bytes: number[]): void {
    this.#controller.enqueue(Uint8Array.from(bytes));
  }

  end(): void {
    this.#controller.close();
  }

  breakOff(): void {
    this.#controller.error(new TypeError('network error'));
  }
}
