import { throwIfAborted } from '../../net/abort.ts';

/** Does the work for each value, `most` at a time. After the first failure, or an abort, nothing more is begun. */
export async function every<T>(
  values: readonly T[],
  work: (value: T) => Promise<void>,
  { most, signal }: { readonly most: number; readonly signal?: AbortSignal },
): Promise<void> {
  const queue = taken(values);
  const lane = async (): Promise<void> => {
    // One queue for all lanes: each takes what is next, and one that fails closes it.
    for (const value of queue) {
      throwIfAborted(signal);
      await work(value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, lane));
}

function* taken<T>(values: readonly T[]): Generator<T> {
  yield* values;
}
