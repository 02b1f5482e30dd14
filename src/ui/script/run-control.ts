import { signal } from '@preact/signals';
import { isAbort, tell } from '../../errors.ts';
import { coalesce } from '../coalesce.ts';
import type { ConsoleLine, ScriptPort, ScriptProblem } from './script-port.ts';

const mostLines = 1000;

export type RunState = 'idle' | 'running' | 'done' | 'failed' | 'stopped';

/** One run at a time, and what it wrote. */
export class RunControl {
  readonly state = signal<RunState>('idle');
  readonly lines = signal<readonly ConsoleLine[]>([]);
  /** Earlier lines that the console let go. */
  readonly leftOut = signal(0);
  readonly problem = signal<ScriptProblem | null>(null);
  /** The text that lines and problem have their places in. */
  readonly ran = signal<string | null>(null);

  readonly #port: ScriptPort;
  #abort = new AbortController();
  #written = new Map<number, ConsoleLine>();
  /** Lines up to this id were let go: what becomes of them is not told. */
  #gone = -Infinity;
  #dropped = 0;
  readonly #soon = coalesce(() => this.#tell());

  constructor(port: ScriptPort) {
    this.#port = port;
  }

  async run(source: string): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.clear();
    // Each run counts its lines anew.
    this.#gone = -Infinity;
    this.ran.value = source;
    this.state.value = 'running';
    const onLine = (line: ConsoleLine) => {
      if (!signal.aborted) this.#write(line);
    };
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    try {
      // A run that does not heed its signal holds nobody up.
      await Promise.race([this.#port.run(source, { signal, onLine }), stopped]);
      if (signal.aborted) return;
      this.#tellNow();
      this.state.value = 'done';
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.#tellNow();
      this.problem.value = asProblem(error);
      this.state.value = 'failed';
    }
  }

  stop(): void {
    this.#abort.abort();
    for (const [id, line] of this.#written) {
      if (line.state === 'waiting')
        this.#written.set(id, { ...line, text: `${line.text} (stopped)`, state: 'done' });
    }
    this.#tellNow();
    if (this.state.value === 'running') this.state.value = 'stopped';
  }

  clear(): void {
    for (const id of this.#written.keys()) this.#gone = Math.max(this.#gone, id);
    this.#written.clear();
    this.#dropped = 0;
    this.#tellNow();
    this.problem.value = null;
  }

  end(): void {
    this.#abort.abort();
    this.#soon.stop();
  }

  #write(line: ConsoleLine): void {
    if (line.id <= this.#gone) return;
    this.#written.set(line.id, line);
    if (this.#written.size > mostLines) {
      const [oldest] = this.#written.keys();
      this.#written.delete(oldest!);
      this.#gone = Math.max(this.#gone, oldest!);
      this.#dropped += 1;
    }
    this.#soon.request();
  }

  #tellNow(): void {
    this.#soon.stop();
    this.#tell();
  }

  #tell(): void {
    this.leftOut.value = this.#dropped;
    this.lines.value = [...this.#written.values()].toSorted((a, b) => a.id - b.id);
  }
}

function asProblem(error: unknown): ScriptProblem {
  const problem = error as Partial<ScriptProblem> | null;
  return typeof problem?.sentence === 'string'
    ? { sentence: problem.sentence, position: problem.position ?? null }
    : { sentence: tell(error), position: null };
}
