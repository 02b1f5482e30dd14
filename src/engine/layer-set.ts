import { queriesOf } from '../compose/queries.ts';
import { type Lists, resolveLayer } from '../compose/resolve.ts';
import type { Recipe } from '../compose/recipe.ts';
import { BestpixelError } from '../errors.ts';
import type { Node } from '../expression/nodes.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { orAbort } from '../net/abort.ts';
import { queryKey, type SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { areaOf } from './area.ts';
import { aspectOf } from './aspect.ts';
import { fieldsOf, Layer, type LayerSpec } from './layer.ts';
import { listedFor, Listing, type LoadScenes } from './listing.ts';
import type { View } from './view.ts';

interface LayerSetOptions {
  readonly load: LoadScenes;
  /** There is something new to tell, and perhaps to begin. */
  readonly onChange: () => void;
  /** A layer cannot be drawn. */
  readonly onFail: (layer: Layer, error: unknown) => void;
  readonly onError: (error: unknown) => void;
}

const world: LngLatBounds = { west: -180, south: -90, east: 180, north: 90 };

/** The layers and the lists of scenes that they share: one of each query. Lists are asked for from the first look on. */
export class LayerSet {
  readonly #options: LayerSetOptions;
  #layers: readonly Layer[] = [];
  readonly #listings = new Map<string, Listing>();
  readonly #recipes = new WeakMap<Node, { readonly lists: readonly SceneList[]; readonly recipe: Recipe }>();
  #view: View | null = null;

  constructor(options: LayerSetOptions) {
    this.#options = options;
  }

  get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** Those that have come, in order of first use. */
  get lists(): SceneList[] {
    const used = new Set(this.#layers.flatMap(({ listings }) => listings));
    return [...used].flatMap(({ list }) => list ?? []);
  }

  /** The list that a query's layers compose; null before it has come. */
  listOf(query: SceneQuery): SceneList | null {
    return this.#listings.get(queryKey(query))?.list ?? null;
  }

  /**
   * Replaces the layers. One whose id is there already stays the same, and keeps the pixels that come out the same.
   * @throws BestpixelError 'bad-input'; then nothing has changed
   */
  set(specs: readonly LayerSpec[]): void {
    const fields = specs.map(fieldsOf);
    const ids = new Set(fields.map(({ id }) => id));
    if (ids.size < fields.length) throw new BestpixelError('bad-input', 'two layers have the same id');
    const present = new Map(this.#layers.map((layer) => [layer.id, layer]));
    this.#layers = fields.map((each) => {
      const layer = present.get(each.id);
      layer?.update(each);
      return layer ?? new Layer(each, this.#options.onChange);
    });
    for (const [id, layer] of present) if (!ids.has(id)) layer.dispose();
    for (const layer of this.#layers) this.#list(layer);
    this.#dropUnused();
    this.#relook();
    for (const layer of this.#layers) this.resolve(layer);
  }

  /** Lists anew where the view has left what lists cover. */
  look(view: View): void {
    this.#view = view;
    const area = areaOf(view);
    for (const listing of this.#listings.values()) listing.look(area);
  }

  /** What sources answer may have changed: all are asked again. */
  outdate(): void {
    for (const listing of this.#listings.values()) listing.outdate();
    this.#relook();
  }

  /** Asks again for lists that failed. */
  retry(): void {
    for (const listing of this.#listings.values()) listing.retry();
    this.#relook();
  }

  /** Gives a layer its recipe as soon as its lists are there. */
  resolve(layer: Layer): void {
    if (layer.error) return;
    try {
      const image = this.imageOf(layer);
      if (image) layer.resolve(aspectOf(image, layer.aspect));
    } catch (error) {
      this.#options.onFail(layer, error);
    }
  }

  /**
   * What a layer composes within bounds, by lists that are whole there: the layer's own, else others that are asked for.
   * Null: anywhere. Rejects as loading and resolving do, and as 'disposed' once the layer is removed.
   */
  async recipeFor(layer: Layer, bounds: LngLatBounds | null, signal?: AbortSignal): Promise<Recipe> {
    layer.removed.throwIfAborted();
    const ended = signal ? AbortSignal.any([signal, layer.removed]) : layer.removed;
    const queries = queriesOf(layer.node);
    const lists = this.#listsWithin(queries, bounds, ended);
    const own = lists.every((list) => !(list instanceof Promise));
    if (own && layer.recipe) return layer.recipe;
    const whole = await orAbort(Promise.all(lists), ended);
    return aspectOf(this.#resolved(layer.node, queries, whole), layer.aspect);
  }

  /**
   * What a layer's image composes, whatever aspect of it is shown; null while its scenes are listed.
   * @throws as resolving does
   */
  imageOf({ node, listings }: Layer): Recipe | null {
    const lists = listings.map((listing) => listing.listWithin(null));
    if (!lists.every((list) => list !== null)) return null;
    const queries = listings.map(({ query }) => query);
    return this.#resolved(node, queries, lists);
  }

  /** What queries give, whole within bounds (null: anywhere): the layers' lists where they are, else others. */
  async listsFor(
    queries: readonly SceneQuery[],
    bounds: LngLatBounds | null,
    signal: AbortSignal,
  ): Promise<Lists> {
    return byQuery(queries, await orAbort(Promise.all(this.#listsWithin(queries, bounds, signal)), signal));
  }

  dispose(): void {
    for (const layer of this.#layers) layer.dispose();
    for (const listing of this.#listings.values()) listing.dispose();
  }

  #listsWithin(
    queries: readonly SceneQuery[],
    bounds: LngLatBounds | null,
    signal: AbortSignal,
  ): (SceneList | Promise<SceneList>)[] {
    return queries.map(
      (query) =>
        this.#listings.get(queryKey(query))?.listWithin(bounds ?? world) ?? this.#load(query, bounds, signal),
    );
  }

  /** The same for all layers of one image, so that what they have in common is read and composed once. */
  #resolved(node: Node, queries: readonly SceneQuery[], lists: readonly SceneList[]): Recipe {
    const known = this.#recipes.get(node);
    if (known?.lists.length === lists.length && known.lists.every((list, i) => list === lists[i])) {
      return known.recipe;
    }
    const recipe = resolveLayer(node, byQuery(queries, lists));
    this.#recipes.set(node, { lists, recipe });
    return recipe;
  }

  async #load(query: SceneQuery, area: LngLatBounds | null, signal: AbortSignal): Promise<SceneList> {
    return listedFor(await this.#options.load(query, { area, signal }), area);
  }

  #list(layer: Layer): void {
    layer.listings = [];
    try {
      layer.listings = queriesOf(layer.node).map((query) => {
        const key = queryKey(query);
        const { load } = this.#options;
        const listing = this.#listings.get(key) ?? new Listing(query, { load, onChange: this.#onListing });
        this.#listings.set(key, listing);
        return listing;
      });
    } catch (error) {
      this.#options.onFail(layer, error);
    }
  }

  #dropUnused(): void {
    const used = new Set(this.#layers.flatMap(({ listings }) => listings));
    for (const [key, listing] of this.#listings) {
      if (used.has(listing)) continue;
      this.#listings.delete(key);
      listing.dispose();
    }
  }

  #relook(): void {
    if (this.#view) this.look(this.#view);
  }

  readonly #onListing = (listing: Listing): void => {
    if (listing.error) this.#options.onError(listing.error);
    // The view may have moved while it was asked for.
    if (this.#view) listing.look(areaOf(this.#view));
    for (const layer of this.#layers) if (layer.listings.includes(listing)) this.resolve(layer);
    this.#options.onChange();
  };
}

function byQuery(queries: readonly SceneQuery[], lists: readonly SceneList[]): Lists {
  return new Map(queries.map((query, i) => [queryKey(query), lists[i]!]));
}
