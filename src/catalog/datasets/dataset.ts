import type { PropertyTest } from '../../scene/query.ts';
import type { BandSource, Scene } from '../../scene/scene.ts';
import type { Asset } from '../item/asset.ts';
import type { DeclaredBand } from '../item/declared-band.ts';
import type { Item } from '../item/item.ts';
import { makeScene, makeSource, type SceneBand, type SceneOptions } from '../item/item-scene.ts';
import type { Json } from '../json.ts';
import type { Translate } from './query-names.ts';

/** A row of the datasets table: one STAC collection of one API, and how it stands for an Earth Engine collection. */
export interface Dataset {
  readonly earthEngineId: string;
  readonly attribution: string;
  /** Root of the STAC API, without a final slash. The same collection id means other data elsewhere. */
  readonly root: string;
  readonly collection: string;
  /** True for a second copy of what its API has: it is opened by its address, and not searched for the id. */
  readonly byAddressOnly?: boolean;
  /** What tells its items from the collection's others, by STAC's names. */
  readonly tests: readonly PropertyTest[];
  /** True where reading a file takes a token of the API's service. */
  readonly tokens: boolean;
  /** In Earth Engine's order. Bands whose asset an item lacks are absent from its scene. */
  readonly bands: readonly DatasetBand[];
  /** A pixel of any band is there only where this asset holds none of `not`. */
  readonly validWhere?: { readonly asset: string; readonly not: readonly number[] };
  /** The band whose holes are the scene's: see Scene.reference. */
  readonly reference: string;
  /** True for items that are known to have no hole. */
  readonly whole: (properties: Json) => boolean;
  /** Earth Engine's properties from STAC's; undefined ones are left out. */
  readonly properties: Readonly<Record<string, (item: Item) => unknown>>;
  /** Earth Engine's properties that the API can be asked for. */
  readonly queryNames: Readonly<Record<string, Translate>>;
  /** What differs from Earth Engine's collection, as sentences without a stop. */
  readonly notes: readonly string[];
}

export interface DatasetBand {
  readonly name: string;
  readonly asset: string;
  readonly sample?: number;
  /** See NodataRule: what this dataset knows better than file and catalog. */
  readonly nodata?: number | null;
  readonly neverNodata?: number;
  /** How stored numbers become Earth Engine's; as they are, with the declared scale and offset, unless given. */
  readonly units?: (stored: Stored) => Units;
  /** False where the source's overviews do not keep the order of values. */
  readonly overviewsRank?: boolean;
}

/** What an item says of one band. */
export interface Stored {
  readonly asset: Asset;
  readonly band: DeclaredBand;
  readonly properties: Json;
}

/** value = stored + shift; physical = value · scale + offset. */
export type Units = Pick<BandSource, 'shift' | 'scale' | 'offset'>;

/** An item of the dataset's collection with Earth Engine's band names, units and properties. */
export function sceneOfDataset(item: Item, dataset: Dataset, options: SceneOptions = {}): Scene {
  const whole = dataset.whole(item.properties);
  const judge = whole ? null : judgeOf(item, dataset, options);
  const bands: SceneBand[] = [];
  for (const band of dataset.bands) {
    const found = sourceOf(item, band, options);
    if (!found) continue;
    const judged = judge && band !== judge.band;
    const source = judged ? { ...found.source, validWhere: judge.validWhere } : found.source;
    bands.push({ ...found, source });
  }
  const properties = Object.entries(dataset.properties)
    .map(([name, value]) => [name, value(item)] as const)
    .filter(([, value]) => value !== undefined);
  const reference = bands.find(({ name }) => !whole && name === dataset.reference)?.name;
  return makeScene(item, bands, {
    properties: Object.fromEntries(properties),
    ...(reference !== undefined && { reference }),
  });
}

/** What says of each pixel of an item whether it is there; null where nothing does. */
function judgeOf(
  item: Item,
  { validWhere, bands }: Dataset,
  options: SceneOptions,
): { readonly band: DatasetBand; readonly validWhere: NonNullable<BandSource['validWhere']> } | null {
  const band = validWhere && bands.find(({ asset }) => asset === validWhere.asset);
  const found = band && sourceOf(item, band, options);
  return found ? { band, validWhere: { source: found.source, not: validWhere!.not } } : null;
}

function sourceOf(item: Item, band: DatasetBand, options: SceneOptions): SceneBand | undefined {
  const asset = item.readable.get(band.asset);
  if (!asset) return undefined;
  const sample = band.sample ?? 0;
  const declared = asset.bands[sample] ?? asset.bands[0]!;
  const source = makeSource(asset, sample, {
    nodata: {
      ...(declared.nodata !== undefined && { declared: declared.nodata }),
      ...(band.nodata !== undefined && { dataset: band.nodata }),
      ...(band.neverNodata !== undefined && { never: band.neverNodata }),
    },
    ...band.units?.({ asset, band: declared, properties: item.properties }),
    overviewsRank: band.overviewsRank ?? true,
    ...options,
  });
  return { name: band.name, asset, source };
}
