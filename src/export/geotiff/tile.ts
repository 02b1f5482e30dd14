import { allocate, type PixelArray, unite } from '../../dtype.ts';
import type { ComposedSquare } from '../../engine/compose-square.ts';
import type { Scene } from '../../scene/scene.ts';
import { Misfit, type PixelForm } from './pixel-form.ts';
import { numbersOf, type SavedBand, typeOfNumbers } from './saved-bands.ts';

interface TileRequest {
  /** Null: no scene meets it. */
  readonly square: ComposedSquare | null;
  /** Pixels of the square; the rest of the tile lies beyond the image's edge. */
  readonly width: number;
  readonly height: number;
  /** 1 where a pixel counts; null: everywhere. */
  readonly inside: Uint8Array | null;
  readonly form: PixelForm;
  readonly tileSize: number;
}

/** A tile's samples, interleaved by pixel. */
export class TileFiller {
  readonly #bands: readonly SavedBand[];
  readonly #numbers: ReadonlyMap<SavedBand, readonly number[]>;

  constructor(bands: readonly SavedBand[], scenes: readonly Pick<Scene, 'datetime'>[]) {
    this.#bands = bands;
    const telling = bands.filter((band) => band.kind !== 'values');
    this.#numbers = new Map(telling.map((band) => [band, numbersOf(band.kind, scenes)]));
  }

  /**
   * Null: none of its pixels is there.
   * @throws Misfit where the form cannot hold the values
   */
  tile(request: TileRequest): PixelArray | null {
    const { square, form, tileSize } = request;
    if (!square) return null;
    const samples = this.#bands.length;
    const tile = allocate(form.type, tileSize * tileSize * samples);
    tile.fill(form.nodata);
    this.#bands.forEach((band, sample) => this.#put(tile, { ...request, square, band, sample }));
    return tile;
  }

  #put(
    tile: PixelArray,
    request: TileRequest & { square: ComposedSquare; band: SavedBand; sample: number },
  ): void {
    const { square, band, width, height, inside, form, tileSize, sample } = request;
    const plane = this.#planeOf(band, square);
    if (!plane) return;
    needs(form, plane.dtype);
    const samples = this.#bands.length;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const pixel = row * width + column;
        if (inside && inside[pixel] === 0) continue;
        const value = plane.at(pixel);
        if (value === null) continue;
        if (value === form.nodata) throw new Misfit({ taken: value });
        tile[(row * tileSize + column) * samples + sample] = value;
      }
    }
  }

  /** Null where nothing is valid. */
  #planeOf(band: SavedBand, square: ComposedSquare): Plane | null {
    if (band.kind !== 'values') {
      const numbers = this.#numbers.get(band)!;
      const { scene } = square;
      return {
        dtype: typeOfNumbers(numbers),
        at: (pixel) => (scene[pixel]! < 0 ? null : numbers[scene[pixel]!]!),
      };
    }
    const found = square.bands.get(band.name);
    if (!found) return null;
    const { data, mask, dtype } = found;
    const { scaled } = band;
    return scaled
      ? {
          dtype: 'float32',
          at: (pixel) => (mask[pixel] === 1 ? data[pixel]! * scaled.scale + scaled.offset : null),
        }
      : { dtype, at: (pixel) => (mask[pixel] === 1 ? data[pixel]! : null) };
  }
}

interface Plane {
  readonly dtype: PixelForm['type'];
  /** Null where it is masked. */
  readonly at: (pixel: number) => number | null;
}

function needs(form: PixelForm, type: PixelForm['type']): void {
  if (unite(form.type, type) !== form.type) throw new Misfit({ type });
}
