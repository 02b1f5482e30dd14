import type { Frame } from './jpeg-frame.ts';

interface Plane {
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Replaces, in place, components whose coarser samples were repeated to full size by libjpeg's "fancy" interpolation
 * (3/4 of the nearer sample and 1/4 of the further one), which is how GDAL reads them.
 */
export function upsample(values: Uint8Array, { width, height, factors }: Frame): void {
  const stride = factors.length;
  const maxH = Math.max(...factors.map(([h]) => h));
  const maxV = Math.max(...factors.map(([, v]) => v));
  factors.forEach(([h, v], component) => {
    const across = maxH / h;
    const down = maxV / v;
    const narrow = Math.ceil(width / across) <= 2;
    if (across !== 2 || (down !== 1 && down !== 2) || narrow) return;
    const coarse = pick({ values, width, height, stride, component, down });
    for (let y = 0; y < height; y++) {
      const row = down === 2 ? blendRows(coarse, y) : oneRow(coarse, y);
      spread({
        row,
        weight: down === 2 ? 4 : 1,
        into: values,
        at: y * width * stride + component,
        width,
        stride,
      });
    }
  });
}

interface Picked {
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly component: number;
  readonly down: number;
}

function pick({ values, width, height, stride, component, down }: Picked): Plane {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / down);
  const coarse = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) coarse[y * w + x] = values[(y * down * width + x * 2) * stride + component];
  }
  return { values: coarse, width: w, height: h };
}

function oneRow({ values, width }: Plane, y: number): Uint16Array {
  return Uint16Array.from(values.subarray(y * width, (y + 1) * width));
}

/** Three times the nearer row plus the further one; edges repeat. */
function blendRows({ values, width, height }: Plane, y: number): Uint16Array {
  const near = y >> 1;
  const far = Math.min(Math.max(near + (y & 1 ? 1 : -1), 0), height - 1);
  const row = new Uint16Array(width);
  for (let x = 0; x < width; x++) row[x] = 3 * values[near * width + x] + values[far * width + x];
  return row;
}

interface Spread {
  readonly row: Uint16Array;
  /** What one sample counts for in `row`. */
  readonly weight: number;
  readonly into: Uint8Array;
  readonly at: number;
  readonly width: number;
  readonly stride: number;
}

/** libjpeg's rounding: towards the left neighbour half up (8 of 16, 1 of 4), towards the right 7 of 16, 2 of 4. */
function spread({ row, weight, into, at, width, stride }: Spread): void {
  const shift = weight === 4 ? 4 : 2;
  const [toLeft, toRight] = weight === 4 ? [8, 7] : [1, 2];
  for (let x = 0; x < width; x++) {
    const i = x >> 1;
    const side = x & 1 ? i + 1 : i - 1;
    const neighbour = row[Math.min(Math.max(side, 0), row.length - 1)];
    const edge = side < 0 || side >= row.length;
    const round = edge && weight === 1 ? 0 : x & 1 ? toRight : toLeft;
    into[at + x * stride] = (3 * row[i] + neighbour + round) >> shift;
  }
}
