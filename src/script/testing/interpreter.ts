import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prelude } from 'virtual:script-prelude';
import { type InterpreterParts, interpret } from '../interpreter.ts';
import { type Limits, limits } from '../limits.ts';
import { outcomeOf } from '../outcome.ts';
import type { ScriptOutcome } from '../script.ts';

const wasm = createRequire(import.meta.url).resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm');
let parts: Promise<InterpreterParts> | null = null;

async function load(): Promise<InterpreterParts> {
  return { wasm: await WebAssembly.compile(new Uint8Array(await readFile(wasm))), prelude };
}

/** Runs a script as the worker does, in this thread. */
export async function runHere(source: string, less: Partial<Limits> = {}): Promise<ScriptOutcome> {
  parts ??= load();
  return outcomeOf(await interpret(source, await parts, { ...limits, ...less }), source);
}
