import { apply, shiftOrigin, smallestStep } from '../../grid/affine.ts';
import type { Affine, Crs, Grid } from '../../grid/grid.ts';
import { isGeographic, projector } from '../../grid/projector.ts';
import { fitLeaves, type Leaf } from './control-grid.ts';

/** Consecutive output pixels of one row whose centres lie on a line in the source CRS, evenly spaced. */
export interface Run {
  /** Of the first pixel, halo included: (0, 0) is the upper-left pixel of the halo. */
  column: number;
  row: number;
  count: number;
  /** The first pixel's centre in source CRS coordinates; not finite: it lies nowhere there. */
  x: number;
  y: number;
  /** From one centre to the next. */
  dx: number;
  dy: number;
}

/** Where the centre of every pixel of a grid lies in a source CRS. Holds no array of pixels. */
export interface SourceMap {
  /** Pixels, halo included. */
  readonly width: number;
  readonly height: number;
  /** The source CRS counts in degrees, so that x and x + 360 are one place. */
  readonly geographic: boolean;
  /** Visits runs that hold every pixel exactly once, in no promised order. The run is reused: copy what you keep. */
  forEachRun(visit: (run: Readonly<Run>) => void): void;
}

export interface SourceMapRequest {
  readonly grid: Grid;
  /** Pixels added on each side of the grid. */
  readonly halo?: number;
  readonly crs: Crs;
  /** Largest error of a centre in units of the source CRS; see `toleranceOf`. */
  readonly tolerance: number;
}

/**
 * The largest error that keeps a centre within 0.05 pixel of where it belongs, for pixels of this affine: well inside
 * the promised 0.125. A power of two, so that levels and bands of about one size share their maps.
 */
export function toleranceOf(affine: Affine): number {
  return 2 ** Math.floor(Math.log2(0.05 * smallestStep(affine)));
}

/** Exact (float64) within one CRS, else bilinear between control points no further from proj4 than `tolerance`. */
export function makeSourceMap({ grid, halo = 0, crs, tolerance }: SourceMapRequest): SourceMap {
  const affine = shiftOrigin(grid.affine, -halo, -halo);
  const width = grid.width + 2 * halo;
  const height = grid.height + 2 * halo;
  const geographic = isGeographic(crs);
  const same = grid.crs.name === crs.name || grid.crs.proj4 === crs.proj4;
  if (same) {
    return { width, height, geographic, forEachRun: (visit) => affineRuns({ affine, width, height, visit }) };
  }
  const project = projector(grid.crs, crs);
  const at = (column: number, row: number): [number, number] =>
    project(...apply(affine, column + 0.5, row + 0.5));
  const leaves = fitLeaves({ at, width, height, tolerance, wrap: geographic ? 360 : 0 });
  return {
    width,
    height,
    geographic,
    forEachRun: (visit) => {
      for (const leaf of leaves) {
        if (leaf.corners) smoothRuns(leaf, leaf.corners, visit);
        else exactRuns(leaf, at, visit);
      }
    },
  };
}

type Visit = (run: Readonly<Run>) => void;

function affineRuns(of: { affine: Affine; width: number; height: number; visit: Visit }): void {
  const { affine, width, height, visit } = of;
  const run: Run = { column: 0, row: 0, count: width, x: 0, y: 0, dx: affine[0], dy: affine[3] };
  for (let row = 0; row < height; row++) {
    run.row = row;
    [run.x, run.y] = apply(affine, 0.5, row + 0.5);
    visit(run);
  }
}

function smoothRuns(cell: Leaf, corners: NonNullable<Leaf['corners']>, visit: Visit): void {
  const { left, top, width, height } = cell;
  const [[x00, y00], [x10, y10], [x01, y01], [x11, y11]] = corners;
  const run: Run = { column: left, row: 0, count: width, x: 0, y: 0, dx: 0, dy: 0 };
  const across = Math.max(width - 1, 1);
  for (let row = 0; row < height; row++) {
    const v = height > 1 ? row / (height - 1) : 0;
    run.row = top + row;
    run.x = x00 + (x01 - x00) * v;
    run.y = y00 + (y01 - y00) * v;
    run.dx = (x10 + (x11 - x10) * v - run.x) / across;
    run.dy = (y10 + (y11 - y10) * v - run.y) / across;
    visit(run);
  }
}

function exactRuns(
  { left, top, width, height }: Leaf,
  at: (column: number, row: number) => [number, number],
  visit: Visit,
): void {
  const run: Run = { column: 0, row: 0, count: 1, x: 0, y: 0, dx: 0, dy: 0 };
  for (run.row = top; run.row < top + height; run.row++) {
    for (run.column = left; run.column < left + width; run.column++) {
      [run.x, run.y] = at(run.column, run.row);
      visit(run);
    }
  }
}
