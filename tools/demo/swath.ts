import { hash } from './noise.ts';
import { type Pass, swathLean } from './passes.ts';
import { type Tile, tileSide } from './place.ts';
import { coarseSide } from './sky.ts';

/** Which 20 m pixels of a tile the swath covers (1) or not (0): its edge leans with the orbit and is ragged. */
export function swathMask({ left }: Tile, { orbit, edge, weather }: Pass): Uint8Array {
  const mask = new Uint8Array(coarseSide * coarseSide).fill(1);
  if (edge === undefined) return mask;
  for (let row = 0, at = 0; row < coarseSide; row++) {
    const step = 7 * hash(Math.floor(row / 23), 0, weather.seed + 50) + 2 * hash(row, 1, weather.seed + 50);
    const end = edge / 2 - swathLean * row + step;
    for (let column = 0; column < coarseSide; column++, at++) {
      const x = left / 2 + column;
      mask[at] = (orbit === 55 ? x < end : x >= end) ? 1 : 0;
    }
  }
  return mask;
}

/** Sets 0 where a 20 m mask says so, on a plane of 10 m or 20 m pixels. */
export function cutToSwath(plane: Uint8Array | Uint16Array, mask: Uint8Array): void {
  const shift = plane.length === mask.length ? 0 : 1;
  const side = shift ? tileSide : coarseSide;
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at++) {
      if (mask[(row >> shift) * coarseSide + (column >> shift)] === 0) plane[at] = 0;
    }
  }
}
