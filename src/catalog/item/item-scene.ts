import { BestpixelError } from '../../errors.ts';
import type { BandSource, Scene } from '../../scene/scene.ts';
import { acquisitionOfItem, editionOfItem } from './acquisition.ts';
import type { Asset } from './asset.ts';
import type { DeclaredBand } from './declared-band.ts';
import type { Item } from './item.ts';

export interface SceneOptions {
  /** See BandSource.token: for files that are not signed already. */
  readonly token?: string;
}

/** A band of a scene, and the asset it is in. */
export interface SceneBand {
  readonly name: string;
  readonly asset: Asset;
  readonly source: BandSource;
}

/**
 * A scene of a collection that the datasets table does not know: values are the file's. A file of one band gives it its
 * asset key; a file of several, their declared names. Throws the reason where nothing in it can be read.
 */
export function sceneOfItem(item: Item, options: SceneOptions = {}): Scene {
  const bands = new Map<string, SceneBand>();
  const add = (name: string, asset: Asset, sample: number): void => {
    bands.set(name, { name, asset, source: makeSource(asset, sample, options) });
  };
  const assets = [...item.readable.values()];
  for (const asset of assets.filter(isSingle)) add(asset.key, asset, 0);
  for (const asset of assets.filter((asset) => !isSingle(asset)).toSorted(picturesLast)) {
    asset.bands.forEach((band, sample) => add(freeName(bands, asset, band, sample), asset, sample));
  }
  return makeScene(item, [...bands.values()]);
}

/** The scene of an item with these bands; throws the reason where there are none. `more` adds to it. */
export function makeScene(
  item: Item,
  bands: readonly SceneBand[],
  more: Partial<Pick<Scene, 'properties' | 'reference'>> = {},
): Scene {
  if (bands.length === 0) throw nothingToRead(item);
  const { id, datetime, footprint, bounds } = item;
  const [acquisition, edition, aliases] = [acquisitionOfItem(item), editionOfItem(item), aliasesOf(bands)];
  return {
    id,
    datetime,
    footprint,
    bounds,
    bands: new Map(bands.map(({ name, source }) => [name, source])),
    ...(acquisition !== undefined && { acquisition }),
    ...(edition && { edition }),
    ...(aliases.size > 0 && { aliases }),
    ...more,
    properties: {
      ...item.properties,
      'system:index': id,
      'system:time_start': datetime,
      ...more.properties,
    },
  };
}

/** What the catalog says of one sample, as a source; `rules` replace what a dataset knows better. */
export function makeSource(
  asset: Asset,
  sample: number,
  { token, ...rules }: Partial<BandSource> = {},
): BandSource {
  const declared = asset.bands[sample] ?? asset.bands[0]!;
  const probability = isProbability(asset, declared);
  return {
    href: asset.href,
    sample,
    ...(declared.dtype && { dtype: declared.dtype }),
    nodata: {
      ...(declared.nodata !== undefined && { declared: declared.nodata }),
      ...(probability && { never: 0 }),
    },
    shift: 0,
    scale: declared.scale ?? 1,
    offset: declared.offset ?? 0,
    ...(asset.crs && { crs: asset.crs }),
    ...(asset.extent && { extent: asset.extent }),
    overviewsRank: !probability,
    ...(token !== undefined && !isSigned(asset.href) && { token }),
    ...rules,
  };
}

/** Azure's signature. */
function isSigned(href: string): boolean {
  return /[?&]sig=/.test(href);
}

/** Common names that exactly one measurement has, and that no band has for its own. */
function aliasesOf(bands: readonly SceneBand[]): ReadonlyMap<string, string> {
  const named = new Map<string, string[]>();
  for (const { name, asset, source } of bands) {
    const common = asset.bands[source.sample]?.commonName;
    if (common !== undefined && !asset.picture) named.set(common, [...(named.get(common) ?? []), name]);
  }
  const taken = new Set(bands.map(({ name }) => name));
  return new Map(
    [...named].flatMap(([common, [name, ...others]]) =>
      others.length > 0 || taken.has(common) ? [] : [[common, name!] as const],
    ),
  );
}

const probabilityKey =
  /^((cloud|snow)(_?prob(ability)?)?|cld(prb)?|snw(prb)?|clp|clp_s2c|msk_(cld|snw)prb|probability)(_\d+m)?$/i;
const probabilityRoles = new Set(['cloud', 'snow-ice', 'snow', 'cloud-probability', 'snow-probability']);

/** Probabilities of cloud or snow: their 0 is a value, and their overviews may be means that leave it out. */
function isProbability(asset: Asset, band: DeclaredBand): boolean {
  if (asset.classified || band.unit === 'bit index') return false;
  return probabilityKey.test(asset.key) || asset.roles.some((role) => probabilityRoles.has(role));
}

function isSingle(asset: Asset): boolean {
  return asset.bands.length === 1;
}

/** Rendered pictures repeat the names of the bands they are made of: the measurements keep them. */
function picturesLast(a: Asset, b: Asset): number {
  return Number(a.picture) - Number(b.picture);
}

function freeName(
  taken: ReadonlyMap<string, unknown>,
  asset: Asset,
  band: DeclaredBand,
  sample: number,
): string {
  const numbered = `${asset.key}_${sample + 1}`;
  const names = band.name ? [band.name, `${asset.key}_${band.name}`, numbered] : [numbered];
  let name = names.find((name) => !taken.has(name)) ?? numbered;
  while (taken.has(name)) name += '_';
  return name;
}

function nothingToRead(item: Item): BestpixelError {
  return (
    item.unreadable[0] ??
    new BestpixelError('bad-stac', 'it has no GeoTIFF that could be shown', {
      remedy: 'Bestpixel reads Cloud-Optimized GeoTIFFs: choose a collection that has them.',
    })
  );
}
