import wasmUrl from '@jitl/quickjs-ng-wasmfile-release-sync/wasm?url';
import { prelude } from 'virtual:script-prelude';
import type { ScriptPort } from './messages.ts';
import { fetchInterpreter, serveScripts } from './script-kernel.ts';

/** The entry of the worker that scripts run in. */
serveScripts(globalThis as unknown as ScriptPort, async () => ({
  wasm: await fetchInterpreter(wasmUrl),
  prelude,
}));
