import type { ScriptWorker } from './messages.ts';

/** A worker that serves a runner. Bundlers follow this URL, which is why it is spelt out. */
export function spawnScriptWorker(): ScriptWorker {
  return new Worker(new URL('./script-worker.ts', import.meta.url), { type: 'module' });
}
