/** A worker that serves a reader pool. Bundlers follow this URL, which is why it is spelt out. */
export function spawnReaderWorker(): Worker {
  return new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module' });
}
