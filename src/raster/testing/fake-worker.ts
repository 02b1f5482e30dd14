import type { RangeClient } from '../byte-source.ts';
import { createLocalReader } from '../local-reader.ts';
import { type KernelSettings, serveReader } from '../reader-kernel.ts';
import type { FromWorker, Order, Port } from '../reader-messages.ts';
import type { WorkerLike } from '../worker-slot.ts';

type Listener = (event: Event) => void;

/** A worker without a thread: the real kernel and reader behind a real message channel. */
export class FakeWorker implements WorkerLike {
  readonly orders: Order[] = [];
  terminated = false;
  readonly #port: MessagePort;
  readonly #far: MessagePort;
  readonly #onError: Listener[] = [];

  /** `client`: what it reads with, or who makes that. */
  constructor(client: RangeClient | ((settings: KernelSettings) => RangeClient)) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#far = port2;
    serveReader(port2 as unknown as Port<FromWorker, Order>, (settings) =>
      createLocalReader({ ...settings, client: 'range' in client ? client : client(settings) }),
    );
    port1.start();
    port2.start();
  }

  postMessage(message: Order, transfer: Transferable[]): void {
    this.orders.push(message);
    this.#port.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: ((event: MessageEvent<FromWorker>) => void) | Listener): void {
    if (type === 'message') this.#port.addEventListener('message', listener as Listener);
    else if (type === 'error') this.#onError.push(listener as Listener);
  }

  terminate(): void {
    this.terminated = true;
    this.#port.close();
    this.#far.close();
  }

  crash(): void {
    for (const listener of this.#onError) listener(new Event('error', { cancelable: true }));
  }
}
