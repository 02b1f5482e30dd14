/**
 * Pixel (column, row) to CRS coordinates: x = a·col + b·row + c, y = d·col + e·row + f.
 * Integer (col, row) is a pixel's upper-left corner; its centre is (col + ½, row + ½).
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** A coordinate reference system: a name for people and keys, a definition for proj4. */
export interface Crs {
  /** "EPSG:32613" where a code is known, else a name made from the definition. Equal names are equal CRSs. */
  readonly name: string;
  readonly proj4: string;
}

/** Where pixels lie. A map tile is a Grid in EPSG:3857, an export one in UTM, an inspected pixel is 1×1. */
export interface Grid {
  readonly crs: Crs;
  readonly affine: Affine;
  readonly width: number;
  readonly height: number;
}

export interface LngLat {
  readonly lng: number;
  readonly lat: number;
}

/** Degrees. `west` > `east` crosses the antimeridian. */
export interface LngLatBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A square of the Web Mercator pyramid. */
export interface TileId {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}
