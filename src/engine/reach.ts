import type { PixelExpr } from '../expression/pixel.ts';
import { apply, invert } from '../grid/affine.ts';
import { crsFromCode } from '../grid/crs.ts';
import type { Crs, Grid } from '../grid/grid.ts';
import { projector } from '../grid/projector.ts';
import { maskingBands } from '../compose/masking-bands.ts';
import { locate } from '../raster/warp/locate.ts';
import { makeSourceMap, toleranceOf } from '../raster/warp/source-map.ts';
import type { BandSource, Scene } from '../scene/scene.ts';
import type { BandBook } from './band-book.ts';

/** 1 at the pixels of a grid that lie within the pixels of some file, row by row. */
type Inside = Uint8Array<ArrayBuffer>;

interface Place {
  /** Of a grid in the file's CRS: the file itself. */
  readonly file: Grid;
  /** Looked for when it is needed. */
  inside: Inside | null;
}

/**
 * Which pixels of a grid scenes can win at all: those within the files by which they are ranked. Headers tell, else
 * catalogs; where neither does a scene may win anywhere.
 */
export class Reach {
  readonly #book: BandBook;
  readonly #grid: Grid;
  readonly #bands: ReadonlySet<string>;
  readonly #places = new Map<string, Place>();
  /** By what catalogs call them; null: not known. */
  readonly #crss = new Map<string, Promise<Crs | null>>();

  constructor(book: BandBook, { quality, grid }: { readonly quality: PixelExpr; readonly grid: Grid }) {
    this.#book = book;
    this.#grid = grid;
    this.#bands = maskingBands(quality);
  }

  /** The first of the groups, from one on, of which a scene may win at one of the pixels; null: none of them. */
  async firstOf(
    groups: readonly (readonly Scene[])[],
    { from, pixels }: { readonly from: number; readonly pixels: Uint32Array },
  ): Promise<number | null> {
    if (pixels.length === 0) return null;
    const met = new Map<Place, boolean>();
    for (let i = from; i < groups.length; i++) {
      for (const scene of groups[i]!) {
        const places = await this.#placesOf(scene);
        const missed = places.some((place) => {
          if (!met.has(place)) met.set(place, this.#meets(place, pixels));
          return !met.get(place)!;
        });
        if (!missed) return i;
      }
    }
    return null;
  }

  async #placesOf({ bands }: Scene): Promise<Place[]> {
    const places: Place[] = [];
    for (const band of this.#bands) {
      const source = bands.get(band);
      const file = source && (await this.#fileOf(source));
      if (!file) continue;
      const { crs, affine, width, height } = file;
      const key = JSON.stringify([crs.name, affine, width, height]);
      let place = this.#places.get(key);
      if (!place) this.#places.set(key, (place = { file, inside: null }));
      places.push(place);
    }
    return places;
  }

  async #fileOf(source: BandSource): Promise<Grid | null> {
    const known = this.#book.known(source);
    if (known) return known;
    if (!source.extent || source.crs === undefined || !this.#book.believes) return null;
    let asked = this.#crss.get(source.crs);
    // Whoever reads the file says what is wrong with its CRS.
    if (!asked) this.#crss.set(source.crs, (asked = crsFromCode(source.crs).catch(() => null)));
    const crs = await asked;
    return crs && { ...source.extent, crs };
  }

  #meets(place: Place, pixels: Uint32Array): boolean {
    // As a rule one is enough to see it.
    if (this.#isInside(place.file, pixels[pixels.length >> 1]!)) return true;
    const inside = (place.inside ??= insideOf(place.file, this.#grid));
    return pixels.some((pixel) => inside[pixel] === 1);
  }

  #isInside({ crs, affine, width, height }: Grid, pixel: number): boolean {
    const { crs: own, affine: ownAffine, width: across } = this.#grid;
    const centre = apply(ownAffine, (pixel % across) + 0.5, Math.floor(pixel / across) + 0.5);
    const [column, row] = apply(invert(affine), ...projector(own, crs)(...centre));
    return column >= 0 && column < width && row >= 0 && row < height;
  }
}

/** By the same map by which the file would be read. */
function insideOf({ crs, affine, width, height }: Grid, grid: Grid): Inside {
  const map = makeSourceMap({ grid, crs, tolerance: toleranceOf(affine) });
  const { columns } = locate(map, { index: 0, affine, width, height });
  const inside = new Uint8Array(columns.length);
  for (let i = 0; i < inside.length; i++) inside[i] = columns[i]! < 0 ? 0 : 1;
  return inside;
}
