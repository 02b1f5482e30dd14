import { tileSide } from './place.ts';
import { type Sky, skySide } from './sky.ts';

/** The sky in a tile's 10 m pixels. */
export interface Air {
  readonly cloud: Float32Array;
  readonly top: Float32Array;
  readonly shadow: Float32Array;
  readonly cirrus: Float32Array;
}

export function airUnder({ cloud, top, shadow, cirrus }: Sky): Air {
  return {
    cloud: upsampled(cloud),
    top: upsampled(top),
    shadow: upsampled(shadow),
    cirrus: upsampled(cirrus),
  };
}

/** Bilinear, from 20 m pixels with a margin of one to 10 m pixels without. */
function upsampled(plane: Float32Array): Float32Array {
  const out = new Float32Array(tileSide * tileSide);
  for (let row = 0, at = 0; row < tileSide; row++) {
    const down = row & 1 ? 0.25 : 0.75;
    const line = ((row + 1) >> 1) * skySide;
    for (let column = 0; column < tileSide; column++, at++) {
      const from = line + ((column + 1) >> 1);
      const right = column & 1 ? 0.25 : 0.75;
      const above = plane[from]! + right * (plane[from + 1]! - plane[from]!);
      const below = plane[from + skySide]! + right * (plane[from + skySide + 1]! - plane[from + skySide]!);
      out[at] = above + down * (below - above);
    }
  }
  return out;
}
