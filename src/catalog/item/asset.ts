import { BestpixelError } from '../../errors.ts';
import { isObject, type Json, objectsOf, textOf, textsOf } from '../json.ts';
import { type DeclaredBand, declaredBands } from './declared-band.ts';

/** A TIFF of an item, and what the item says of it. */
export interface Asset {
  readonly key: string;
  /** Absolute: http, https or blob. */
  readonly href: string;
  readonly roles: readonly string[];
  /** One per sample of the file. */
  readonly bands: readonly DeclaredBand[];
  /** Code, WKT2 or PROJJSON text. */
  readonly crs: string | undefined;
  /** True where it marks kinds or bits rather than amounts. */
  readonly classified: boolean;
}

/** The assets that hold pixels, in the item's order, and those that would if a browser could read them. */
export interface Assets {
  readonly readable: ReadonlyMap<string, Asset>;
  readonly unreadable: readonly BestpixelError[];
}

const maxAssets = 1000;
const maxHref = 8192;

export function readAssets(item: Json, properties: Json, base: string): Assets {
  if (!isObject(item['assets'])) {
    throw new BestpixelError('bad-stac', 'it lists no assets', {
      remedy: 'Search again without leaving assets out.',
    });
  }
  const readable = new Map<string, Asset>();
  const unreadable: BestpixelError[] = [];
  const entries = Object.entries(item['assets']);
  if (entries.length > maxAssets) throw new BestpixelError('too-large', `it has ${entries.length} assets`);
  for (const [key, asset] of entries) {
    if (!isObject(asset) || !textOf(key) || !isPixels(key, asset)) continue;
    const href = resolve(asset['href'], base);
    if (href instanceof BestpixelError) unreadable.push(href);
    else readable.set(key, makeAsset({ key, asset, properties, href }));
  }
  return { readable, unreadable };
}

function makeAsset(from: { key: string; asset: Json; properties: Json; href: string }): Asset {
  const { key, asset, properties, href } = from;
  return {
    key,
    href,
    roles: rolesOf(asset),
    bands: declaredBands(asset),
    crs: crsOf(asset) ?? crsOf(properties),
    classified: objectsOf(asset['classification:bitfields']).length > 0 || 'classification:classes' in asset,
  };
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

function isPixels(key: string, asset: Json): boolean {
  const type = textOf(asset['type'])?.split(';')[0]!.trim().toLowerCase();
  const byName = type === undefined || type === 'application/octet-stream';
  if (byName ? !/\.tiff?$/i.test(pathOf(asset['href'])) : !tiffTypes.has(type)) return false;
  const roles = rolesOf(asset);
  if (roles.includes('data')) return true;
  return !notDataKey.test(key) && !roles.some((role) => notData.has(role));
}

function rolesOf(asset: Json): readonly string[] {
  return textsOf(asset['roles'] ?? asset['role']).map((role) => role.toLowerCase());
}

function pathOf(href: unknown): string {
  return textOf(href, maxHref)?.split(/[?#]/, 1)[0] ?? '';
}

function resolve(value: unknown, base: string): string | BestpixelError {
  const href = textOf(value, maxHref);
  if (!href) return new BestpixelError('bad-stac', 'an asset has no usable href');
  if (!URL.canParse(href, base))
    return new BestpixelError('bad-stac', 'an asset has an href that is no address');
  const url = new URL(href, base);
  if (['http:', 'https:', 'blob:'].includes(url.protocol)) return url.href;
  return new BestpixelError(
    'unsupported',
    `addresses of the kind ${url.protocol} are not readable in a browser`,
    {
      remedy: 'Use a catalog that offers the files by https.',
    },
  );
}

function crsOf(fields: Json): string | undefined {
  const epsg = fields['proj:epsg'];
  const projjson = fields['proj:projjson'];
  return (
    textOf(fields['proj:code']) ??
    (Number.isInteger(epsg) ? `EPSG:${epsg as number}` : undefined) ??
    textOf(fields['proj:wkt2'], 65_536) ??
    (isObject(projjson) ? textOf(JSON.stringify(projjson), 65_536) : undefined)
  );
}
