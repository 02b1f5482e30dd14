import { BestpixelError } from '../errors.ts';
import { abortError } from '../net/abort.ts';
import { late } from './failures.ts';
import { type Limits, limits as usual, most } from './limits.ts';
import type { FromScriptWorker, ScriptWorker } from './messages.ts';
import { outcomeOf } from './outcome.ts';
import type { ScriptOutcome, ScriptRunner } from './script.ts';
import { spawnScriptWorker } from './spawn-worker.ts';

export interface RunnerOptions {
  readonly createWorker?: () => ScriptWorker;
  readonly limits?: Partial<Limits>;
  /** Milliseconds beyond the time limit after which a worker that does not answer is ended. */
  readonly grace?: number;
}

interface Job {
  readonly id: number;
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
  isLoaded: boolean;
  watchdog: ReturnType<typeof setTimeout> | null;
}

/** Runs one script at a time, each in an interpreter of its own; a new one ends the one before. */
export function createScriptRunner(options: RunnerOptions = {}): ScriptRunner {
  return new WorkerRunner(options);
}

class WorkerRunner implements ScriptRunner {
  readonly #create: () => ScriptWorker;
  readonly #limits: Limits;
  readonly #grace: number;
  #worker: ScriptWorker | null = null;
  #job: Job | null = null;
  #count = 0;
  #disposed = false;

  constructor({ createWorker = spawnScriptWorker, limits, grace = 1_000 }: RunnerOptions) {
    this.#create = createWorker;
    this.#limits = { ...usual, ...limits };
    this.#grace = grace;
  }

  async run(source: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<ScriptOutcome> {
    if (this.#disposed) throw disposed();
    signal?.throwIfAborted();
    if (source.length > most.source) {
      throw new BestpixelError('script', `the script is longer than ${most.source} characters`);
    }
    this.#end(abortError());
    const id = ++this.#count;
    const onAbort = (): void => {
      if (this.#job?.id === id) this.#end(signal!.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return outcomeOf(await this.#send(id, source), source);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#end(disposed());
    this.#worker?.terminate();
    this.#worker = null;
  }

  #send(id: number, source: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const job: Job = { id, resolve, reject, isLoaded: false, watchdog: null };
      this.#job = job;
      try {
        this.#worker ??= this.#start();
        this.#worker.postMessage({ id, source, limits: this.#limits }, []);
      } catch (error) {
        this.#end(crashed(error));
      }
    });
  }

  /** Ends the job under way and its worker with it: what runs cannot be asked to stop. */
  #end(error: unknown): void {
    const job = this.#take();
    if (!job) return;
    this.#worker?.terminate();
    this.#worker = null;
    job.reject(error);
  }

  #take(): Job | null {
    const job = this.#job;
    this.#job = null;
    if (job?.watchdog) clearTimeout(job.watchdog);
    return job;
  }

  #start(): ScriptWorker {
    const worker = this.#create();
    const crash = (event: Event): void => {
      event.preventDefault();
      if (worker !== this.#worker) return;
      const cause = 'message' in event && event.message ? event.message : event.type;
      const isLoaded = this.#job?.isLoaded ?? true;
      this.#end(isLoaded ? crashed(cause) : notFetched(cause));
      this.#worker = null;
    };
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#hear(data);
    });
    return worker;
  }

  #hear(message: FromScriptWorker): void {
    const job = this.#job;
    if (message.id !== job?.id) return;
    if (message.kind === 'loaded') {
      job.isLoaded = true;
      const { time } = this.#limits;
      job.watchdog ??= setTimeout(() => this.#end(late(this.#limits)), time + this.#grace);
      return;
    }
    this.#take();
    if (message.kind === 'done') return job.resolve(message.text);
    const { error } = message;
    // What failed to load is loaded again by another worker.
    if (error.tag === 'network') this.#drop();
    job.reject(BestpixelError.fromPlain(error));
  }

  #drop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}

function disposed(): BestpixelError {
  return new BestpixelError('disposed', 'what runs scripts was disposed');
}

function crashed(cause: unknown): BestpixelError {
  return new BestpixelError('worker-crashed', 'what runs scripts stopped', {
    remedy: 'Run the script again.',
    cause,
  });
}

function notFetched(cause: unknown): BestpixelError {
  return new BestpixelError('network', 'a part of this program could not be fetched: what runs scripts', {
    remedy: 'Check the connection, then run again.',
    cause,
  });
}
