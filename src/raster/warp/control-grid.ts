type Point = readonly [x: number, y: number];

/** A rectangle of output pixels with the source coordinates of its corner pixels' centres. */
export interface Leaf {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The upper-left, upper-right, lower-left and lower-right pixel's centre; null: project each pixel. */
  readonly corners: readonly [Point, Point, Point, Point] | null;
}

export interface LeafRequest {
  /** The exact source coordinates of a pixel's centre. */
  readonly at: (column: number, row: number) => Point;
  readonly width: number;
  readonly height: number;
  /** Largest distance between interpolated and exact coordinates, in source units. */
  readonly tolerance: number;
  /** x and x + wrap are one place; 0: x does not wrap. */
  readonly wrap: number;
}

/** Wide enough to be cheap, narrow enough that a seam or a pole cannot hide between the tested points. */
const widest = 64;
/** At this size each pixel is projected: there is little left to gain. */
const narrowest = 4;
/** Share of the tolerance allowed at the tested points: between them the error may be a little larger. */
const margin = 0.75;
/** Where a leaf is tested, as parts of its width and height: centre, edges' middles, quarter points. */
const tested: readonly Point[] = [
  [0.5, 0.5],
  [0.25, 0.25],
  [0.75, 0.75],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.5, 0],
  [0, 0.5],
  [1, 0.5],
  [0.5, 1],
];

/**
 * Splits a grid until bilinear interpolation between the corners of every leaf keeps within the tolerance. Leaves that
 * never do (poles, seams, places that do not exist in the source CRS) are left to be projected pixel by pixel.
 */
export function fitLeaves(request: LeafRequest): Leaf[] {
  const leaves: Leaf[] = [];
  for (let top = 0; top < request.height; top += widest) {
    for (let left = 0; left < request.width; left += widest) {
      const width = Math.min(widest, request.width - left);
      const height = Math.min(widest, request.height - top);
      fitBlock({ ...request, at: remember(request.at) }, { left, top, width, height }, leaves);
    }
  }
  return leaves;
}

type Cell = Omit<Leaf, 'corners'>;

function fitBlock(request: LeafRequest, cell: Cell, leaves: Leaf[]): void {
  const { left, top, width, height } = cell;
  const corners = fit(request, cell);
  if (corners || (width <= narrowest && height <= narrowest)) {
    leaves.push({ ...cell, corners });
    return;
  }
  const w = width > narrowest ? width >> 1 : width;
  const h = height > narrowest ? height >> 1 : height;
  for (const [x, cellWidth] of halves(left, width, w)) {
    for (const [y, cellHeight] of halves(top, height, h)) {
      fitBlock(request, { left: x, top: y, width: cellWidth, height: cellHeight }, leaves);
    }
  }
}

function halves(start: number, whole: number, half: number): [start: number, length: number][] {
  if (half === whole) return [[start, whole]];
  return [
    [start, half],
    [start + half, whole - half],
  ];
}

/** The corners where interpolating between them is good enough, else null. */
function fit({ at, tolerance, wrap }: LeafRequest, { left, top, width, height }: Cell): Leaf['corners'] {
  const right = left + width - 1;
  const bottom = top + height - 1;
  const p00 = at(left, top);
  const near = ([x, y]: Point): Point => [wrap > 0 ? x - wrap * Math.round((x - p00[0]) / wrap) : x, y];
  const p10 = near(at(right, top));
  const p01 = near(at(left, bottom));
  const p11 = near(at(right, bottom));
  for (const [s, t] of tested) {
    const column = left + Math.round((width - 1) * s);
    const row = top + Math.round((height - 1) * t);
    const u = width > 1 ? (column - left) / (width - 1) : 0;
    const v = height > 1 ? (row - top) / (height - 1) : 0;
    const [x, y] = near(at(column, row));
    const error = Math.hypot(
      mix(mix(p00[0], p10[0], u), mix(p01[0], p11[0], u), v) - x,
      mix(mix(p00[1], p10[1], u), mix(p01[1], p11[1], u), v) - y,
    );
    // Written so that NaN fails.
    if (!(error <= tolerance * margin)) return null;
  }
  return [p00, p10, p01, p11];
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

function remember(at: LeafRequest['at']): LeafRequest['at'] {
  const seen = new Map<number, Point>();
  return (column, row) => {
    const key = row * 2 ** 26 + column;
    let point = seen.get(key);
    if (!point) seen.set(key, (point = at(column, row)));
    return point;
  };
}
