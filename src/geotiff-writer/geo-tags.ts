import { BestpixelError } from '../errors.ts';
import { isGeographic } from '../grid/crs.ts';
import type { Affine, Crs } from '../grid/grid.ts';
import type { Tag } from './tags.ts';

const modelPixelScale = 33550;
const modelTiepoint = 33922;
const modelTransformation = 34264;
const geoKeyDirectory = 34735;

/** The GeoTIFF tags of a CRS with an EPSG code and any affine transform, pixels as areas. */
export function geoTags(crs: Crs, affine: Affine): Tag[] {
  return [...placeTags(affine), { code: geoKeyDirectory, type: 'short', values: geoKeys(crs) }];
}

function placeTags([a, b, c, d, e, f]: Affine): Tag[] {
  if (b === 0 && d === 0 && a > 0 && e < 0) {
    return [
      { code: modelPixelScale, type: 'double', values: [a, -e, 0] },
      { code: modelTiepoint, type: 'double', values: [0, 0, 0, c, f, 0] },
    ];
  }
  const matrix = [a, b, 0, c, d, e, 0, f, 0, 0, 0, 0, 0, 0, 0, 1];
  return [{ code: modelTransformation, type: 'double', values: matrix }];
}

/** GTModelType, GTRasterType (1: area), and the code as ProjectedCRS or GeodeticCRS: OGC 19-008r4. */
function geoKeys(crs: Crs): number[] {
  const code = epsgCode(crs);
  const geographic = isGeographic(crs);
  const keys = [[1024, geographic ? 2 : 1], [1025, 1], geographic ? [2048, code] : [3072, code]];
  return [1, 1, 0, keys.length, ...keys.flatMap(([key, value]) => [key!, 0, 1, value!])];
}

function epsgCode(crs: Crs): number {
  const code = Number(/^EPSG:(\d+)$/i.exec(crs.name)?.[1] ?? NaN);
  if (code > 0 && code < 32767) return code;
  throw new BestpixelError('unsupported', 'a GeoTIFF is written only in a CRS with an EPSG code', {
    where: crs.name,
    remedy: 'Choose a CRS by its EPSG code, such as EPSG:32613.',
  });
}
