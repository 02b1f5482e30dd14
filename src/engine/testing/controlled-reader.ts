import { abortError } from '../../net/abort.ts';
import type { BandInfo, Reader, ReaderStats } from '../../raster/reader.ts';
import type { BandSource } from '../../scene/scene.ts';

interface Question {
  readonly href: string;
  readonly resolve: (info: BandInfo) => void;
  readonly reject: (error: unknown) => void;
}

/** A reader of headers that answers on command. */
export class ControlledReader implements Reader {
  readonly asked: string[] = [];
  readonly aborted: string[] = [];
  #open: Question[] = [];

  describe({ href }: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    const name = href as string;
    this.asked.push(name);
    return new Promise((resolve, reject) => {
      const question = { href: name, resolve, reject };
      this.#open.push(question);
      signal?.addEventListener('abort', () => {
        this.aborted.push(name);
        this.#open = this.#open.filter((each) => each !== question);
        reject(abortError());
      });
    });
  }

  answer(href: string, info: BandInfo): void {
    for (const { resolve } of this.#take(href)) resolve(info);
  }

  fail(href: string, error: unknown): void {
    for (const { reject } of this.#take(href)) reject(error);
  }

  read(): never {
    throw new Error('no pixel is to be read');
  }

  forgetFailures(): void {}

  stats(): ReaderStats {
    return { requests: this.asked.length, bytes: 0, decodedBytes: 0, cachedBytes: 0 };
  }

  dispose(): void {}

  #take(href: string): Question[] {
    const taken = this.#open.filter((question) => question.href === href);
    this.#open = this.#open.filter((question) => question.href !== href);
    return taken;
  }
}
