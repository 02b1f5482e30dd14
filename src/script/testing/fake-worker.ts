import type { FromScriptWorker, RunOrder, ScriptWorker } from '../messages.ts';

/** A worker that does as a test says. */
export class FakeScriptWorker implements ScriptWorker {
  readonly orders: RunOrder[] = [];
  isTerminated = false;
  readonly #target = new EventTarget();

  postMessage(order: RunOrder): void {
    this.orders.push(order);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#target.addEventListener(type, listener as (event: Event) => void);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(message: FromScriptWorker): void {
    this.#target.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  fail(): void {
    this.#target.dispatchEvent(new Event('error', { cancelable: true }));
  }
}

/** What a script hands over that asks for nothing. */
export const nothing = JSON.stringify({
  nodes: [],
  layers: [],
  printed: [],
  unprinted: 0,
  camera: null,
  mapType: null,
});
