import { isAbort } from '../errors.ts';
import { tileGrid } from '../grid/tile.ts';
import type { TileId } from '../grid/grid.ts';
import { candidatesOn } from './candidates.ts';
import type { ComposeContext } from './context.ts';
import { Mosaic } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';

/** wanted → reading → ready | failed; a lost context or a retry makes it wanted again. */
export type TileState = 'wanted' | 'reading' | 'ready' | 'failed';

/** One tile of one layer. Owns its mosaic. */
export class TileEntry {
  readonly id: TileId;
  readonly size: number;
  /** Indices of scenes whose footprint meets the tile. */
  readonly candidates: readonly number[];
  state: TileState = 'wanted';
  /** Why it failed as a whole; scenes that fail are the mosaic's. */
  error: unknown = null;
  /** Counts frames: when it was last in the view. */
  lastWanted = 0;
  #mosaic: Mosaic | null = null;
  #job: AbortController | null = null;

  constructor(layer: PreparedLayer, id: TileId, size: number) {
    this.id = id;
    this.size = size;
    this.candidates = candidatesOn(layer.recipe.list, tileGrid(id, size));
    if (this.candidates.length === 0) this.state = 'ready';
  }

  /** What there is to draw, whole or in part. */
  get mosaic(): Mosaic | null {
    return this.#mosaic;
  }

  get isFinal(): boolean {
    return this.state === 'ready' || this.state === 'failed';
  }

  /** True where some scene or the whole tile could not be read. */
  get hasFailures(): boolean {
    return this.state === 'failed' || (this.#mosaic?.failures.size ?? 0) > 0;
  }

  start(context: ComposeContext, layer: PreparedLayer, onProgress: () => void): void {
    const job = new AbortController();
    const mosaic = new Mosaic(context, {
      recipe: layer.recipe,
      centre: layer.centre,
      grid: tileGrid(this.id, this.size),
      candidates: this.candidates,
      signal: job.signal,
      onProgress,
    });
    const before = this.#mosaic;
    this.#job = job;
    this.state = 'reading';
    this.error = null;
    if (!before) this.#mosaic = mosaic;
    const settle = (state: TileState, error: unknown): void => {
      if (this.#job !== job) {
        mosaic.dispose();
        return;
      }
      this.#job = null;
      this.state = state;
      this.error = error;
      // The picture from before stays until there is a whole one.
      if (before && state === 'ready') {
        before.dispose();
        this.#mosaic = mosaic;
      } else if (before) mosaic.dispose();
      onProgress();
    };
    mosaic.compose().then(
      () => settle('ready', null),
      (error: unknown) => settle(isAbort(error) ? 'wanted' : 'failed', error),
    );
  }

  /** Ends it without trying: there is no way to compose it now. */
  fail(error: unknown): void {
    this.state = 'failed';
    this.error = error;
  }

  /** Composes again at the next occasion; the present picture stays meanwhile. */
  renew(): void {
    this.#stop();
    this.state = this.candidates.length === 0 ? 'ready' : 'wanted';
  }

  /** Stops what runs and frees the pixels. */
  dispose(): void {
    this.#stop();
    this.#mosaic?.dispose();
    this.#mosaic = null;
  }

  /** A running job frees its own mosaic once it has stopped. */
  #stop(): void {
    const job = this.#job;
    this.#job = null;
    job?.abort();
    if (job && this.#mosaic && !this.#mosaic.complete) this.#mosaic = null;
  }
}
