import { BestpixelError } from '../errors.ts';
import type { Affine, Crs, Grid, LngLat, LngLatBounds } from '../grid/grid.ts';
import type { Dtype, PixelArray } from '../dtype.ts';
import type { BandSource } from '../scene/scene.ts';

/** What a file's header says of one band, finest level first. */
export interface BandInfo {
  readonly crs: Crs;
  /** Of the finest level. */
  readonly affine: Affine;
  readonly width: number;
  readonly height: number;
  /** Type of the band's values: the stored one, widened where `BandSource.shift` needs it. */
  readonly dtype: Dtype;
  /** The nodata value in force for stored numbers, after the source's rule; null: none. */
  readonly nodata: number | null;
  readonly levels: readonly Level[];
  /** Remarks for a person, such as "float64 read as float32". */
  readonly notes: readonly string[];
}

/** One resolution of a file. Its affine is the full extent divided by its own size. */
export interface Level {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly affine: Affine;
}

export interface WindowRequest {
  readonly source: BandSource;
  readonly grid: Grid;
  /** Pixels read beyond each side of the grid; 0 unless a neighbourhood is needed. */
  readonly halo?: number;
  /** Where ground metres are measured when choosing the level: the collection's centre. */
  readonly centre: LngLat;
  /** Nothing is fetched: what is not here rejects as 'not-read'. */
  readonly resident?: boolean;
  /** Only these pixels of the grid, counted row by row; not together with a halo. No block without one of them is read. */
  readonly pixels?: Uint32Array<ArrayBuffer>;
}

/**
 * A band warped onto a grid by nearest neighbour: arrays of (width + 2·halo) × (height + 2·halo), row by row. Where single
 * pixels were asked for those alone, in the order asked: as many columns of one row.
 */
export interface BandWindow {
  readonly width: number;
  readonly height: number;
  readonly dtype: Dtype;
  /** Values in the band's units; undefined where `mask` is 0. */
  readonly data: PixelArray;
  /** 1 where the pixel is there, else 0. */
  readonly mask: Uint8Array<ArrayBuffer>;
  /** How many pixels are there. */
  readonly valid: number;
  readonly level: Level;
}

/** What a file's header says of it as a whole, for files that no catalog describes. */
export interface FileInfo {
  readonly width: number;
  readonly height: number;
  readonly dtype: Dtype;
  /** One per sample: its description, else null. */
  readonly bands: readonly (string | null)[];
  /** GDAL's nodata tag; null: none. */
  readonly nodata: number | null;
  /** Physical = stored · scale + offset by GDAL's metadata, one per sample; null: nothing said. */
  readonly scales: readonly ({ readonly scale: number; readonly offset: number } | null)[];
  readonly crs: Crs;
  /** What it covers; null where that cannot be told. */
  readonly bounds: LngLatBounds | null;
  /** The acquisition by the file's own tags, in ms since 1970; null: none of them says. */
  readonly datetime: number | null;
  /** GDAL's metadata items and the TIFF's own texts, such as "TIFFTAG_DATETIME": untrusted text. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tiled: boolean;
  readonly overviews: number;
}

export interface ReaderStats {
  readonly requests: number;
  /** Bytes received. */
  readonly bytes: number;
  /** Bytes decoded, cumulative. */
  readonly decodedBytes: number;
  /** Bytes held by the caches of raw and decoded blocks now. */
  readonly cachedBytes: number;
}

/** Reads bands of files. Every rejection but an abort is a BestpixelError naming the file. */
export interface Reader {
  describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo>;
  read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow>;
  /** Forgets failures, so that a retry asks again. */
  forgetFailures(): void;
  stats(): ReaderStats;
  /** Ends workers and drops caches; pending reads reject as 'disposed'. */
  dispose(): void;
}

/** Tells what is in files that the user opened. Rejections are those of a Reader. */
export interface FileInspector {
  inspect(file: Blob, signal?: AbortSignal): Promise<FileInfo>;
}

/** A reader whose caches have a limit. */
export interface CachingReader extends Reader, FileInspector {
  /** Holds at most so many bytes of raw and decoded blocks and warp plans from now on. */
  keepWithin(budgetBytes: number): void;
}

/** What is asked of a reader after `dispose` fails so. */
export function disposed(): BestpixelError {
  return new BestpixelError('disposed', 'the reader was closed', { remedy: 'Reload the page.' });
}
