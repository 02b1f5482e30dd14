import type { Dtype } from '../../dtype.ts';
import { type Json, numberOf, objectOf, objectsOf, textOf } from '../json.ts';

/** What a catalog says of one sample of a file: STAC 1.0's `eo:bands` and `raster:bands`, or 1.1's `bands`. */
export interface DeclaredBand {
  readonly name: string | undefined;
  /** "red", "nir": the same for bands of all sensors. */
  readonly commonName: string | undefined;
  readonly dtype: Dtype | undefined;
  readonly nodata: number | undefined;
  /** physical = stored · scale + offset; undefined where nothing is said. */
  readonly scale: number | undefined;
  readonly offset: number | undefined;
  readonly unit: string | undefined;
}

const maxSamples = 1000;

/** One per sample, at least one. A field of the asset holds for each of its bands, unless the band has its own. */
export function declaredBands(asset: Json): readonly DeclaredBand[] {
  const [eo, raster, common] = [asset['eo:bands'], asset['raster:bands'], asset['bands']].map(objectsOf);
  const count = Math.max(1, Math.min(maxSamples, Math.max(eo!.length, raster!.length, common!.length)));
  return Array.from({ length: count }, (_, sample) => {
    const fields = { ...objectOf(raster![sample]), ...objectOf(common![sample]) };
    const say = (name: string): unknown => fields[name] ?? asset[name];
    return {
      name: textOf(eo![sample]?.['name']) ?? textOf(fields['name']),
      commonName: textOf(eo![sample]?.['common_name'] ?? say('eo:common_name'), 64),
      dtype: dtypes.get(textOf(say('data_type')) ?? ''),
      nodata: nodataOf(say('nodata')),
      scale: factorOf(say('raster:scale') ?? say('scale')) || undefined,
      offset: factorOf(say('raster:offset') ?? say('offset')),
      unit: textOf(say('unit')),
    };
  });
}

const dtypes = new Map<string, Dtype>([
  ['uint8', 'uint8'],
  ['int8', 'int8'],
  ['uint16', 'uint16'],
  ['int16', 'int16'],
  ['uint32', 'uint32'],
  ['int32', 'int32'],
  ['float32', 'float32'],
  ['float64', 'float32'],
]);

/** A number of a size that arithmetic stays finite with. */
function factorOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Math.abs(number) < 1e30 ? number : undefined;
}

/** A number, or the words JSON has no number for. */
function nodataOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const text = textOf(value, 64)?.trim().toLowerCase();
  if (!text) return undefined;
  if (text === 'nan') return Number.NaN;
  const infinity = /^([+-]?)inf(inity)?$/.exec(text);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}
