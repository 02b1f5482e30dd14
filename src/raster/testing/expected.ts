import type { Dtype } from '../../dtype.ts';

/** What GDAL says of one level of one band of a fixture. */
export interface ExpectedLevel {
  readonly width: number;
  readonly height: number;
  /** Column, row and value; null: masked. */
  readonly pixels: readonly (readonly [column: number, row: number, value: number | null])[];
  /** CRC-32 of all masks, a byte each. */
  readonly masks: number;
  /** CRC-32 of all values, little-endian, 0 where masked. */
  readonly values: number;
}

/** An entry of fixtures/expected.json, made by tools/fixtures/make-raster.py. */
export interface Expected {
  readonly file: string;
  readonly dtype: Dtype | 'float64';
  readonly affine: readonly number[];
  readonly nodata: number | string | null;
  /** Of lossy codecs. */
  readonly tolerance: number;
  readonly bands: readonly (readonly ExpectedLevel[])[];
}
