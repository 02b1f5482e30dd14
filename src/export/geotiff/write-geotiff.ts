import type { PixelArray } from '../../dtype.ts';
import type { ComposedSquare } from '../../engine/compose-square.ts';
import { FailureLog, type SceneFailure } from '../../engine/failures.ts';
import type { CogSpec, TileAddress } from '../../geotiff-writer/spec.ts';
import { streamCog } from '../../geotiff-writer/stream.ts';
import { shiftOrigin } from '../../grid/affine.ts';
import { ready } from '../../grid/crs.ts';
import type { Grid } from '../../grid/grid.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Area } from './area.ts';
import { insideTile } from './inside-tile.ts';
import { FormChoice, Misfit, type PixelForm } from './pixel-form.ts';
import { type SavedBand, textOf } from './saved-bands.ts';
import { WonCounts } from './shares.ts';
import type { Spool } from './spool.ts';
import { TileFiller } from './tile.ts';

export interface GeotiffRequest {
  readonly grid: Grid;
  readonly area: Area;
  readonly bands: readonly SavedBand[];
  /** What winners' indices count. */
  readonly scenes: readonly Scene[];
  /** Values that files declare as nodata, the likeliest first. */
  readonly declared: readonly number[];
  readonly compose: (grid: Grid, signal: AbortSignal) => Promise<ComposedSquare | null>;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  /** Of `wanted` tiles of full resolution so many are composed; it may begin again once values do not fit. */
  readonly onProgress: (done: number, wanted: number) => void;
}

export interface WrittenGeotiff {
  /** As long as the spool is there. */
  readonly content: Blob;
  readonly form: PixelForm;
  readonly won: WonCounts;
  /** Scenes that could not be read: the pixels are those of the others. */
  readonly failures: readonly SceneFailure[];
}

/** Side of the file's tiles, and of the squares that are composed. */
const tileSize = 512;

/**
 * Composes a grid tile by tile into a Cloud-Optimized GeoTIFF, whatever its size. Rejects when aborted, with what
 * composing and the spool reject with, and with 'unsupported' for a CRS without an EPSG code.
 */
export async function writeGeotiff(request: GeotiffRequest): Promise<WrittenGeotiff> {
  await ready(request.grid.crs);
  const choice = new FormChoice('uint8', request.declared);
  for (;;) {
    try {
      return await new Writing(request, choice.form).run();
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      choice.learn(error);
      await request.spool.clear();
    }
  }
}

/** All of a file in one form. */
class Writing {
  readonly #request: GeotiffRequest;
  readonly #form: PixelForm;
  readonly #filler: TileFiller;
  readonly #won = new WonCounts();
  readonly #failures = new FailureLog();
  readonly #wanted: number;
  #done = 0;

  constructor(request: GeotiffRequest, form: PixelForm) {
    const { grid, bands, scenes } = request;
    this.#request = request;
    this.#form = form;
    this.#filler = new TileFiller(bands, scenes);
    this.#wanted = Math.ceil(grid.width / tileSize) * Math.ceil(grid.height / tileSize);
  }

  async run(): Promise<WrittenGeotiff> {
    const { spool, signal } = this.#request;
    const { header, blocks } = await streamCog(this.#spec(), {
      read: (tile) => this.#read(tile),
      keep: (block) => spool.keep(block),
      metadata: () => notes(this.#failures.list()),
    });
    signal.throwIfAborted();
    const kept = await spool.content();
    const parts = blocks.map(({ start, end }) => kept.slice(start, end));
    const content = new Blob([header, ...parts], { type: 'image/tiff' });
    return { content, form: this.#form, won: this.#won, failures: this.#failures.list() };
  }

  #spec(): CogSpec {
    const { grid, bands } = this.#request;
    const overviews = Math.max(0, Math.ceil(Math.log2(Math.max(grid.width, grid.height) / tileSize)));
    return { ...this.#form, grid, samples: bands.length, tileSize, overviews, bands: bands.map(textOf) };
  }

  async #read({ column, row }: Omit<TileAddress, 'level'>): Promise<PixelArray | null> {
    const { grid, area, compose, signal, onProgress } = this.#request;
    signal.throwIfAborted();
    const [x, y] = [column * tileSize, row * tileSize];
    const [width, height] = [Math.min(tileSize, grid.width - x), Math.min(tileSize, grid.height - y)];
    const part: Grid = { crs: grid.crs, affine: shiftOrigin(grid.affine, x, y), width, height };
    const reach = area.clip ? await insideTile(part, area.outline) : 'all';
    const square = reach === 'none' ? null : await compose(part, signal);
    const inside = typeof reach === 'string' ? null : reach;
    const tile = this.#filler.tile({ square, width, height, inside, form: this.#form, tileSize });
    if (square) {
      this.#won.add(square, inside);
      this.#failures.merge(square.failures);
    }
    onProgress(++this.#done, this.#wanted);
    return tile;
  }
}

/** What the file itself tells: it may lie about without its sidecar. */
function notes(failures: readonly SceneFailure[]): Record<string, string> {
  const software = { SOFTWARE: 'Bestpixel' };
  if (failures.length === 0) return software;
  const scenes = [...new Set(failures.map(({ scene }) => scene))];
  return { ...software, INCOMPLETE: `Scenes that could not be read: ${scenes.join(', ')}` };
}
