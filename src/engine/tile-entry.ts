import { isAbort } from '../errors.ts';
import { isAcquisition, leafScenes } from '../compose/leaf-scenes.ts';
import { isBusy, isFinal, next, type TileEvent, type TileState } from '../tiles/tile-state.ts';
import { tileBounds, tileGrid } from '../grid/tile.ts';
import type { TileId } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import { type Files, takesOneOf } from './band-book.ts';
import { candidatesWithin } from './candidates.ts';
import type { ComposeContext } from './context.ts';
import { Mosaic } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';
import { samePlace, sameRecipe } from './same-recipe.ts';

/** A mosaic under way. It is freed by whoever ends it: the tile takes it over once it is whole. */
interface Job {
  readonly control: AbortController;
  readonly picture: Picture;
}

/** A mosaic, and the scenes that its indices count. */
interface Picture {
  readonly mosaic: Mosaic;
  readonly scenes: readonly Scene[];
}

/** One tile of one layer. Owns its mosaic. */
export class TileEntry {
  readonly id: TileId;
  readonly size: number;
  /** Why it failed as a whole; scenes that fail are the mosaic's. */
  error: unknown = null;
  /** Counts frames: when it was last in the view. */
  lastWanted = 0;
  #layer: PreparedLayer;
  #candidates: readonly number[];
  #leaves: readonly number[];
  #state: TileState = 'wanted';
  #picture: Picture | null = null;
  #job: Job | null = null;

  constructor(layer: PreparedLayer, id: TileId, size: number) {
    this.id = id;
    this.size = size;
    this.#layer = layer;
    this.#candidates = candidatesWithin(layer.recipe.list, tileBounds(id));
    this.#leaves = this.#meeting();
    this.#reset();
  }

  /** What it is composed from. */
  get layer(): PreparedLayer {
    return this.#layer;
  }

  /** Indices, in the layer's list, of scenes whose footprint meets the tile. */
  get candidates(): readonly number[] {
    return this.#candidates;
  }

  /** Indices, among the `leafScenes` of the layer's recipe, of acquisitions whose footprint meets the tile. */
  get leaves(): readonly number[] {
    return this.#leaves;
  }

  /** What there is to draw, whole or in part, perhaps from a list or an expression before. */
  get mosaic(): Mosaic | null {
    return this.#picture?.mosaic ?? null;
  }

  /** The acquisitions that the picture is made of so far. */
  get winners(): Scene[] {
    if (!this.#picture) return [];
    const { mosaic, scenes } = this.#picture;
    const own = [...mosaic.winners].map((index) => scenes[index]!);
    return mosaic.behind ? [...new Set([...own.filter(isAcquisition), ...mosaic.behind])] : own;
  }

  /** Of the GPU. */
  get bytes(): number {
    const apart = this.#job?.picture !== this.#picture;
    return (this.mosaic?.bytes ?? 0) + (apart ? this.bytesOfJob : 0);
  }

  /** Of the GPU, by what is composed now. */
  get bytesOfJob(): number {
    return this.#job?.picture.mosaic.bytes ?? 0;
  }

  get state(): TileState {
    return this.#state;
  }

  get isFinal(): boolean {
    return isFinal(this.#state);
  }

  /** True where the picture is of what the layer was before, and what it is now is still to be composed. */
  get isBehind(): boolean {
    return this.#picture !== null && !this.isFinal && this.#job?.picture !== this.#picture;
  }

  get isBusy(): boolean {
    return isBusy(this.#state);
  }

  /** True where some scene or the whole tile could not be read. */
  get hasFailures(): boolean {
    return this.#state === 'failed' || (this.mosaic?.failures.size ?? 0) > 0;
  }

  /** True where a scene whose footprint meets the tile takes one of the files. */
  takesOneOf(files: Files): boolean {
    const scenes = leafScenes(this.#layer.recipe);
    return this.#leaves.some((index) => takesOneOf(files, scenes[index]!));
  }

  /** Is made of what the layer is now. Pixels stay where they come out the same; else they are composed anew. */
  follow(layer: PreparedLayer): void {
    const before = this.#layer;
    if (layer === before) return;
    const [{ list }, { list: known }] = [layer.recipe, before.recipe];
    const candidates = new Map([[known, this.#candidates]]);
    const bounds = tileBounds(this.id);
    this.#layer = layer;
    if (list !== known) candidates.set(list, (this.#candidates = candidatesWithin(list, bounds)));
    this.#leaves = this.#meeting();
    if (!samePlace(layer.centre, before.centre)) return this.#replace();
    if (!sameRecipe(before.recipe, layer.recipe, { bounds, candidates })) this.#replace();
  }

  start(context: ComposeContext, onProgress: () => void): void {
    const control = new AbortController();
    const { recipe, centre } = this.#layer;
    const mosaic = new Mosaic(context, {
      recipe,
      centre,
      grid: tileGrid(this.id, this.size),
      candidates: this.#candidates,
      signal: control.signal,
      onProgress: () => {
        if (this.#job === job) this.#step('pixels');
        onProgress();
      },
    });
    const picture = { mosaic, scenes: recipe.list.scenes };
    const job = { control, picture };
    // A picture from before stays until there is a whole new one.
    this.#picture ??= picture;
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
      this.#settle(picture, event === 'finish');
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
    this.dropPicture();
  }

  /** Frees the picture from before; what is under way stays. */
  dropPicture(): void {
    const picture = this.#picture;
    if (!picture || picture === this.#job?.picture) return;
    picture.mosaic.dispose();
    this.#picture = this.#job?.picture ?? null;
  }

  #meeting(): readonly number[] {
    const { recipe } = this.#layer;
    const scenes = leafScenes(recipe);
    return scenes === recipe.list.scenes
      ? this.#candidates
      : candidatesWithin({ ...recipe.list, scenes }, tileBounds(this.id));
  }

  /** The pixels are not what the layer is any more. They stay as long as its style can show them. */
  #replace(): void {
    this.renew();
    const bands = new Set(
      this.mosaic?.parts.flatMap(({ selection }) => selection.bands.map(({ name }) => name)),
    );
    if (!this.#layer.style.bands.every((band) => bands.has(band))) this.dropPicture();
  }

  #settle(picture: Picture, whole: boolean): void {
    const before = this.#picture;
    if (before === picture || !before) return;
    (whole ? before : picture).mosaic.dispose();
    if (whole) this.#picture = picture;
  }

  #step(event: TileEvent): void {
    this.#state = next(this.#state, event);
  }

  /** Where no scene reaches, nothing is to be done. */
  #reset(): void {
    this.#step('reset');
    if (this.#candidates.length > 0) return;
    this.dropPicture();
    this.#step('begin');
    this.#step('finish');
  }

  /** A running job frees its own mosaic once it has stopped. */
  #stop(): void {
    const job = this.#job;
    this.#job = null;
    job?.control.abort();
    if (job && this.#picture === job.picture) this.#picture = null;
  }
}
