import { BestpixelError } from '../errors.ts';
import type { Slots } from '../net/host-limit.ts';
import type { ReaderStats } from './reader.ts';
import type { Answer, FromWorker, Order, Port, WorkerSettings } from './reader-messages.ts';
import { LentSlots } from './slots.ts';

/** As much of a Worker as the pool needs. */
export interface WorkerLike extends Port<Order, FromWorker> {
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

export interface Job {
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

const nothing: ReaderStats = { requests: 0, bytes: 0, decodedBytes: 0, cachedBytes: 0 };

/** One worker and its jobs. A worker that crashes fails its jobs; the next job gets a new one. */
export class WorkerSlot {
  readonly #create: () => WorkerLike;
  #settings: WorkerSettings;
  readonly #lent: LentSlots;
  readonly #jobs = new Map<number, Job>();
  #worker: WorkerLike | null = null;
  #stats = nothing;
  /** Of workers that are gone. */
  #past = nothing;

  /** `slots`: what the requests of all workers count in together. */
  constructor(create: () => WorkerLike, settings: WorkerSettings, slots: Slots) {
    this.#create = create;
    this.#settings = settings;
    this.#lent = new LentSlots(slots, (slot) => this.tell({ kind: 'slot-given', slot }));
  }

  get stats(): ReaderStats {
    return sumStats([this.#past, this.#stats]);
  }

  /** Starts the worker; where that fails, the first job tells. */
  warm(): void {
    try {
      this.#worker ??= this.#start();
    } catch {
      this.#worker = null;
    }
  }

  send(id: number, order: Order, job: Job): void {
    try {
      this.#worker ??= this.#start();
      this.#jobs.set(id, job);
      this.#worker.postMessage(order, []);
    } catch (error) {
      this.#jobs.delete(id);
      job.fail(crashed(error));
    }
  }

  /** The job's promise is the caller's to settle. */
  cancel(id: number): void {
    if (this.#jobs.delete(id)) this.#worker?.postMessage({ kind: 'cancel', id }, []);
  }

  /** Of this worker and those that come after it. */
  keepWithin(budgetBytes: number): void {
    this.#settings = { ...this.#settings, budgetBytes };
    this.tell({ kind: 'keep-within', budgetBytes });
  }

  tell(order: Order): void {
    this.#worker?.postMessage(order, []);
  }

  /** Ends the worker and fails its jobs. */
  close(error: Error): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#lent.takeBack();
    this.#past = { ...this.stats, cachedBytes: 0 };
    this.#stats = nothing;
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) job.fail(error);
  }

  #start(): WorkerLike {
    const worker = this.#create();
    const crash = (event: Event): void => {
      event.preventDefault();
      // A worker already replaced has nothing left to fail.
      if (worker === this.#worker) this.close(crashed('message' in event ? event.message : event.type));
    };
    worker.addEventListener('error', crash);
    worker.addEventListener('messageerror', crash);
    worker.addEventListener('message', ({ data: answer }) => {
      if (worker !== this.#worker) return;
      if (answer.kind === 'slot-wanted' || answer.kind === 'slot-free') return this.#lent.hear(answer);
      this.#stats = answer.stats;
      const job = this.#jobs.get(answer.id);
      this.#jobs.delete(answer.id);
      job?.answer(answer);
    });
    worker.postMessage({ kind: 'start', settings: this.#settings }, []);
    return worker;
  }
}

export function sumStats(all: readonly ReaderStats[]): ReaderStats {
  return all.reduce(
    (sum, one) => ({
      requests: sum.requests + one.requests,
      bytes: sum.bytes + one.bytes,
      decodedBytes: sum.decodedBytes + one.decodedBytes,
      cachedBytes: sum.cachedBytes + one.cachedBytes,
    }),
    nothing,
  );
}

function crashed(cause: unknown): BestpixelError {
  return new BestpixelError('worker-crashed', 'the worker that reads this file stopped', {
    remedy: 'Try again; if it happens again, lower the memory budget.',
    cause,
  });
}
