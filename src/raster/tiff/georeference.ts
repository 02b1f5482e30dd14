import { globals } from 'geotiff';
import { BestpixelError } from '../../errors.ts';
import type { Affine } from '../../grid/grid.ts';
import type { Directory } from './directory.ts';
import { corrupt } from './failures.ts';
import { tag } from './tags.ts';

/** GeoKeys by name, as geotiff.js spells them. */
export type GeoKeys = Readonly<Record<string, number | string | readonly number[]>>;

const pixelIsPoint = 2;

/** The affine of the full image, read as GDAL reads it. Throws 'no-georeference' where there is none. */
export async function readAffine(
  directory: Directory,
  keys: GeoKeys,
  where: string,
  signal?: AbortSignal,
): Promise<Affine> {
  const scale = await directory.numbers(tag.ModelPixelScale, signal);
  const tie = await directory.numbers(tag.ModelTiepoint, signal);
  const matrix = await directory.numbers(tag.ModelTransformation, signal);
  const affine = fromScale(scale, tie) ?? fromMatrix(matrix);
  if (!affine || !isUsable(affine)) {
    throw new BestpixelError('no-georeference', 'the file does not say where its pixels lie', {
      where,
      remedy: 'Give it a georeference, for example with gdal_edit.py -a_srs … -a_ullr …, or leave it out.',
    });
  }
  if (keys['GTRasterTypeGeoKey'] !== pixelIsPoint) return affine;
  const [a, b, c, d, e, f] = affine;
  return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2];
}

function fromScale(scale: readonly number[], tie: readonly number[]): Affine | null {
  const [x = 0, y = 0] = scale;
  if (x === 0 || y === 0 || tie.length < 6) return null;
  const [i, j, , east, north] = tie as [number, number, number, number, number];
  // A negative y scale still means north up: GDAL takes it so, against the letter of the standard.
  const [a, e] = [x, -Math.abs(y)];
  return [a, 0, east - i * a, 0, e, north - j * e];
}

function fromMatrix(m: readonly number[]): Affine | null {
  return m.length < 16 ? null : [m[0], m[1], m[3], m[4], m[5], m[7]];
}

function isUsable(affine: Affine): boolean {
  const [a, b, , d, e] = affine;
  return affine.every(Number.isFinite) && a * e - b * d !== 0;
}

const names: Readonly<Record<number, string>> = globals.geoKeyNames;

/** The file's GeoKeys; empty where it has none. */
export async function readGeoKeys(
  directory: Directory,
  where: string,
  signal?: AbortSignal,
): Promise<GeoKeys> {
  const list = await directory.numbers(tag.GeoKeyDirectory, signal);
  if (list.length < 4) return {};
  const doubles = await directory.numbers(tag.GeoDoubleParams, signal);
  const text = (await directory.text(tag.GeoAsciiParams, signal)) ?? '';
  const keys: Record<string, number | string | readonly number[]> = {};
  if (list.length < 4 + 4 * list[3]) throw corrupt('its list of GeoKeys is cut off', where);
  for (let at = 4; at < 4 + 4 * list[3]; at += 4) {
    const [key, place, count, value] = list.slice(at, at + 4) as [number, number, number, number];
    const name = names[key];
    if (!name) continue;
    if (place === 0) keys[name] = value;
    else if (place === tag.GeoDoubleParams && value + count <= doubles.length) {
      keys[name] = count === 1 ? doubles[value] : doubles.slice(value, value + count);
    } else if (place === tag.GeoAsciiParams) keys[name] = text.slice(value, value + count - 1);
  }
  return keys;
}
