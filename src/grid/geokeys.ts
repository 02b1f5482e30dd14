import { BestpixelError } from '../errors.ts';
import { epsg } from './crs-code.ts';
import { baseFromGeoKeys, type GeoKeys } from './epsg.ts';
import type { Crs } from './grid.ts';
import { assertUsable } from './projector.ts';

const userDefined = 32767;

/** Projection methods (GeoTIFF's ProjCoordTransGeoKey) as PROJ names with the parameters each takes. */
const methods: Readonly<Record<number, string>> = {
  1: 'tmerc lat_0 lon_0 k_0',
  7: 'merc lat_ts lon_0 k_0',
  8: 'lcc lat_0 lon_0 lat_1 lat_2',
  9: 'lcc lat_0 lat_1=lat_0 lon_0 k_0',
  10: 'laea lat_0 lon_0',
  11: 'aea lat_0 lon_0 lat_1 lat_2',
  12: 'aeqd lat_0 lon_0',
  13: 'eqdc lat_0 lon_0 lat_1 lat_2',
  14: 'stere lat_0 lon_0 k_0',
  15: 'stere polar lon_0 k_0',
  16: 'sterea lat_0 lon_0 k_0',
  17: 'eqc lat_ts lat_0 lon_0',
  18: 'cass lat_0 lon_0',
  19: 'gnom lat_0 lon_0',
  20: 'mill lon_0',
  21: 'ortho lat_0 lon_0',
  22: 'poly lat_0 lon_0',
  23: 'robin lon_0',
  24: 'sinu lon_0',
  25: 'vandg lon_0',
  28: 'cea lat_ts lon_0',
};

/** Where each parameter is found: writers disagree about which centre is which, the first present counts. */
const sources: Readonly<Record<string, readonly string[]>> = {
  lat_0: ['ProjFalseOriginLatGeoKey', 'ProjNatOriginLatGeoKey', 'ProjCenterLatGeoKey'],
  lon_0: [
    'ProjStraightVertPoleLongGeoKey',
    'ProjFalseOriginLongGeoKey',
    'ProjNatOriginLongGeoKey',
    'ProjCenterLongGeoKey',
  ],
  lat_1: ['ProjStdParallel1GeoKey'],
  lat_2: ['ProjStdParallel2GeoKey'],
  lat_ts: ['ProjStdParallel1GeoKey', 'ProjNatOriginLatGeoKey'],
  k_0: ['ProjScaleAtNatOriginGeoKey', 'ProjScaleAtCenterGeoKey'],
  x_0: ['ProjFalseOriginEastingGeoKey', 'ProjFalseEastingGeoKey', 'ProjCenterEastingGeoKey'],
  y_0: ['ProjFalseOriginNorthingGeoKey', 'ProjFalseNorthingGeoKey', 'ProjCenterNorthingGeoKey'],
};

const metresPerUnit: Readonly<Record<number, number>> = {
  9001: 1,
  9002: 0.3048,
  9003: 1200 / 3937,
  9005: 0.3047972654,
  9030: 1852,
  9036: 1000,
};
const degreesPerUnit: Readonly<Record<number, number>> = {
  9101: 180 / Math.PI,
  9102: 1,
  9105: 0.9,
  9106: 0.9,
  9122: 1,
};

/**
 * The CRS that a file's GeoKeys (names to values, as geotiff.js gives them) describe: by code, or by projection
 * method, parameters, units and ellipsoid. Rejects with 'unknown-crs', also where the keys describe none, or
 * with 'network'.
 */
export async function crsFromGeoKeys(keys: GeoKeys): Promise<Crs> {
  const projected = codeOf(keys, 'ProjectedCSTypeGeoKey', 'ProjectedCRSGeoKey');
  const geographic = codeOf(keys, 'GeographicTypeGeoKey', 'GeodeticCRSGeoKey');
  const model = number(keys, 'GTModelTypeGeoKey');
  const method = number(keys, 'ProjCoordTransGeoKey') ?? number(keys, 'ProjMethodGeoKey');
  // Some writers name the geographic base beside the projected CRS: the projected one holds.
  if (projected !== null && model !== 2) return inUnitsOf(keys, await epsg(projected));
  const conversion = codeOf(keys, 'ProjectionGeoKey', 'ProjectionGeoKey');
  if (model === 3) throw unknown('is geocentric');
  if (model === 1 || (model !== 2 && (method !== null || conversion !== null))) {
    const utm = geographic === 4326 && conversion !== null ? utmCode(conversion) : null;
    if (utm !== null) return inUnitsOf(keys, await epsg(utm));
    return userDefinedCrs({ keys, method, conversion, base: await baseOf(keys, geographic) });
  }
  if (degreesOf(keys) !== 1) throw unknown('counts in an angular unit other than the degree');
  if (geographic !== null) return epsg(geographic);
  if (model !== 2) throw unknown('is not described by its GeoKeys');
  return usable(`+proj=longlat ${await baseFromGeoKeys(keys)} +no_defs`);
}

async function userDefinedCrs(job: {
  keys: GeoKeys;
  method: number | null;
  conversion: number | null;
  base: string;
}): Promise<Crs> {
  const { keys, method, conversion, base } = job;
  const utm = conversion === null ? null : utmCode(conversion);
  if (utm !== null)
    return usable(`+proj=utm +zone=${utm % 100}${utm > 32700 ? ' +south' : ''} ${base} +no_defs`);
  const [proj, ...parameters] = methods[method ?? 0]?.split(' ') ?? [];
  if (!proj)
    throw unknown(`uses a projection method (${method ?? conversion ?? 'none'}) that is not known here`);
  const metres = metresOf(keys) ?? 1;
  const parts = parameters.flatMap((name) => parameter(keys, name));
  const shifts = ['x_0', 'y_0'].map((name) => `+${name}=${(valueOf(keys, name) ?? 0) * metres}`);
  const units = metres === 1 ? '+units=m' : `+to_meter=${metres}`;
  return usable([`+proj=${proj}`, ...parts, ...shifts, base, units, '+no_defs'].join(' '));
}

function parameter(keys: GeoKeys, name: string): string[] {
  const degrees = degreesOf(keys);
  if (name === 'polar') {
    const latitude = (valueOf(keys, 'lat_0') ?? 90) * degrees;
    const pole = `+lat_0=${latitude < 0 ? -90 : 90}`;
    return Math.abs(latitude) === 90 ? [pole] : [pole, `+lat_ts=${latitude}`];
  }
  const [to, from = to] = name.split('=');
  const value = valueOf(keys, from);
  return value === null ? [] : [`+${to}=${to === 'k_0' ? value : value * degrees}`];
}

/** A CRS by code whose file counts in another linear unit than EPSG has it. */
async function inUnitsOf(keys: GeoKeys, crs: Crs): Promise<Crs> {
  const metres = metresOf(keys);
  const own = Number(/\+to_meter=(\S+)/.exec(crs.proj4)?.[1] ?? 1);
  if (metres === null || Math.abs(metres / own - 1) < 1e-7) return crs;
  return usable(`${crs.proj4.replace(/\+(units|to_meter)=\S+/g, '')} +to_meter=${metres}`);
}

async function baseOf(keys: GeoKeys, geographic: number | null): Promise<string> {
  if (geographic === null) return baseFromGeoKeys(keys);
  return (await epsg(geographic)).proj4.replace(/\+proj=\S+|\+no_defs/g, '').trim();
}

/** UTM's conversions: 16001 to 16060 north, 16101 to 16160 south. */
function utmCode(conversion: number): number | null {
  const zone = conversion % 100;
  if (zone < 1 || zone > 60) return null;
  if (conversion < 16100) return conversion > 16000 ? 32600 + zone : null;
  return conversion < 16200 ? 32700 + zone : null;
}

function metresOf(keys: GeoKeys): number | null {
  return unitOf({
    keys,
    unit: 'ProjLinearUnitsGeoKey',
    size: 'ProjLinearUnitSizeGeoKey',
    known: metresPerUnit,
  });
}

function degreesOf(keys: GeoKeys): number {
  const size = 'GeogAngularUnitSizeGeoKey';
  return (
    unitOf({ keys, unit: 'GeogAngularUnitsGeoKey', size, known: degreesPerUnit, scale: 180 / Math.PI }) ?? 1
  );
}

function unitOf(job: {
  keys: GeoKeys;
  unit: string;
  size: string;
  known: Readonly<Record<number, number>>;
  scale?: number;
}): number | null {
  const { keys, unit, size, known, scale = 1 } = job;
  const code = number(keys, unit);
  if (code === null || code === 0) return null;
  const own = number(keys, size);
  const value = code === userDefined && own !== null ? own * scale : known[code];
  if (value === undefined || !(value > 0)) throw unknown(`counts in a unit (${code}) that is not known here`);
  return value;
}

function valueOf(keys: GeoKeys, name: string): number | null {
  for (const key of sources[name]) {
    const value = number(keys, key);
    if (value !== null) return value;
  }
  return null;
}

/** A code that stands for something: neither absent, undefined (0) nor user-defined. */
function codeOf(keys: GeoKeys, ...names: string[]): number | null {
  const code = names.map((name) => number(keys, name)).find((value) => value !== null) ?? null;
  return code === 0 || code === userDefined ? null : code;
}

function number(keys: GeoKeys, name: string): number | null {
  const value = keys[name];
  const first: unknown =
    Array.isArray(value) || ArrayBuffer.isView(value) ? (value as unknown as unknown[])[0] : value;
  return typeof first === 'number' && Number.isFinite(first) ? first : null;
}

async function usable(proj4: string): Promise<Crs> {
  const text = proj4.replace(/\s+/g, ' ').trim();
  const crs = { name: text, proj4: text };
  await assertUsable(crs);
  return crs;
}

function unknown(what: string): BestpixelError {
  return new BestpixelError('unknown-crs', `the file’s CRS ${what}`, {
    remedy: 'Write it with a known one, for example gdalwarp -t_srs EPSG:4326, or gdal_edit.py -a_srs.',
  });
}
