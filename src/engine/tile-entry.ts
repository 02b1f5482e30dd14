import { isAbort } from '../errors.ts';
import { isBusy, isFinal, next, type TileEvent, type TileState } from '../tiles/tile-state.ts';
import { tileBounds, tileGrid } from '../grid/tile.ts';
import type { TileId } from '../grid/grid.ts';
import { candidatesWithin } from './candidates.ts';
import type { ComposeContext } from './context.ts';
import { Mosaic } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';

/** A mosaic under way. It is freed by whoever ends it: the tile takes it over once it is whole. */
interface Job {
  readonly control: AbortController;
  readonly mosaic: Mosaic;
}

/** One tile of one layer. Owns its mosaic. */
export class TileEntry {
  readonly id: TileId;
  readonly size: number;
  /** Indices of scenes whose footprint meets the tile. */
  readonly candidates: readonly number[];
  /** Why it failed as a whole; scenes that fail are the mosaic's. */
  error: unknown = null;
  /** Counts frames: when it was last in the view. */
  lastWanted = 0;
  #state: TileState = 'wanted';
  #mosaic: Mosaic | null = null;
  #job: Job | null = null;

  constructor(layer: PreparedLayer, id: TileId, size: number) {
    this.id = id;
    this.size = size;
    this.candidates = candidatesWithin(layer.recipe.list, tileBounds(id));
    this.#reset();
  }

  /** What there is to draw, whole or in part. */
  get mosaic(): Mosaic | null {
    return this.#mosaic;
  }

  /** Of the GPU. */
  get bytes(): number {
    return this.#mosaic?.bytes ?? 0;
  }

  get state(): TileState {
    return this.#state;
  }

  get isFinal(): boolean {
    return isFinal(this.#state);
  }

  get isBusy(): boolean {
    return isBusy(this.#state);
  }

  /** True where some scene or the whole tile could not be read. */
  get hasFailures(): boolean {
    return this.#state === 'failed' || (this.#mosaic?.failures.size ?? 0) > 0;
  }

  start(context: ComposeContext, layer: PreparedLayer, onProgress: () => void): void {
    const control = new AbortController();
    const mosaic = new Mosaic(context, {
      recipe: layer.recipe,
      centre: layer.centre,
      grid: tileGrid(this.id, this.size),
      candidates: this.candidates,
      signal: control.signal,
      onProgress: () => {
        if (this.#job === job) this.#step('pixels');
        onProgress();
      },
    });
    const job = { control, mosaic };
    // A picture from before stays until there is a whole new one.
    const before = this.#mosaic;
    this.#mosaic ??= mosaic;
    this.#job = job;
    this.error = null;
    this.#step('begin');
    const end = (event: TileEvent, error: unknown): void => {
      if (this.#job !== job) {
        mosaic.dispose();
        return;
      }
      this.#job = null;
      this.error = error;
      this.#step(event);
      if (before && event === 'finish') this.#mosaic = mosaic;
      if (before) (event === 'finish' ? before : mosaic).dispose();
      onProgress();
    };
    mosaic.compose().then(
      () => end('finish', null),
      (error: unknown) => end(isAbort(error) ? 'reset' : 'fail', error),
    );
  }

  /** Ends it without trying: there is no way to compose it now. */
  fail(error: unknown): void {
    this.#step('begin');
    this.#step('fail');
    this.error = error;
  }

  /** Composes again at the next occasion; the present picture stays meanwhile. */
  renew(): void {
    this.#stop();
    this.#reset();
  }

  /** Stops what runs and frees the pixels. */
  dispose(): void {
    this.#stop();
    this.#mosaic?.dispose();
    this.#mosaic = null;
  }

  #step(event: TileEvent): void {
    this.#state = next(this.#state, event);
  }

  /** Where no scene reaches, nothing is to be done. */
  #reset(): void {
    this.#step('reset');
    if (this.candidates.length > 0) return;
    this.#step('begin');
    this.#step('finish');
  }

  /** A running job frees its own mosaic once it has stopped. */
  #stop(): void {
    const job = this.#job;
    this.#job = null;
    job?.control.abort();
    if (job && this.#mosaic === job.mosaic) this.#mosaic = null;
  }
}
