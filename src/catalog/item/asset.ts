import { BestpixelError } from '../../errors.ts';
import type { Extent } from '../../scene/scene.ts';
import { isObject, type Json, objectsOf, textOf } from '../json.ts';
import { type DeclaredBand, declaredBands } from './declared-band.ts';
import { extentOf } from './extent.ts';
import { readHref } from './href.ts';
import { isPicture, mediaOf, rolesOf } from './media.ts';

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
  readonly extent: Extent | undefined;
  /** True where it marks kinds or bits rather than amounts. */
  readonly classified: boolean;
  /** True for a picture made for the eye. */
  readonly picture: boolean;
}

/** The assets that hold pixels, in the item's order, and those that would if a browser could read them. */
export interface Assets {
  readonly readable: ReadonlyMap<string, Asset>;
  readonly unreadable: readonly BestpixelError[];
}

const maxAssets = 1000;

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
    if (!isObject(asset) || !textOf(key)) continue;
    const media = mediaOf(key, asset);
    if (media === null) continue;
    const href = media === 'tiff' ? readHref(asset, properties, base) : media;
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
    extent: extentOf(asset, properties),
    classified: objectsOf(asset['classification:bitfields']).length > 0 || 'classification:classes' in asset,
    picture: isPicture(key, asset),
  };
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
