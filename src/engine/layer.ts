import { Display } from '../compose/display.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Node } from '../expression/nodes.ts';
import { asBestpixelError, BestpixelError, isAbort, type Position } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Aspect } from './aspect.ts';
import type { BandBook } from './band-book.ts';
import type { ListingState, Listing } from './listing.ts';
import { prepareLayer, type PreparedLayer } from './prepared.ts';
import { sameRecipe } from './same-recipe.ts';
import type { TileEntry } from './tile-entry.ts';

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
  /** What it shows of its image: 'pixels' unless given. */
  readonly aspect?: Aspect;
  /** Where a script adds it: its errors tell. */
  readonly at?: Position;
}

/** A spec with nothing left open. */
export interface LayerFields {
  readonly id: string;
  readonly name: string;
  readonly node: Node;
  readonly visParams: VisParams;
  readonly shown: boolean;
  readonly opacity: number;
  readonly aspect: Aspect;
  readonly at: Position | null;
}

/** @throws BestpixelError 'bad-input' where there is no image. */
export function fieldsOf(spec: LayerSpec, index: number): LayerFields {
  const { id = `layer-${index + 1}`, name = `Layer ${index + 1}`, shown = true, visParams = {} } = spec;
  const { opacity = 1, aspect = 'pixels', at = null } = spec;
  return { id, name, node: nodeOf(spec), visParams, shown, opacity: clamp(opacity), aspect, at };
}

/** What a layer is made of, in steps: its scenes are listed, then (once shown) its bands are prepared. */
export class Layer {
  readonly id: string;
  prepared: PreparedLayer | null = null;
  /** Why it cannot be drawn. Where only a list failed, the picture stays. */
  error: BestpixelError | null = null;
  /** What its scenes come from. */
  listings: readonly Listing[] = [];
  /** By `keyOf` their ids. */
  readonly tiles = new Map<string, TileEntry>();
  readonly #removed = new AbortController();
  #fields: LayerFields;
  #recipe: Recipe | null = null;
  /** False while the recipe is that of an expression from before. */
  #isResolved = false;
  #display: Display | null = null;
  #preparing: AbortController | null = null;
  #stale = false;
  readonly #onChange: () => void;

  constructor(fields: LayerFields, onChange: () => void) {
    this.id = fields.id;
    this.#fields = fields;
    this.#onChange = onChange;
  }

  /** Becomes another layer of the same id. Its picture stays until what is new has been composed. */
  update(fields: LayerFields): void {
    const { visParams } = this.#fields;
    this.#fields = fields;
    this.#isResolved = false;
    this.error = null;
    if (JSON.stringify(visParams) !== JSON.stringify(fields.visParams)) this.renew();
  }

  get name(): string {
    return this.#fields.name;
  }

  get node(): Node {
    return this.#fields.node;
  }

  get aspect(): Aspect {
    return this.#fields.aspect;
  }

  get shown(): boolean {
    return this.#fields.shown;
  }

  set shown(shown: boolean) {
    if (shown === this.shown) return;
    this.#fields = { ...this.#fields, shown };
    this.#onChange();
  }

  /** 0 … 1 */
  get opacity(): number {
    return this.#fields.opacity;
  }

  set opacity(opacity: number) {
    this.#fields = { ...this.#fields, opacity: clamp(opacity) };
    this.#onChange();
  }

  get visParams(): VisParams {
    return this.#fields.visParams;
  }

  /** Stretch, gamma and palette redraw what is there; other bands compose anew. */
  set visParams(visParams: VisParams) {
    this.#fields = { ...this.#fields, visParams };
    this.renew();
    this.#onChange();
  }

  /** Prepares again at the next occasion: what it is made from has changed, or may answer now. */
  renew(): void {
    this.#stale = true;
    this.#preparing?.abort();
    this.#preparing = null;
    if (this.recipe) this.error = null;
  }

  /** Composes these tiles again; their pictures stay meanwhile. Gives whether there is any. */
  renewTiles(which: (tile: TileEntry) => boolean): boolean {
    const chosen = [...this.tiles.values()].filter(which);
    for (const tile of chosen) tile.renew();
    return chosen.length > 0;
  }

  /** True when `prepared` is what the recipe and the visualisation parameters ask for. */
  get isPrepared(): boolean {
    return this.prepared !== null && this.#isResolved && !this.#stale;
  }

  /** What there is to compose; null while scenes are listed for the present expression. */
  get recipe(): Recipe | null {
    return this.#isResolved ? this.#recipe : null;
  }

  /** Takes what its expression gives. Where that is what it gave before, nothing is prepared or composed again. */
  resolve(recipe: Recipe): void {
    const before = this.#recipe;
    this.#recipe = recipe;
    this.#isResolved = true;
    if (recipe.list.scenes.length === 0) {
      this.prepared = null;
      this.release();
    }
    if (!before || !sameRecipe(before, recipe)) this.#outdate();
  }

  /** Where a script adds it; null: none does. */
  get at(): Position | null {
    return this.#fields.at;
  }

  /** Why it cannot be drawn or listed, with its place in a script; null: it can. */
  get failure(): BestpixelError | null {
    const error = this.error ?? this.listings.find(({ error }) => error)?.error ?? null;
    return error && this.at ? error.from(this.at) : error;
  }

  /** Aborts once the layer is removed. */
  get removed(): AbortSignal {
    return this.#removed.signal;
  }

  /** Of the lists that its scenes come from: the worst. */
  get listing(): ListingState {
    const states = new Set(this.listings.map(({ state }) => state));
    return order.find((state) => states.has(state)) ?? 'ready';
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
    const { name, at } = this.#fields;
    const known = asBestpixelError(error, 'bad-input', { where: name });
    this.error = at ? known.at(name).from(at) : known;
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
    this.error = new BestpixelError('disposed', 'the layer was removed', { where: this.name });
    this.#removed.abort(this.error);
    this.release();
  }

  #outdate(): void {
    this.#preparing?.abort();
    this.#preparing = null;
    this.#stale = this.prepared !== null;
    this.error = null;
  }

  async #prepareFor(job: AbortController, book: BandBook, recipe: Recipe): Promise<void> {
    try {
      const { visParams } = this;
      const prepared = await prepareLayer(book, { recipe, visParams, signal: job.signal });
      if (this.#preparing !== job) return;
      this.#dropDisplay();
      this.#stale = false;
      // Tiles follow where they are wanted, and keep the pixels that are the same.
      this.prepared = prepared;
    } catch (error) {
      if (this.#preparing !== job || isAbort(error)) return;
      this.fail(error);
    }
    this.#preparing = null;
    this.#onChange();
  }

  #dropDisplay(): void {
    this.#display?.dispose();
    this.#display = null;
  }
}

/** The worst first. */
const order: readonly ListingState[] = ['failed', 'too-wide', 'loading'];

function clamp(opacity: number): number {
  return Number.isFinite(opacity) ? Math.min(Math.max(opacity, 0), 1) : 1;
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
