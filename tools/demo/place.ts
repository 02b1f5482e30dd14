/** Where the demo lies: UTM 13N (EPSG:32613), eastern Colorado, two tiles of 10.98 km cut to a tenth of the real ones. */
export const crs = { name: 'EPSG:32613', proj4: '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs' };

/** Side of a tile in 10 m pixels. */
export const tileSide = 1098;

/** Upper-left corner of pixel (0, 0) of the region: all places below are counted in 10 m pixels from here. */
export const origin = { easting: 648520, northing: 4450480 };

export interface Tile {
  readonly square: 'FE' | 'GE';
  /** Column of its left edge in the region, even: 20 m pixels of both tiles coincide. */
  readonly left: number;
}

/** The neighbour lies to the east and overlaps by 160 pixels. */
export const tiles: Readonly<Record<Tile['square'], Tile>> = {
  FE: { square: 'FE', left: 0 },
  GE: { square: 'GE', left: 938 },
};

export const region = { width: tiles.GE.left + tileSide, height: tileSide };

/** Land survey coordinates in metres, east and south: the section grid follows true north, 1.17° off the UTM grid here. */
export function surveyed(column: number, row: number): { readonly u: number; readonly v: number } {
  const x = column * 10;
  const y = row * 10;
  return { u: x * cosine - y * sine + 430, v: x * sine + y * cosine + 610 };
}

const convergence = (1.17 * Math.PI) / 180;
const cosine = Math.cos(convergence);
const sine = Math.sin(convergence);
