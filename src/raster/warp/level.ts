import { alignment, groundSteps, type GroundSteps } from '../../grid/ground.ts';
import type { Crs, Grid, LngLat } from '../../grid/grid.ts';
import type { Level } from '../reader.ts';

/** A level whose pixel is larger than the output's by less than this share still counts as fine enough. */
const slack = 1.001;

/**
 * The level to read for a grid: the coarsest whose pixel, in ground metres at `centre` and on both axes, is no larger
 * than the output pixel × 1.001; the first where none is, and where `centre` lies outside either CRS.
 * `levels` are finest first and not empty. Throws 'unknown-crs' where a CRS cannot be projected.
 */
export function chooseLevel(request: {
  levels: readonly Level[];
  /** Of the file. */
  crs: Crs;
  grid: Grid;
  centre: LngLat;
}): Level {
  const { levels, crs, grid, centre } = request;
  const output = groundSteps(grid.crs, grid.affine, centre);
  let chosen = levels[0];
  for (const level of levels.slice(1)) {
    if (isFineEnough(groundSteps(crs, level.affine, centre), output)) chosen = level;
  }
  return chosen;
}

/** Each axis is measured against the output axis that it runs along: a grid may be turned by a quarter. */
function isFineEnough(source: GroundSteps, output: GroundSteps): boolean {
  const straight =
    Math.abs(alignment(source.column, output.column)) + Math.abs(alignment(source.row, output.row));
  const crossed =
    Math.abs(alignment(source.column, output.row)) + Math.abs(alignment(source.row, output.column));
  const [right, down] = straight >= crossed ? [output.column, output.row] : [output.row, output.column];
  return (
    Math.hypot(...source.column) <= Math.hypot(...right) * slack &&
    Math.hypot(...source.row) <= Math.hypot(...down) * slack
  );
}
