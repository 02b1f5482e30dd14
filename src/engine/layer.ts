import { Display } from '../compose/display.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Node } from '../expression/nodes.ts';
import { asBestpixelError, BestpixelError, isAbort } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { BandBook } from './band-book.ts';
import { prepareLayer, type PreparedLayer } from './prepared.ts';
import type { TileEntry } from './tile-entry.ts';
import { Waiters } from './waiters.ts';

/** What `Map.addLayer` takes. */
export interface LayerSpec {
  /** Unique; made from the position unless given. */
  readonly id?: string;
  readonly name?: string;
  /** An image or a collection; a collection is drawn as its mosaic. */
  readonly image: { readonly node: Node } | Node;
  readonly visParams?: VisParams;
  readonly shown?: boolean;
  readonly opacity?: number;
}

/** What a layer is made of, in steps: its scenes are loaded, then (once shown) its bands are prepared. */
export class Layer {
  readonly id: string;
  readonly name: string;
  readonly node: Node;
  prepared: PreparedLayer | null = null;
  error: BestpixelError | null = null;
  /** By `keyOf` their ids. */
  readonly tiles = new Map<string, TileEntry>();
  #shown: boolean;
  #opacity: number;
  #visParams: VisParams;
  #recipe: Recipe | null = null;
  readonly #resolved = new Waiters<Recipe>(() => this.#recipe);
  #display: Display | null = null;
  #preparing: AbortController | null = null;
  #stale = false;
  readonly #onChange: () => void;

  constructor(spec: LayerSpec, index: number, onChange: () => void) {
    this.id = spec.id ?? `layer-${index + 1}`;
    this.name = spec.name ?? `Layer ${index + 1}`;
    this.node = nodeOf(spec);
    this.#shown = spec.shown ?? true;
    this.#opacity = clamp(spec.opacity ?? 1);
    this.#visParams = spec.visParams ?? {};
    this.#onChange = onChange;
  }

  get shown(): boolean {
    return this.#shown;
  }

  set shown(shown: boolean) {
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#onChange();
  }

  /** 0 … 1 */
  get opacity(): number {
    return this.#opacity;
  }

  set opacity(opacity: number) {
    this.#opacity = clamp(opacity);
    this.#onChange();
  }

  get visParams(): VisParams {
    return this.#visParams;
  }

  /** Stretch, gamma and palette redraw what is there; other bands compose anew. */
  set visParams(visParams: VisParams) {
    this.#visParams = visParams;
    this.renew();
    this.#onChange();
  }

  /** Prepares again at the next occasion: what it is made from has changed, or may answer now. */
  renew(): void {
    this.#stale = true;
    this.#preparing?.abort();
    this.#preparing = null;
    if (this.#recipe) this.error = null;
  }

  /** True when `prepared` is what the recipe and the visualisation parameters ask for. */
  get isPrepared(): boolean {
    return this.prepared !== null && !this.#stale;
  }

  /** What there is to compose; null while collections load. */
  get recipe(): Recipe | null {
    return this.#recipe;
  }

  resolve(recipe: Recipe): void {
    this.#recipe = recipe;
    this.#resolved.check();
  }

  /** The recipe once there is one. Rejects with the layer's error. */
  async resolved(signal?: AbortSignal): Promise<Recipe> {
    if (this.#recipe) return this.#recipe;
    if (this.error) throw this.error;
    return this.#resolved.wait(signal);
  }

  /** Prepares in the background; `onChange` tells when done. Needs the recipe, and a scene. */
  prepare(book: BandBook): void {
    if (this.isPrepared || this.error || this.#preparing || !this.recipe) return;
    if (this.recipe.list.scenes.length === 0) return;
    const job = new AbortController();
    this.#preparing = job;
    void this.#prepareFor(job, book, this.recipe);
  }

  fail(error: unknown): void {
    this.error = asBestpixelError(error, 'bad-input', { where: this.name });
    this.#resolved.rejectAll(this.error);
  }

  /** The style on the GPU; made when first asked for. */
  display(gpu: Gpu): Display | null {
    if (!this.prepared) return null;
    this.#display ??= new Display(gpu, this.prepared.style);
    return this.#display;
  }

  /** Frees all that is on the GPU; the layer composes anew when asked. */
  release(): void {
    for (const tile of this.tiles.values()) tile.dispose();
    this.tiles.clear();
    this.#dropDisplay();
  }

  dispose(): void {
    this.#preparing?.abort();
    this.#preparing = null;
    this.fail(new BestpixelError('disposed', 'the layer was removed', { where: this.name }));
    this.release();
  }

  async #prepareFor(job: AbortController, book: BandBook, recipe: Recipe): Promise<void> {
    try {
      const prepared = await prepareLayer(book, { recipe, visParams: this.#visParams, signal: job.signal });
      if (this.#preparing !== job) return;
      this.#adopt(prepared);
    } catch (error) {
      if (this.#preparing !== job || isAbort(error)) return;
      this.fail(error);
    }
    this.#preparing = null;
    this.#onChange();
  }

  #adopt(prepared: PreparedLayer): void {
    const before = this.prepared;
    this.#dropDisplay();
    this.#stale = false;
    this.prepared = prepared;
    // Tiles keep their pixels when only the style is new.
    if (!before || !sameBands(before.recipe, prepared.recipe)) this.release();
  }

  #dropDisplay(): void {
    this.#display?.dispose();
    this.#display = null;
  }
}

function clamp(opacity: number): number {
  return Number.isFinite(opacity) ? Math.min(Math.max(opacity, 0), 1) : 1;
}

function sameBands(a: Recipe, b: Recipe): boolean {
  const names = ({ selections }: Recipe): string =>
    JSON.stringify(selections.map(({ bands }) => bands.map(({ name }) => name)));
  return a.list === b.list && names(a) === names(b);
}

function nodeOf({ image, name }: LayerSpec): Node {
  const node =
    typeof image === 'object' && image !== null ? ('kind' in image ? image : image.node) : undefined;
  if (node) return node;
  throw new BestpixelError('bad-input', 'a layer needs an image or a collection', {
    where: name,
    remedy: 'Give `image` as ee.Image or ee.ImageCollection, or as the tree of one.',
  });
}
