import { throwIfAborted } from '../net/abort.ts';

/** Milliseconds after which others are let do something. */
const slice = 10;

/**
 * What each item gives, in their order, without holding anything else up for long: a page of items takes tens of
 * milliseconds to read, a document of thousands takes seconds. Rejects when aborted.
 */
export async function inSlices<T, R>(
  items: readonly T[],
  read: (item: T, index: number) => R,
  signal?: AbortSignal,
): Promise<R[]> {
  const results: R[] = [];
  let began = performance.now();
  for (const [index, item] of items.entries()) {
    if (performance.now() - began >= slice) {
      await turn();
      throwIfAborted(signal);
      began = performance.now();
    }
    results.push(read(item, index));
  }
  return results;
}

/** Lets others do something: by a message, as browsers hold timers back: for milliseconds in nested ones, for a second in hidden tabs. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
