import proj4, { type ProjectionDefinition } from 'proj4';
import { BestpixelError } from '../errors.ts';
import type { Crs } from './grid.ts';

/** Coordinates of one CRS in another. Not finite where the other CRS has no such place. */
export type Projector = (x: number, y: number) => [x: number, y: number];

export const wgs84: Crs = { name: 'EPSG:4326', proj4: '+proj=longlat +datum=WGS84 +no_defs' };

const definitions = new Map<string, ProjectionDefinition>();
const projectors = new Map<string, Projector>();
/** proj4's mark of a datum whose shift is not known. */
const noDatum = 5;
const nowhere: [number, number] = [NaN, NaN];

/** True where the CRS's coordinates are longitude and latitude in degrees. */
export function isGeographic(crs: Crs): boolean {
  return definitionOf(crs).projName === 'longlat';
}

/** Throws 'unknown-crs' where coordinates of the CRS cannot be projected. */
export function assertUsable(crs: Crs): void {
  definitionOf(crs);
}

/**
 * A remark for a person where positions may be off by some hundred metres, because how the CRS's datum lies to WGS 84
 * is not known here (PROJ has grid files for some of these); else null.
 */
export function datumNote(crs: Crs): string | null {
  const { datum, sphere } = definitionOf(crs);
  const plain =
    sphere || datum === undefined || datum.datum_type !== noDatum || Math.abs(datum.a - 6378137) < 1;
  return plain
    ? null
    : `datum shift from ${crs.name} to WGS 84 not known: positions may be off by some hundred metres`;
}

/**
 * The projector between two CRSs, made once per pair. The identity within one CRS.
 * Throws 'unknown-crs' where a definition cannot be used.
 */
export function projector(from: Crs, to: Crs): Projector {
  const key = `${from.name}\n${to.name}`;
  let found = projectors.get(key);
  if (!found) projectors.set(key, (found = makeProjector(from, to)));
  return found;
}

function makeProjector(from: Crs, to: Crs): Projector {
  if (from.name === to.name || from.proj4 === to.proj4) return (x, y) => [x, y];
  const source = definitionOf(from);
  const target = definitionOf(to);
  const geographic = isGeographic(from);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return nowhere;
    // proj4 folds latitudes beyond the poles back onto the globe.
    if (geographic && Math.abs(y) > 90 + 1e-9) return nowhere;
    const point = proj4.transform(source, target, { x, y }, false);
    return point ? [point.x, point.y] : nowhere;
  };
}

function definitionOf(crs: Crs): ProjectionDefinition {
  let found = definitions.get(crs.name);
  if (!found) definitions.set(crs.name, (found = parse(crs)));
  return found;
}

function parse(crs: Crs): ProjectionDefinition {
  try {
    return proj4.Proj(crs.proj4.startsWith('{') ? JSON.parse(crs.proj4) : withDefaults(crs.proj4));
  } catch (cause) {
    throw new BestpixelError('unknown-crs', `the CRS ${crs.name} cannot be projected`, {
      remedy: 'Reproject the file to a common CRS, for example with gdalwarp -t_srs EPSG:3857.',
      cause: typeof cause === 'string' ? new Error(cause) : cause,
    });
  }
}

/** PROJ's defaults, which some of proj4's projections miss and then give NaN. */
function withDefaults(text: string): string {
  if (!text.startsWith('+') || /\+proj=(longlat|latlong|utm)\b/.test(text)) return text;
  const defaults = { lat_0: 0, lon_0: 0, x_0: 0, y_0: 0 };
  const missing = Object.entries(defaults).filter(([key]) => !new RegExp(`\\+${key}=`).test(text));
  return [text, ...missing.map(([key, value]) => `+${key}=${value}`)].join(' ');
}
