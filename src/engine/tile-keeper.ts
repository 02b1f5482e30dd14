import type { Budget } from '../budget.ts';
import { BestpixelError } from '../errors.ts';
import { tileGrid } from '../grid/tile.ts';
import { groundPixelSize } from '../grid/ground.ts';
import type { BandBook } from './band-book.ts';
import type { ComposeContext } from './context.ts';
import type { Layer } from './layer.ts';
import { bytesOfPart } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';
import type { StackStore } from './stack-store.ts';
import { TileEntry } from './tile-entry.ts';
import { tileKey, type View, type ViewTile } from './view.ts';

/** Tiles composed at once: enough to keep the readers busy, few enough that the middle of the view comes first. */
const jobsAtOnce = 6;

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
    const waiting: { tile: TileEntry; layer: PreparedLayer }[] = [];
    for (const layer of layers.toReversed()) {
      if (layer.shown) layer.prepare(book);
      const tiles = layer.shown ? this.#wanted(layer, view) : [];
      for (const tile of tiles) if (tile.state === 'wanted') waiting.push({ tile, layer: layer.prepared! });
      this.#stopUnwanted(layer);
    }
    this.#start(waiting, { view, layers, book, context });
    this.makeRoom(0, { layers, stacks: context.stacks });
  }

  /** The view's tiles of a layer, made where they are new. */
  #wanted(layer: Layer, view: View): TileEntry[] {
    const { prepared } = layer;
    if (!prepared || !isFineEnough(prepared, view)) return [];
    const keys = new Map(view.tiles.map((id) => [tileKey(id, view.tileSize), id]));
    return [...keys].map(([key, id]) => {
      let tile = layer.tiles.get(key);
      if (!tile) layer.tiles.set(key, (tile = new TileEntry(prepared, id, view.tileSize)));
      tile.lastWanted = this.#frame;
      return tile;
    });
  }

  #stopUnwanted(layer: Layer): void {
    for (const [key, tile] of layer.tiles) {
      if (tile.state !== 'reading' || tile.lastWanted === this.#frame) continue;
      layer.tiles.delete(key);
      tile.dispose();
    }
  }

  #start(waiting: { tile: TileEntry; layer: PreparedLayer }[], { view, layers, context }: Occasion): void {
    let reading = 0;
    for (const { tiles } of layers)
      for (const { state } of tiles.values()) if (state === 'reading') reading++;
    waiting.sort((a, b) => distance(a.tile.id, view) - distance(b.tile.id, view));
    for (const { tile, layer } of waiting) {
      if (reading >= jobsAtOnce) return;
      if (tile.candidates.length > this.limits.sceneBudget) continue;
      const bytes = bytesOfTile(layer, view.tileSize);
      this.makeRoom(bytes, { layers, stacks: context.stacks });
      if (this.#budget.held + bytes <= this.#budget.limit) {
        tile.start(context, layer, this.#onChange);
        reading++;
      } else if (reading > 0) return;
      else tile.fail(outOfBudget(this.#budget.limit));
    }
  }

  /** Frees stacks, then tiles outside the view, until `bytes` fit the budget or there is nothing more to free. */
  makeRoom(bytes: number, { layers, stacks }: { layers: readonly Layer[]; stacks: StackStore }): void {
    const full = (): boolean => this.#budget.held + bytes > this.#budget.limit;
    if (!full()) return;
    stacks.evict(full);
    const old = layers
      .flatMap((layer) => [...layer.tiles].map(([key, tile]) => ({ layer, key, tile })))
      .filter(({ tile }) => tile.lastWanted < this.#frame)
      .toSorted((a, b) => a.tile.lastWanted - b.tile.lastWanted);
    for (const { layer, key, tile } of old) {
      if (!full()) return;
      layer.tiles.delete(key);
      tile.dispose();
    }
  }
}

function bytesOfTile({ recipe }: PreparedLayer, size: number): number {
  const square = { width: size, height: size };
  return recipe.selections.reduce((sum, selection) => sum + bytesOfPart(selection, square), 0);
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

/** False where files have no level coarse enough for the view: footprints are drawn instead. */
export function isFineEnough({ centre, coarsest }: PreparedLayer, view: View): boolean {
  const [tile] = view.tiles;
  if (!tile) return true;
  const { crs, affine } = tileGrid(tile, view.tileSize);
  return Math.max(...groundPixelSize(crs, affine, centre)) <= coarsest;
}

/** From the middle of the view, in tiles. */
function distance({ z, x, y }: { z: number; x: number; y: number }, { center, tiles }: View): number {
  const scale = 2 ** z;
  const wrap = tiles.find((tile: ViewTile) => tile.x === x && tile.y === y)?.wrap ?? 0;
  const phi = (center.lat * Math.PI) / 180;
  const column = ((center.lng + 180) / 360) * scale;
  const row = ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * scale;
  return Math.hypot(x + 0.5 + wrap * scale - column, y + 0.5 - row);
}
