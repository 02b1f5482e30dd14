import { BestpixelError } from '../../errors.ts';
import type { Explained, Prelude } from '../handover.ts';
import { most } from '../limits.ts';
import { refusedName } from './refusing.ts';
import { Session } from './session.ts';
import { show } from './show.ts';
import { worldOf } from './world.ts';

/** Names of what scripts look for in vain, by what to do instead. */
const missing: Readonly<Record<string, string>> = {
  require: 'Scripts of others cannot be loaded: copy in what is needed.',
  console: 'Use print.',
};
const outside =
  'A script reaches neither the page nor the network: it describes layers with ee, Map and print alone.';
const unreachable = new Set([
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'importScripts',
  'postMessage',
  'self',
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'indexedDB',
  'Worker',
  'setTimeout',
  'setInterval',
]);

/** Makes the world of one script. What it gives is the host's alone: no script can reach it. */
export function open(): Prelude {
  const session = new Session();
  // The builder's own calls lie between a mistake and the line that made it.
  Object.assign(Error, { stackTraceLimit: 100 });
  const { stringify } = JSON;
  for (const [name, value] of Object.entries(worldOf(session))) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  return {
    finish: () => stringify(session.handOver()),
    explain: (error) => stringify(explained(error)),
  };
}

function explained(error: unknown): Explained {
  const nothing = { remedy: null, method: null, member: null, stack: '' };
  if (!(error instanceof Error)) return { ...nothing, what: `the script threw ${show(error)}` };
  const { stack } = error;
  const told = { ...nothing, what: textOf(error.message), stack: typeof stack === 'string' ? stack : '' };
  if (error instanceof BestpixelError) {
    // "Image.select: …"
    const method = /^(?:\w+\.)+(\w+)/.exec(told.what)?.[1] ?? null;
    return { ...told, method, member: refusedName(error), remedy: error.remedy ?? null };
  }
  const remedy = error instanceof ReferenceError ? remedyOf(told.what) : null;
  return { ...told, what: `${textOf(error.name)}: ${told.what}`, remedy };
}

function textOf(value: unknown): string {
  return show(value).slice(0, most.name);
}

function remedyOf(what: string): string | null {
  const name = /^(\S+) is not defined$/.exec(what)?.[1] ?? '';
  if (Object.hasOwn(missing, name)) return missing[name]!;
  return unreachable.has(name) ? outside : null;
}
