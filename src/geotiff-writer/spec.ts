import type { Grid } from '../grid/grid.ts';
import type { Dtype } from '../dtype.ts';
import { BestpixelError } from '../errors.ts';

/** What a file says of one sample. Physical value = stored · scale + offset. */
export interface BandText {
  readonly description?: string;
  readonly scale?: number;
  readonly offset?: number;
  /** Of the physical values. */
  readonly unit?: string;
  /** GDAL's name of what it is drawn as. */
  readonly colour?: 'Red' | 'Green' | 'Blue';
}

/** What the file is to be: everything but its pixels. */
export interface CogSpec {
  /** Pixels of full resolution. The CRS needs an EPSG code as its name. */
  readonly grid: Grid;
  readonly type: Dtype;
  /** Samples per pixel, interleaved by pixel. */
  readonly samples: number;
  /** Side of the square tiles in pixels, a multiple of 16. */
  readonly tileSize: number;
  /** Number of overviews, each half the size of the one before, rounded up. */
  readonly overviews: number;
  readonly nodata?: number;
  /** One per sample, where there is something to say. */
  readonly bands?: readonly BandText[];
  /** Free text about the whole file, as GDAL's default metadata domain. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** A BigTIFF, however small the file is. */
  readonly big?: boolean;
}

export interface TileAddress {
  /** 0 is full resolution. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface LevelSize {
  readonly width: number;
  readonly height: number;
  /** Tiles per row and rows of tiles. */
  readonly columns: number;
  readonly rows: number;
}

/** Sizes of all levels, full resolution first. */
export function levelSizes({ grid, tileSize, overviews }: CogSpec): LevelSize[] {
  return Array.from({ length: overviews + 1 }, (_, level) => {
    const width = Math.ceil(grid.width / 2 ** level);
    const height = Math.ceil(grid.height / 2 ** level);
    return { width, height, columns: Math.ceil(width / tileSize), rows: Math.ceil(height / tileSize) };
  });
}

/** Throws `bad-input` where the numbers cannot make a TIFF. */
export function checkSpec({ grid, tileSize, samples, overviews }: CogSpec): void {
  const whole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
  const wrong =
    !whole(grid.width, 1) || !whole(grid.height, 1)
      ? `an image of ${grid.width} × ${grid.height} pixels`
      : !whole(tileSize, 16) || tileSize % 16 !== 0
        ? `a tile side of ${tileSize} pixels`
        : !whole(samples, 1)
          ? `${samples} samples per pixel`
          : !whole(overviews, 0)
            ? `${overviews} overviews`
            : null;
  if (wrong) {
    throw new BestpixelError('bad-input', `a GeoTIFF cannot have ${wrong}`, {
      remedy: 'Use whole positive numbers and a tile side that is a multiple of 16.',
    });
  }
}
