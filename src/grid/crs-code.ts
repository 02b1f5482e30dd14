import { BestpixelError } from '../errors.ts';
import { epsgFromDatabase } from './epsg.ts';
import type { Crs } from './grid.ts';
import { assertUsable, wgs84 } from './projector.ts';
import { webMercator } from './tile.ts';

const remedy = 'Give its definition as WKT or PROJ text, or reproject with gdalwarp -t_srs EPSG:4326.';

const codePattern =
  /^(?:(?:EPSG|ESRI)::?|urn:ogc:def:crs:(?:EPSG|ESRI):[^:]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]*\/)(\d+)$/i;

/** Other numbers in use for Web Mercator. */
const webMercatorCodes = new Set([3857, 3785, 900913, 102100, 102113]);

/**
 * The CRS of a code ("EPSG:32613", its URN or URL, "OGC:CRS84") or of a definition (PROJ text, WKT 1 or 2, PROJJSON).
 * A definition that names its EPSG code is that code. Axes are always east, north; coordinates of a pixel never swap.
 * Rejects with 'unknown-crs', or 'network'.
 */
export async function crsFromCode(code: string): Promise<Crs> {
  const text = code.trim();
  const match = codePattern.exec(text);
  if (match) return epsg(Number(match[1]));
  if (/CRS84$/i.test(text)) return wgs84;
  const crs = fromDefinition(text);
  const own = ownCode(text);
  if (own !== null) {
    const named = await epsg(own).catch(() => null);
    if (named) return named;
  }
  await assertUsable(crs);
  return crs;
}

/** The CRS of an EPSG (or ESRI) number. The database of rarer ones is loaded when the first of them is asked for. */
export async function epsg(code: number): Promise<Crs> {
  const name = `EPSG:${code}`;
  const crs = epsgAtOnce(code) ?? { name, proj4: await epsgFromDatabase(code) };
  await assertUsable(crs);
  return crs;
}

/** The common ones: WGS 84, Web Mercator, UTM on WGS 84, NAD83 and ETRS89. Null: not one of these. */
export function epsgAtOnce(code: number): Crs | null {
  if (code === 4326) return wgs84;
  if (webMercatorCodes.has(code)) return webMercator;
  const name = `EPSG:${code}`;
  const zone = code % 100;
  const utm = (rest: string): Crs => ({ name, proj4: `+proj=utm +zone=${zone} ${rest} +units=m +no_defs` });
  if (code > 32600 && code <= 32660) return utm('+datum=WGS84');
  if (code > 32700 && code <= 32760) return utm('+south +datum=WGS84');
  if (code > 26900 && code <= 26923) return utm('+datum=NAD83');
  if (code >= 25828 && code <= 25838) return utm('+ellps=GRS80 +towgs84=0,0,0');
  return null;
}

function fromDefinition(text: string): Crs {
  if (text.startsWith('+')) {
    // Grids of datum shifts are files that are not here; proj4 without one would project nothing at all.
    const proj4 = text
      .replace(/\+nadgrids=(?!@null)\S+/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    return { name: proj4, proj4 };
  }
  if (text.startsWith('{') || /^\w+\s*\[/.test(text))
    return { name: `${titleOf(text)} #${hash(text)}`, proj4: text };
  throw new BestpixelError('unknown-crs', `“${text.slice(0, 80)}” names no known CRS`, { remedy });
}

/** The EPSG code that WKT or PROJJSON gives for itself, not for one of its parts. */
function ownCode(text: string): number | null {
  if (text.startsWith('{')) {
    const id = (parseJson(text) as { id?: { authority?: unknown; code?: unknown } }).id;
    return id?.authority === 'EPSG' && Number.isInteger(Number(id.code)) ? Number(id.code) : null;
  }
  const match = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(text);
  return match ? Number(match[1]) : null;
}

function titleOf(text: string): string {
  if (text.startsWith('{')) return String((parseJson(text) as { name?: unknown }).name ?? 'PROJJSON');
  return /"([^"]*)"/.exec(text)?.[1] ?? 'WKT';
}

function parseJson(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (cause) {
    throw new BestpixelError('unknown-crs', 'a CRS definition is not valid JSON', { remedy, cause });
  }
}

/** FNV-1a: tells definitions of one title apart. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16);
}
