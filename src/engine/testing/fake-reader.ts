import { abortError } from '../../net/abort.ts';
import { BestpixelError } from '../../errors.ts';
import type { BandInfo, BandWindow, Level, Reader, ReaderStats, WindowRequest } from '../../raster/reader.ts';
import { allocate } from '../../dtype.ts';
import type { BandSource } from '../../scene/scene.ts';
import { extentOf, isWithin, patternIndex, type FakeScenes } from './fake-scenes.ts';

export interface Asked {
  readonly what: 'describe' | 'read';
  readonly href: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads fake scenes by nearest neighbour in their own CRS. It notes all it is asked, fails where `broken` says so, and
 * what is held it answers only at `release`.
 */
export class FakeReader implements Reader {
  readonly asked: Asked[] = [];
  /** By href, or `describe href` to break the header alone. */
  readonly broken = new Map<string, BestpixelError>();
  /** Levels below the finest one, each of half the size, and whether a window comes from the coarsest. */
  overviews = 0;
  disposed = false;
  onRead: (href: string) => void = () => {};
  #scenes: FakeScenes;
  #held: (() => void)[] | null = null;
  #holds: (href: string, what: Asked['what']) => boolean = () => true;

  constructor(scenes: FakeScenes) {
    this.#scenes = scenes;
  }

  /** From now on, all or some. */
  hold(which: (href: string, what: Asked['what']) => boolean = () => true): void {
    this.#held ??= [];
    this.#holds = which;
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
  }

  /** From now on, the pixels of these scenes are others'. Gives the scenes as they then are. */
  replace(by: FakeScenes, which: (scene: number) => boolean): FakeScenes {
    const before = this.#scenes;
    const patterns = new Map(before.patterns);
    before.list.scenes.forEach(({ bands }, scene) => {
      if (!which(scene)) return;
      for (const [name, source] of bands) patterns.set(source, by.pattern(scene, name));
    });
    this.#scenes = {
      ...before,
      patterns,
      pattern: (scene, band) => patterns.get(before.source(scene, band))!,
    };
    return this.#scenes;
  }

  /** Hrefs that were read, without "fake:"; `band` leaves others out. */
  reads(band?: string): string[] {
    const hrefs = this.asked.filter(({ what }) => what === 'read').map(({ href }) => href.slice(5));
    return band === undefined ? hrefs : hrefs.filter((href) => href.endsWith(`/${band}`));
  }

  describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    return this.#answer('describe', source, signal, () => this.#info(source));
  }

  read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow> {
    return this.#answer('read', request.source, signal, () => this.#window(request));
  }

  forgetFailures(): void {}

  stats(): ReaderStats {
    return { requests: this.asked.length, bytes: 0, decodedBytes: 0, cachedBytes: 0 };
  }

  dispose(): void {
    this.disposed = true;
    this.release();
  }

  async #answer<T>(
    what: Asked['what'],
    source: BandSource,
    signal: AbortSignal | undefined,
    answer: () => T,
  ): Promise<T> {
    const href = source.href as string;
    if (this.disposed) throw new BestpixelError('disposed', 'the reader was closed');
    this.asked.push({ what, href, signal });
    if (what === 'read') this.onRead(href);
    await this.#turn(this.#held !== null && this.#holds(href, what), signal);
    if (this.disposed) throw new BestpixelError('disposed', 'the reader was closed');
    const error = this.broken.get(href) ?? this.broken.get(`${what} ${href}`);
    if (error) throw error;
    return answer();
  }

  #turn(isHeld: boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError());
      signal?.addEventListener('abort', () => reject(abortError()), { once: true });
      if (isHeld) this.#held!.push(resolve);
      else queueMicrotask(resolve);
    });
  }

  #info(source: BandSource): BandInfo {
    const { grid, parts } = this.#scenes;
    const part = parts.get(source);
    const { crs, affine, width, height } = { ...grid, ...(part && extentOf(grid, part)) };
    const levels = Array.from({ length: this.overviews + 1 }, (_, index) => this.#level(index));
    const { dtype } = this.#scenes.patterns.get(source)!;
    return { crs, affine, width, height, dtype, nodata: null, levels, notes: [] };
  }

  #level(index: number): Level {
    const { affine, width, height } = this.#scenes.grid;
    const [a, b, c, d, e, f] = affine;
    const n = 2 ** index;
    return { index, width: width / n, height: height / n, affine: [a * n, b * n, c, d * n, e * n, f] };
  }

  #window({ source, grid }: WindowRequest): BandWindow {
    const { grid: image, patterns, parts } = this.#scenes;
    const part = parts.get(source);
    const { dtype, data, mask } = patterns.get(source)!;
    const { width, height } = grid;
    const values = allocate(dtype, width * height);
    const there = new Uint8Array(width * height);
    const columns = Array.from({ length: width }, (_, i) => {
      return Math.floor((grid.affine[0] * (i + 0.5) + grid.affine[2] - image.affine[2]) / image.affine[0]);
    });
    let valid = 0;
    for (let i = 0; i < height; i++) {
      const row = Math.floor(
        (grid.affine[4] * (i + 0.5) + grid.affine[5] - image.affine[5]) / image.affine[4],
      );
      if (row < 0 || row >= image.height) continue;
      columns.forEach((column, k) => {
        if (column < 0 || column >= image.width || !isWithin(part, column, row)) return;
        const at = patternIndex(column, row);
        values[i * width + k] = data[at]!;
        there[i * width + k] = mask[at]!;
        valid += mask[at]!;
      });
    }
    const level = this.#level(this.overviews);
    return { width, height, dtype, data: values, mask: there, valid, level };
  }
}
