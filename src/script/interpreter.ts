import variant from '@jitl/quickjs-ng-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';
import { BestpixelError, type Position } from '../errors.ts';
import { failed, garbled, late, tooDeep, tooMuch } from './failures.ts';
import type { Explained } from './handover.ts';
import { type Limits, most } from './limits.ts';
import {
  onlyPlaceOf,
  placeIn,
  placeOf,
  placeOfCall,
  placeOfMember,
  placeOfToken,
  scriptName,
} from './positions.ts';

/** What every script starts with. */
export interface InterpreterParts {
  readonly wasm: WebAssembly.Module;
  /** A classic script whose value is a `Prelude`. */
  readonly prelude: string;
}

/**
 * Runs one script in an interpreter made for it alone, and gives the text it hands over. Source goes in and text comes
 * out: nothing of the host can be reached from inside.
 * @throws BestpixelError 'script'
 */
export async function interpret(source: string, parts: InterpreterParts, limits: Limits): Promise<string> {
  const custom = newVariant(variant, { wasmModule: parts.wasm, log: () => {} });
  const interpreter = await newQuickJSWASMModuleFromVariant(custom);
  const runtime = interpreter.newRuntime();
  runtime.setMemoryLimit(limits.memory);
  runtime.setMaxStackSize(limits.stack);
  // The whole interpreter is let go of afterwards, whatever state a script left it in: nothing is freed one by one.
  return new ScriptRun(runtime, source, limits).run(parts.prelude);
}

class ScriptRun {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #source: string;
  readonly #limits: Limits;
  #deadline = Infinity;
  #isLate = false;
  #imports = false;
  #explain: QuickJSHandle | null = null;

  constructor(runtime: QuickJSRuntime, source: string, limits: Limits) {
    this.#runtime = runtime;
    this.#source = source;
    this.#limits = limits;
    this.#context = runtime.newContext();
    runtime.setInterruptHandler(() => {
      this.#isLate ||= performance.now() > this.#deadline;
      return this.#isLate;
    });
    runtime.setModuleLoader(() => {
      this.#imports = true;
      return { error: new Error('there are no modules') };
    });
  }

  run(prelude: string): string {
    try {
      const opened = this.#evaluate(prelude, 'prelude');
      this.#explain = this.#context.getProp(opened, 'explain');
      const finish = this.#context.getProp(opened, 'finish');
      this.#deadline = performance.now() + this.#limits.time;
      this.#evaluate(this.#source, scriptName);
      this.#finishJobs();
      return this.#text(this.#call(finish));
    } catch (error) {
      throw this.#isLate ? this.#late() : isHostOverflow(error) ? tooDeep() : error;
    }
  }

  #evaluate(source: string, name: string): QuickJSHandle {
    const result = this.#context.evalCode(source, name, { type: 'global' });
    if (result.error) throw this.#failure(result.error);
    return result.value;
  }

  #call(method: QuickJSHandle, ...given: QuickJSHandle[]): QuickJSHandle {
    const result = this.#context.callFunction(method, this.#context.undefined, ...given);
    if (result.error) throw this.#failure(result.error);
    return result.value;
  }

  /** What promises wait for. */
  #finishJobs(): void {
    while (this.#runtime.hasPendingJob()) {
      if (performance.now() > this.#deadline) this.#isLate = true;
      if (this.#isLate) throw this.#late();
      const result = this.#runtime.executePendingJobs(100);
      if (result.error) throw this.#failure(result.error);
    }
    if (this.#imports) throw this.#refused();
  }

  #text(handle: QuickJSHandle): string {
    if (this.#context.typeof(handle) !== 'string') throw garbled();
    const length = this.#context.getProp(handle, 'length').consume((each) => this.#context.getNumber(each));
    if (length <= most.text) return this.#context.getString(handle);
    throw new BestpixelError('script', 'what the script describes is too large to be handed over', {
      remedy: 'Describe or print less in one script.',
    });
  }

  #failure(thrown: QuickJSHandle): BestpixelError {
    if (this.#isLate) return this.#late(thrown);
    const explain = this.#explain;
    this.#explain = null;
    // Thrown while it explains: the script has broken what explains.
    if (!explain) return garbled();
    const explained = explainedOf(this.#text(this.#call(explain, thrown)));
    const { what, remedy } = explained;
    const isOverflow = /Maximum call stack|stack overflow/.test(what);
    const isFull = /out of memory|string too long|invalid array length/i.test(what);
    const position = whereOf(this.#source, explained);
    if (isOverflow) return tooDeep(position);
    if (isFull) return tooMuch(this.#limits, position);
    return failed(what, { position, remedy: remedy ?? undefined });
  }

  #refused(): BestpixelError {
    return failed('a script cannot import modules', {
      position: placeOf(this.#source, /\bimport\b/),
      remedy: 'Copy in what is needed.',
    });
  }

  #late(thrown?: QuickJSHandle): BestpixelError {
    const stack = thrown && this.#context.dump(this.#context.getProp(thrown, 'stack'));
    return late(this.#limits, typeof stack === 'string' ? placeIn(stack) : null);
  }
}

function whereOf(source: string, { what, method, member, stack }: Explained): Position | null {
  const place = placeIn(stack);
  if (!place) return onlyPlaceOf(source, /\bthrow\b/);
  if (member !== null) return placeOfMember(source, place, member);
  return method === null ? placeOfToken(source, place, what) : placeOfCall(source, place, method);
}

function explainedOf(text: string): Explained {
  const told = parsed(text) as Partial<Record<keyof Explained, unknown>> | null;
  const { what, remedy, method, member, stack } = told ?? {};
  if (typeof what !== 'string' || typeof stack !== 'string') throw garbled();
  const cut = (sentence: unknown): string | null =>
    typeof sentence === 'string' ? sentence.slice(0, most.name) : null;
  const word = (name: unknown): string | null =>
    typeof name === 'string' && /^[\w$]{1,100}$/.test(name) ? name : null;
  return { what: cut(what)!, remedy: cut(remedy), method: word(method), member: word(member), stack };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw garbled();
  }
}

/** The interpreter runs on the worker's own stack, which may end first. */
function isHostOverflow(error: unknown): boolean {
  return error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
}
