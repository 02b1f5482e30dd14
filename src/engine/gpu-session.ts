import type { Budget } from '../budget.ts';
import { BestpixelError } from '../errors.ts';
import { Gpu } from '../gpu/gpu.ts';
import type { Reader } from '../raster/reader.ts';
import type { BandBook } from './band-book.ts';
import type { ComposeContext } from './context.ts';
import { GpuQueue } from './gpu-queue.ts';
import { StackStore } from './stack-store.ts';

/** Everything that lives and dies with one GPU context. */
export class GpuSession {
  readonly context: ComposeContext;

  constructor(options: {
    readonly gl: WebGL2RenderingContext;
    readonly budget: Budget;
    readonly reader: Reader;
    readonly book: BandBook;
    readonly layersPerArray: number;
    readonly wake: () => void;
    readonly makeRoom: (bytes: number, stacks: StackStore) => void;
  }) {
    const { gl, budget, reader, book, layersPerArray, wake, makeRoom } = options;
    const stacks = new StackStore();
    this.context = {
      gpu: new Gpu({ gl, budget }),
      queue: new GpuQueue(wake),
      stacks,
      reader,
      book,
      layersPerArray,
      makeRoom: (bytes) => makeRoom(bytes, stacks),
    };
  }

  get lost(): boolean {
    return this.context.gpu.lost;
  }

  /** Frees all objects; work that waits or comes later fails with `error`. */
  dispose(error: BestpixelError): void {
    this.context.queue.close(error);
    this.context.stacks.forget(() => true);
    this.context.gpu.dispose();
  }
}
