import { BestpixelError } from '../../errors.ts';
import { type Json, textOf, textsOf } from '../json.ts';
import { pathOf } from './href.ts';

/** What an asset is to this program: a TIFF, pixels in a format that is not read (its name), or no pixels at all. */
export type Media = 'tiff' | BestpixelError | null;

/** By its roles and key, then its media type, then its extension. */
export function mediaOf(key: string, asset: Json): Media {
  const roles = rolesOf(asset);
  const data = roles.includes('data');
  if (!data && (notDataKey.test(key) || roles.some((role) => notData.has(role)))) return null;
  const type = textOf(asset['type'])?.split(';')[0]!.trim().toLowerCase();
  const extension = /\.([a-z\d]{1,8})$/i.exec(pathOf(asset['href']))?.[1]?.toLowerCase();
  const vague = type === undefined || type === 'application/octet-stream';
  if (vague ? extension === 'tif' || extension === 'tiff' : tiffTypes.has(type)) return 'tiff';
  const format = formats.find(({ types, extensions }) =>
    vague ? extension !== undefined && extensions.includes(extension) : types.includes(type),
  );
  if (format) return unreadable(format.name);
  return data && !vague && !plain.test(type) ? unreadable(`the type ${type}`) : null;
}

export function rolesOf(asset: Json): readonly string[] {
  return textsOf(asset['roles'] ?? asset['role']).map((role) => role.toLowerCase());
}

/** True for pictures made for the eye: they repeat the names of the bands that they are made of. */
export function isPicture(key: string, asset: Json): boolean {
  return rolesOf(asset).includes('visual') || pictureKey.test(key);
}

const tiffTypes = new Set([
  'image/tiff',
  'image/tif',
  'image/geotiff',
  'image/x.geotiff',
  'image/vnd.stac.geotiff',
]);
const notData = new Set(['thumbnail', 'overview', 'preview', 'metadata']);
const notDataKey = /(^|[_-])(thumbnail|overview|preview|metadata)$/i;
const pictureKey = /^(visual|tci|true[_-]?colou?r)([_-]\d+m)?$/i;
/** Texts, documents and pictures of the web: what they tell is not pixels of a band. */
const plain = /^text\/|^application\/(geo\+)?json$|xml$|^application\/pdf$|^image\/(png|jpe?g|gif|webp)$/;

const formats: readonly {
  readonly name: string;
  readonly types: readonly string[];
  readonly extensions: readonly string[];
}[] = [
  {
    name: 'JPEG 2000',
    types: ['image/jp2', 'image/jpx', 'image/jpeg2000'],
    extensions: ['jp2', 'j2k', 'jpx'],
  },
  { name: 'ZIP', types: ['application/zip', 'application/x-zip-compressed'], extensions: ['zip'] },
  {
    name: 'NetCDF',
    types: ['application/netcdf', 'application/x-netcdf', 'application/vnd+netcdf'],
    extensions: ['nc'],
  },
  {
    name: 'HDF',
    types: ['application/x-hdf', 'application/x-hdf5', 'application/x-hdf-eos', 'application/hdf5'],
    extensions: ['hdf', 'h5', 'hdf5'],
  },
  { name: 'Zarr', types: ['application/vnd+zarr', 'application/vnd.zarr'], extensions: ['zarr'] },
  {
    name: 'GRIB',
    types: ['application/wmo-grib2', 'application/grib'],
    extensions: ['grib', 'grib2', 'grb2'],
  },
];

function unreadable(format: string): BestpixelError {
  return new BestpixelError('unsupported', `files of ${format} are not read here`, {
    remedy:
      'Use a catalog that has Cloud-Optimized GeoTIFFs, or make them: gdal_translate -of COG in out.tif',
  });
}
