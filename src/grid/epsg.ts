import { BestpixelError, notFetched } from '../errors.ts';
import { datumShift } from './datum.ts';

export type GeoKeys = Readonly<Record<string, unknown>>;

type Tokens = Map<string, string | null>;

/** PROJ text of a code in the EPSG database (1.5 MB, loaded on first use). Rejects with 'unknown-crs', or 'network'. */
export async function epsgFromDatabase(code: number): Promise<string> {
  const text = code > 0 ? await lookUp({ ProjectedCSTypeGeoKey: code }) : null;
  const tokens = text === null ? null : tokensOf(text);
  if (!tokens || tokens.get('proj') === 'geocent')
    throw unknown(code, 'is not a CRS of this program’s EPSG database');
  // Coordinates that count westward or southward would need turned pixels.
  if (/^[ensw]*[sw]/.test(tokens.get('axis') ?? '')) throw unknown(code, 'has axes that point west or south');
  tokens.delete('axis');
  completeStereographic(tokens);
  const shift = datumShift(code, tokens.get('ellps') ?? '');
  if (shift && !tokens.has('towgs84') && !tokens.has('datum')) tokens.set('towgs84', shift);
  return textOf(tokens);
}

/** The ellipsoid, prime meridian and datum shift of a file's own geographic CRS, as PROJ text without "+proj". */
export async function baseFromGeoKeys(keys: GeoKeys): Promise<string> {
  const own = Object.entries(keys).filter(([key]) =>
    /^(Geog|Ellipsoid|PrimeMeridian|GeodeticDatum)/.test(key),
  );
  const tokens = tokensOf((await lookUp(Object.fromEntries(own))) ?? '');
  for (const key of ['proj', 'axis', 'no_defs']) tokens.delete(key);
  return textOf(tokens);
}

async function lookUp(keys: Record<string, unknown>): Promise<string | null> {
  const database = import('geotiff-geokeys-to-proj4');
  const { toProj4 } = await database.catch(notFetched('the database of CRSs'));
  const { proj4, errors } = toProj4(keys as unknown as Parameters<typeof toProj4>[0]);
  return errors.CRSNotSupported ? null : proj4;
}

/** The database leaves the pole of some polar stereographic CRSs out; proj4 would take the equator. */
function completeStereographic(tokens: Tokens): void {
  const trueScale = Number(tokens.get('lat_ts') ?? 0);
  if (tokens.get('proj') === 'stere' && !tokens.has('lat_0') && trueScale !== 0) {
    tokens.set('lat_0', trueScale > 0 ? '90' : '-90');
  }
}

function tokensOf(text: string): Tokens {
  const tokens: Tokens = new Map();
  for (const [, key, value] of text.matchAll(/\+(\w+)(?:=(\S+))?/g)) tokens.set(key, value ?? null);
  return tokens;
}

function textOf(tokens: Tokens): string {
  return [...tokens].map(([key, value]) => (value === null ? `+${key}` : `+${key}=${value}`)).join(' ');
}

function unknown(code: number, why: string): BestpixelError {
  return new BestpixelError('unknown-crs', `EPSG:${code} ${why}`, {
    remedy: 'Give its definition as WKT or PROJ text, or reproject with gdalwarp -t_srs EPSG:4326.',
  });
}
