import { folderOf, groupBy, nameOf } from './draft.ts';
import type { LocalReading, OpenedFile } from './local-files.ts';
import { allToCog, shellWord, toCog } from './shell.ts';

type Refused = LocalReading['refused'][number];

export const jpeg2000 = /\.(jp2|j2k|jpx|jpf)$/i;
export const archive = /\.(zip|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$/i;
export const scientific = /\.(nc4?|cdf|h4|h5|hdf4?|hdf5|he[45])$/i;
export const grib = /\.(grib2?|grb2?|gb2)$/i;
/** Other rasters that GDAL reads. */
export const otherRaster = /\.(vrt|img|ecw|sid|kea|asc|bil|bip|bsq|rst|ntf|dt[012]|hgt)$/i;
/** Many small files that are one. */
export const zarr = /^(.*\.zarr)\//i;

/** Why each file of a format that is not read is refused, and what helps. */
export function refusals(files: readonly OpenedFile[]): Refused[] {
  const pictures = files.filter(({ path }) => jpeg2000.test(path) && !zarr.test(path));
  const stores = new Set(files.flatMap(({ path }) => zarr.exec(path)?.[1] ?? []));
  const others = files.filter(({ path }) => !jpeg2000.test(path) && !zarr.test(path));
  return [
    ...[...groupBy(pictures, ({ path }) => productOf(path) ?? folderOf(path)).values()].map(refuseJpeg2000),
    ...[...stores].map((name) => ({
      name,
      sentence: `Zarr is not read: make a GeoTIFF of it with GDAL: ${toCog(name)}`,
    })),
    ...others.map(({ path }) => ({ name: path, sentence: sentenceFor(path) })),
  ];
}

/** The folder of a product in ESA's format that the file is in. */
function productOf(path: string): string | null {
  const folders = folderOf(path).split('/');
  const at = folders.findIndex((folder) => /\.SAFE$/i.test(folder));
  return at < 0 ? null : folders.slice(0, at + 1).join('/');
}

function refuseJpeg2000(files: readonly OpenedFile[]): Refused {
  const [{ path }] = files as [OpenedFile, ...OpenedFile[]];
  const what = 'JPEG 2000 is not read: make Cloud-Optimized GeoTIFFs of it with GDAL';
  if (files.length === 1) return { name: path, sentence: `${what}: ${toCog(path)}` };
  const folders = [...new Set(files.map((file) => folderOf(file.path)))];
  const extension = /[^.]*$/.exec(path)![0];
  return {
    name: productOf(path) ?? (folders.length === 1 && folders[0] ? folders[0] : `${files.length} files`),
    sentence: `${what}, then open the folder again: ${allToCog(folders, extension)}`,
  };
}

function sentenceFor(path: string): string {
  if (archive.test(path)) {
    return `Archives are not read: unpack it (${unpackingOf(path)}), then open the folder that comes out.`;
  }
  if (scientific.test(path)) {
    const file = shellWord(path) ?? 'the file';
    return `NetCDF and HDF are not read: gdalinfo ${file} lists what is in it, and gdal_translate -of COG with the name of one part makes a GeoTIFF of that.`;
  }
  if (grib.test(path)) return `GRIB is not read: make a GeoTIFF of it with GDAL: ${toCog(path)}`;
  return `This format is not read: make a GeoTIFF of it with GDAL: ${toCog(path)}`;
}

function unpackingOf(path: string): string {
  const name = nameOf(path);
  if (/\.zip$/i.test(name)) return 'unzip';
  if (/\.(tar|tgz|tbz2?|txz)$|\.tar\.\w+$/i.test(name)) return 'tar -xf';
  return /\.(gz)$/i.test(name) ? 'gunzip' : '7z x';
}
