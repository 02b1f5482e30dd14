import { abortError } from './abort.ts';

/** Smaller goes first, like a distance. Asked when a slot opens, not when the request was made: the view may have moved. */
export type Priority = () => number;

/** Who lets requests go. */
export interface Slots {
  /** Resolves with a function that gives the slot back, to be called exactly once. */
  acquire(host: string, priority: Priority, signal?: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly priority: Priority;
  readonly start: () => void;
}

interface Host {
  active: number;
  /** In order of arrival, which decides between equal priorities. */
  readonly waiting: Waiter[];
}

/** At most so many requests in flight to one host: over HTTP/1.1 browsers hold those beyond 6 back themselves. */
export class HostLimit implements Slots {
  readonly #perHost: number;
  readonly #hosts = new Map<string, Host>();

  constructor(perHost = 12) {
    this.#perHost = perHost;
  }

  acquire(name: string, priority: Priority, signal?: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError());
      const host = this.#host(name);
      const onAbort = (): void => {
        host.waiting.splice(host.waiting.indexOf(waiter), 1);
        reject(abortError());
      };
      const waiter: Waiter = {
        priority,
        start: () => {
          signal?.removeEventListener('abort', onAbort);
          host.active++;
          resolve(() => this.#release(name, host));
        },
      };
      if (host.active < this.#perHost) return waiter.start();
      host.waiting.push(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) this.#hosts.set(name, (host = { active: 0, waiting: [] }));
    return host;
  }

  #release(name: string, host: Host): void {
    host.active--;
    const next = takeFirst(host.waiting);
    if (next) next.start();
    else if (host.active === 0) this.#hosts.delete(name);
  }
}

function takeFirst(waiting: Waiter[]): Waiter | undefined {
  let best = 0;
  let least = Infinity;
  waiting.forEach((waiter, index) => {
    const priority = waiter.priority();
    if (priority < least) [best, least] = [index, priority];
  });
  return waiting.splice(best, 1)[0];
}
