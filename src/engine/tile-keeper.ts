import type { Budget } from '../budget.ts';
import { leafLists, leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import { BestpixelError } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { tileBounds, tileGrid } from '../grid/tile.ts';
import { groundPixelSize } from '../grid/ground.ts';
import { toEvict } from '../tiles/eviction.ts';
import { centreFirst } from '../tiles/order.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { holdsArea } from './area.ts';
import type { BandBook } from './band-book.ts';
import type { ComposeContext } from './context.ts';
import type { Layer } from './layer.ts';
import type { PreparedLayer } from './prepared.ts';
import type { StackStore } from './stack-store.ts';
import { TileEntry } from './tile-entry.ts';
import { needOfTile, type Need } from './tile-need.ts';
import { distinctTiles, emptyView, type View } from './view.ts';

/** Tiles composed at once: enough for a whole small view, as its tiles often share blocks; the middle begins first. */
export const jobsAtOnce = 16;
/** Footprints that one update tests at most, a single tile's excepted: some ten milliseconds' worth. */
const testsAtOnce = 20_000;

export interface ViewLimits {
  readonly sceneBudget: number;
}

interface Occasion {
  readonly view: View;
  readonly layers: readonly Layer[];
  readonly book: BandBook;
  readonly context: ComposeContext;
}

/** Decides which tiles are composed, stopped and freed. */
export class TileKeeper {
  readonly limits: ViewLimits;
  readonly #budget: Budget;
  readonly #onChange: () => void;
  #frame = 0;
  #tileSize = 0;
  #testsLeft = 0;
  #view: View = emptyView;

  constructor(options: {
    readonly budget: Budget;
    readonly sceneBudget: number;
    readonly onChange: () => void;
  }) {
    this.#budget = options.budget;
    this.limits = { sceneBudget: options.sceneBudget };
    this.#onChange = options.onChange;
  }

  update({ view, layers, book, context }: Occasion): void {
    this.#frame++;
    this.#view = view;
    const resized = view.tileSize !== this.#tileSize;
    this.#tileSize = view.tileSize;
    const waiting: TileEntry[] = [];
    this.#testsLeft = testsAtOnce;
    for (const layer of layers.toReversed()) {
      if (resized) layer.release();
      if (layer.shown) layer.prepare(book);
      const tiles = layer.shown ? this.#wanted(layer, view) : [];
      for (const tile of tiles) if (tile.state === 'wanted') waiting.push(tile);
      this.#stopUnwanted(layer);
    }
    this.#start(waiting, { view, layers, book, context });
    this.makeRoom(0, { layers, stacks: context.stacks });
    if (this.#testsLeft < 0) this.#onChange();
  }

  /** The view's tiles of a layer that can be composed, made where they are new. */
  #wanted(layer: Layer, view: View): TileEntry[] {
    const { prepared } = layer;
    if (!prepared || layer.listing === 'too-wide' || !isFineEnough(prepared, view)) return [];
    const covers = layer.recipe ? coversOf(layer.recipe) : [];
    const tiles = centreFirst(distinctTiles(view), view.center).flatMap((id) => {
      let tile = layer.tiles.get(keyOf(id));
      if (tile) tile.lastWanted = this.#frame;
      // What is there stays, and nothing begins, before it is known what the layer is to be.
      if (!layer.isPrepared || !covers.every((area) => holdsArea(area, tileBounds(id)))) return [];
      if (tile?.layer !== prepared) {
        if (this.#testsLeft < 0) return [];
        this.#testsLeft -= leafScenes(prepared.recipe).length;
        if (tile) tile.follow(prepared);
        else layer.tiles.set(keyOf(id), (tile = new TileEntry(prepared, id, view.tileSize)));
        tile.lastWanted = this.#frame;
      }
      // There may be room by now.
      if (isOutOfBudget(tile.error)) tile.renew();
      return [tile];
    });
    return haveTooManyScenes(tiles, this.limits) ? [] : tiles;
  }

  #stopUnwanted(layer: Layer): void {
    for (const [key, tile] of layer.tiles) {
      if (tile.isFinal || tile.lastWanted === this.#frame) continue;
      layer.tiles.delete(key);
      tile.dispose();
    }
  }

  #start(waiting: readonly TileEntry[], { view, layers, context }: Occasion): void {
    const { stacks, layersPerArray } = context;
    const needOf = (tile: TileEntry): Need => needOfTile(tile.layer, { size: view.tileSize, layersPerArray });
    const fits = (bytes: number): boolean => {
      this.makeRoom(bytes, { layers, stacks });
      return this.#budget.held + bytes <= this.#budget.limit;
    };
    let [jobs, claimed] = [0, 0];
    for (const { tiles } of layers) {
      for (const tile of tiles.values()) {
        if (!tile.isBusy) continue;
        jobs++;
        claimed += Math.max(0, needOf(tile).most - tile.bytesOfJob);
      }
    }
    for (const tile of waiting) {
      if (jobs >= jobsAtOnce) return;
      const { most, lasting } = needOf(tile);
      // One job at a time goes on in whatever room its result fits, if need be in place of the picture from before.
      if (jobs > 0 && !fits(claimed + most)) return;
      if (jobs === 0 && !fits(lasting)) tile.dropPicture();
      if (jobs > 0 || fits(lasting)) {
        tile.start(context, this.#onChange);
        jobs++;
        claimed += most;
      } else tile.fail(outOfBudget(this.#budget.limit));
    }
  }

  /** Frees stacks, then tiles outside the view, until `bytes` fit the budget or there is nothing more to free. */
  makeRoom(bytes: number, { layers, stacks }: { layers: readonly Layer[]; stacks: StackStore }): void {
    const full = (): boolean => this.#budget.held + bytes > this.#budget.limit;
    if (!full()) return;
    stacks.evict(full);
    const held = layers.flatMap((layer) =>
      [...layer.tiles.values()].map((tile) => {
        const { id, bytes, lastWanted } = tile;
        return { layer, tile, id, bytes, lastWanted, hidden: !layer.shown };
      }),
    );
    const ours = held.reduce((sum, { bytes }) => sum + bytes, 0);
    const limit = this.#budget.limit - bytes - (this.#budget.held - ours);
    for (const { layer, tile } of toEvict(held, this.#view.tiles, limit)) {
      layer.tiles.delete(keyOf(tile.id));
      tile.dispose();
    }
  }
}

const known = new WeakMap<Recipe, readonly LngLatBounds[]>();

/** Where the lists that a recipe draws on are whole; those that are everywhere are not named. */
function coversOf(recipe: Recipe): readonly LngLatBounds[] {
  let areas = known.get(recipe);
  if (!areas) {
    const lists = recipe.made ? [recipe.list, ...leafLists(recipe)] : [recipe.list];
    known.set(recipe, (areas = [...new Set(lists.flatMap(({ covers }) => covers ?? []))]));
  }
  return areas;
}

function isOutOfBudget(error: unknown): boolean {
  return error instanceof BestpixelError && error.tag === 'out-of-budget';
}

function outOfBudget(limit: number): BestpixelError {
  return new BestpixelError(
    'out-of-budget',
    `the view needs more than the ${Math.round(limit / 2 ** 20)} MiB GPU budget`,
    {
      remedy: 'Raise the budget, hide a layer, or make the window smaller.',
    },
  );
}

/** True where one of the view's tiles has more scenes than are composed: footprints are drawn in all of the view. */
export function haveTooManyScenes(tiles: readonly TileEntry[], { sceneBudget }: ViewLimits): boolean {
  return tiles.some(({ candidates, leaves }) => Math.max(candidates.length, leaves.length) > sceneBudget);
}

/** False where files have no level coarse enough for the view: footprints are drawn instead. */
export function isFineEnough({ centre, coarsest }: PreparedLayer, view: View): boolean {
  const [tile] = view.tiles;
  if (!tile) return true;
  const { crs, affine } = tileGrid(tile, view.tileSize);
  return Math.max(...groundPixelSize(crs, affine, centre)) <= coarsest;
}
