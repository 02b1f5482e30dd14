import { apply, invert, smallestStep } from '../../grid/affine.ts';
import type { Level } from '../reader.ts';
import type { Run, SourceMap } from './source-map.ts';

/** The source pixel of each output pixel, row by row; column -1: outside. */
export interface Located {
  readonly columns: Int32Array<ArrayBuffer>;
  readonly rows: Int32Array<ArrayBuffer>;
  readonly window: readonly [x0: number, y0: number, x1: number, y1: number] | null;
}

/**
 * In source pixels: a centre this close to the left of an edge counts as on it. Far above the rounding of float64
 * coordinates, so that centres meant to lie on edges always go right/below; far below anything visible.
 */
const edge = 1e-6;

/** Finds the pixel of a level under each centre of a map. */
export function locate(map: SourceMap, level: Level): Located {
  const found = new Finder(map, level);
  const seam = map.geographic ? westOf(level) - edge * smallestStep(level.affine) : null;
  map.forEachRun((run) => {
    if (seam === null) return found.take(run, run.x);
    const turns = Math.floor((run.x - seam) / 360);
    if (turns === Math.floor((run.x + run.dx * (run.count - 1) - seam) / 360)) {
      return found.take(run, run.x - 360 * turns);
    }
    for (const part of pixelsOf(run)) found.take(part, part.x - 360 * Math.floor((part.x - seam) / 360));
  });
  return found.result();
}

class Finder {
  private readonly columns: Int32Array<ArrayBuffer>;
  private readonly rows: Int32Array<ArrayBuffer>;
  private readonly inverse: readonly number[];
  private readonly bounds = { x0: Infinity, y0: Infinity, x1: -1, y1: -1 };
  private readonly map: SourceMap;
  private readonly level: Level;

  constructor(map: SourceMap, level: Level) {
    this.map = map;
    this.level = level;
    this.columns = new Int32Array(map.width * map.height).fill(-1);
    this.rows = new Int32Array(map.width * map.height);
    this.inverse = invert(level.affine);
  }

  /** Locates a run whose first centre's x is `x` (its own, or full turns away). */
  take(run: Readonly<Run>, x: number): void {
    const { affine, width, height } = this.level;
    const [a, b, , d, e] = this.inverse;
    // The origin goes first: differences of near numbers are exact, quotients of large ones are not.
    const fromLeft = x - affine[2];
    const fromTop = run.y - affine[5];
    const column = a * fromLeft + b * fromTop + edge;
    const row = d * fromLeft + e * fromTop + edge;
    const columnStep = a * run.dx + b * run.dy;
    const rowStep = d * run.dx + e * run.dy;
    const { columns, rows, bounds } = this;
    let target = run.row * this.map.width + run.column;
    for (let k = 0; k < run.count; k++, target++) {
      const i = Math.floor(column + columnStep * k);
      const j = Math.floor(row + rowStep * k);
      if (!(i >= 0 && i < width && j >= 0 && j < height)) continue;
      columns[target] = i;
      rows[target] = j;
      if (i < bounds.x0) bounds.x0 = i;
      if (i > bounds.x1) bounds.x1 = i;
      if (j < bounds.y0) bounds.y0 = j;
      if (j > bounds.y1) bounds.y1 = j;
    }
  }

  result(): Located {
    const { columns, rows, bounds } = this;
    const window = bounds.x1 < 0 ? null : ([bounds.x0, bounds.y0, bounds.x1 + 1, bounds.y1 + 1] as const);
    return { columns, rows, window };
  }
}

function westOf({ affine, width, height }: Level): number {
  const corners = [
    apply(affine, 0, 0),
    apply(affine, width, 0),
    apply(affine, 0, height),
    apply(affine, width, height),
  ];
  return Math.min(...corners.map(([x]) => x));
}

function* pixelsOf(run: Readonly<Run>): Generator<Run> {
  for (let k = 0; k < run.count; k++) {
    yield { ...run, column: run.column + k, count: 1, x: run.x + run.dx * k, y: run.y + run.dy * k };
  }
}
