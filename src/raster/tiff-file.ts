import { BestpixelError } from '../errors.ts';
import { levelAffine } from '../grid/affine.ts';
import { crsFromCode, crsFromGeoKeys, datumNote } from '../grid/crs.ts';
import type { Affine, Crs } from '../grid/grid.ts';
import { shiftedType } from '../dtype.ts';
import type { BandSource } from '../scene/scene.ts';
import type { BlockCache } from './block-cache.ts';
import type { ByteSource } from './byte-source.ts';
import { nodataInForce, parseNodata } from './nodata.ts';
import type { BandInfo } from './reader.ts';
import { type GeoKeys, readAffine, readGeoKeys } from './tiff/georeference.ts';
import { openPyramid, type Pyramid } from './tiff/pyramid.ts';
import { tag } from './tiff/tags.ts';

/** The header of an opened file: its images, where they lie, and what its bands are. */
export class TiffFile {
  readonly where: string;
  readonly pyramid: Pyramid;
  /** GDAL's nodata tag; null: none. */
  readonly nodata: number | null;
  /** Of the full image. */
  readonly affine: Affine;
  readonly #keys: GeoKeys;
  readonly #crs = new Map<string, Promise<Crs>>();

  private constructor(parts: {
    where: string;
    pyramid: Pyramid;
    nodata: number | null;
    affine: Affine;
    keys: GeoKeys;
  }) {
    this.where = parts.where;
    this.pyramid = parts.pyramid;
    this.nodata = parts.nodata;
    this.affine = parts.affine;
    this.#keys = parts.keys;
  }

  /** Reads headers only. Rejects with 'corrupt', 'truncated', 'unsupported', 'too-large' or 'no-georeference'. */
  static async open(cache: BlockCache, source: ByteSource, signal?: AbortSignal): Promise<TiffFile> {
    const { where } = source;
    const pyramid = await openPyramid(cache, source, signal);
    const { directory } = pyramid;
    const keys = await readGeoKeys(directory, where, signal);
    const affine = await readAffine(directory, keys, where, signal);
    const nodata = parseNodata(await directory.text(tag.GdalNodata, signal));
    return new TiffFile({ where, pyramid, nodata, affine, keys });
  }

  /** Rejects with 'missing-band' or 'unknown-crs'. */
  async describe(source: BandSource): Promise<BandInfo> {
    const { levels } = this.pyramid;
    const { layout } = levels[0].image;
    if (!Number.isInteger(source.sample) || source.sample < 0 || source.sample >= layout.samples) {
      throw new BestpixelError(
        'missing-band',
        `there is no sample ${source.sample} among ${layout.samples}`,
        {
          where: this.where,
          remedy: 'Check which file and sample the band names.',
        },
      );
    }
    const nodata = nodataInForce(source.nodata, this.nodata);
    const crs = await this.crs(source.crs);
    return {
      crs,
      affine: this.affine,
      width: layout.width,
      height: layout.height,
      dtype: shiftedType(layout.dtype, source.shift),
      // As it is stored: floats are narrow.
      nodata: nodata !== null && layout.dtype === 'float32' ? Math.fround(nodata) : nodata,
      levels: levels.map(({ image }, index) => {
        const { width, height } = image.layout;
        return { index, width, height, affine: levelAffine(this.affine, layout, image.layout) };
      }),
      notes: [layout.bits === 64 ? 'float64 read as float32' : null, datumNote(crs)].filter(
        (note) => note !== null,
      ),
    };
  }

  /** By the file's GeoKeys, else as the catalog says. Rejects with 'unknown-crs'. */
  crs(declared?: string): Promise<Crs> {
    const key = declared ?? '';
    let crs = this.#crs.get(key);
    if (!crs) {
      crs = findCrs(this.#keys, declared, this.where);
      this.#crs.set(key, crs);
      // The part of the program that knows rare codes is fetched, which may fail and then succeed.
      crs.catch(() => this.#crs.delete(key));
    }
    return crs;
  }
}

async function findCrs(keys: GeoKeys, declared: string | undefined, where: string): Promise<Crs> {
  try {
    return await crsFromGeoKeys(keys);
  } catch (error) {
    const inFile = error instanceof BestpixelError ? error : null;
    const known = declared === undefined ? null : await crsFromCode(declared).catch(() => null);
    if (known) return known;
    const remedy = inFile?.remedy;
    throw new BestpixelError('unknown-crs', inFile?.message ?? 'its CRS cannot be read', {
      where,
      remedy,
      cause: error,
    });
  }
}
