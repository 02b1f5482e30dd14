import type proj4 from 'proj4';
import type { ProjectionDefinition } from 'proj4';
import { BestpixelError, notFetched } from '../errors.ts';
import type { Crs } from './grid.ts';
import { type PlainCrs, plainCrs } from './plain-crs.ts';

export { wgs84 } from './plain-crs.ts';

/** Coordinates of one CRS in another. Not finite where the other CRS has no such place. */
export type Projector = (x: number, y: number) => [x: number, y: number];

const definitions = new Map<string, ProjectionDefinition>();
const projectors = new Map<string, Projector>();
/** proj4's mark of a datum whose shift is not known. */
const noDatum = 5;
const nowhere: [number, number] = [NaN, NaN];

type Library = typeof proj4;

let library: Library | null = null;

/** Has to be awaited once for each CRS that comes from outside: those that are not plain need a library. */
export async function ready(crs: Crs): Promise<void> {
  if (library || plainCrs(crs)) return;
  const part = await import('proj4').catch(notFetched('what projects coordinates'));
  library = part.default;
}

/** True where the CRS's coordinates are longitude and latitude in degrees. */
export function isGeographic(crs: Crs): boolean {
  return plainCrs(crs)?.isGeographic ?? definitionOf(crs).projName === 'longlat';
}

/** Rejects with 'unknown-crs' where coordinates of the CRS cannot be projected, or 'network'. */
export async function assertUsable(crs: Crs): Promise<void> {
  await ready(crs);
  if (!plainCrs(crs)) definitionOf(crs);
}

/**
 * A remark for a person where positions may be off by some hundred metres, because how the CRS's datum lies to WGS 84
 * is not known here (PROJ has grid files for some of these); else null.
 */
export function datumNote(crs: Crs): string | null {
  if (plainCrs(crs)) return null;
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
  const [plainFrom, plainTo] = [plainCrs(from), plainCrs(to)];
  const project = plainFrom && plainTo ? between(plainFrom, plainTo) : byLibrary(from, to);
  const geographic = isGeographic(from);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return nowhere;
    // Latitudes beyond the poles would be folded back onto the globe.
    if (geographic && Math.abs(y) > 90 + 1e-9) return nowhere;
    return project(x, y);
  };
}

function between(from: PlainCrs, to: PlainCrs): Projector {
  return (x, y) => to.fromRadians(...from.toRadians(x, y));
}

function byLibrary(from: Crs, to: Crs): Projector {
  const [source, target] = [definitionOf(from), definitionOf(to)];
  const { transform } = library!;
  return (x, y) => {
    const point = transform(source, target, { x, y }, false);
    return point ? [point.x, point.y] : nowhere;
  };
}

function definitionOf(crs: Crs): ProjectionDefinition {
  let found = definitions.get(crs.name);
  if (!found) definitions.set(crs.name, (found = parse(crs)));
  return found;
}

function parse(crs: Crs): ProjectionDefinition {
  if (!library) throw new Error(`nobody made ready for ${crs.name}`);
  try {
    return library.Proj(crs.proj4.startsWith('{') ? JSON.parse(crs.proj4) : withDefaults(crs.proj4));
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
