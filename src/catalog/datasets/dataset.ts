import type { BandSource, Scene } from '../../scene/scene.ts';
import type { DeclaredBand } from '../item/declared-band.ts';
import type { Item } from '../item/item.ts';
import { makeScene, makeSource } from '../item/item-scene.ts';
import type { Json } from '../json.ts';

/** A row of the datasets table: one STAC collection of one API, and how it stands for an Earth Engine collection. */
export interface Dataset {
  readonly earthEngineId: string;
  readonly attribution: string;
  /** Root of the STAC API, without a final slash. The same collection id means other data elsewhere. */
  readonly root: string;
  readonly collection: string;
  /** In Earth Engine's order. Bands whose asset an item lacks are absent from its scene. */
  readonly bands: readonly DatasetBand[];
  /** A pixel of any band is there only where this asset holds none of `not`. */
  readonly validWhere?: {
    readonly asset: string;
    readonly not: readonly number[];
    /** True for items that are known to have no such pixel. */
    readonly unless: (properties: Json) => boolean;
    /** For items without that asset: a pixel is there only where this one's nodata does not say otherwise. */
    readonly reference: string;
  };
  /** Earth Engine's properties from STAC's; undefined ones are left out. */
  readonly properties: Readonly<Record<string, (item: Item) => unknown>>;
}

export interface DatasetBand {
  readonly name: string;
  readonly asset: string;
  readonly sample?: number;
  /** See NodataRule: what this dataset knows better than file and catalog. */
  readonly nodata?: number | null;
  readonly neverNodata?: number;
  /** What is added to stored values to get Earth Engine's; 0 unless given. */
  readonly shift?: (band: DeclaredBand, properties: Json) => number;
  /** False where the source's overviews do not keep the order of values. */
  readonly overviewsRank?: boolean;
}

/** An item of the dataset's collection with Earth Engine's band names, units and properties. */
export function sceneOfDataset(item: Item, dataset: Dataset): Scene {
  const judge = judgeOf(item, dataset);
  const bands = new Map<string, BandSource>();
  for (const band of dataset.bands) {
    const source = sourceOf(item, band);
    if (!source) continue;
    const judged = judge && band !== judge.band;
    bands.set(band.name, judged ? { ...source, validWhere: judge.validWhere } : source);
  }
  const properties = Object.entries(dataset.properties)
    .map(([name, value]) => [name, value(item)] as const)
    .filter(([, value]) => value !== undefined);
  return makeScene(item, bands, Object.fromEntries(properties));
}

/** What says of each pixel of an item whether it is there; null where nothing does, or nothing needs to. */
function judgeOf(
  item: Item,
  { validWhere, bands }: Dataset,
): { readonly band: DatasetBand; readonly validWhere: NonNullable<BandSource['validWhere']> } | null {
  if (!validWhere || validWhere.unless(item.properties)) return null;
  const { asset, not, reference } = validWhere;
  for (const [key, excluded] of [[asset, not] as const, [reference, []] as const]) {
    const band = bands.find((each) => each.asset === key);
    const source = band && sourceOf(item, band);
    if (source) return { band, validWhere: { source, not: excluded } };
  }
  return null;
}

function sourceOf(item: Item, band: DatasetBand): BandSource | undefined {
  const asset = item.readable.get(band.asset);
  if (!asset) return undefined;
  const sample = band.sample ?? 0;
  const declared = asset.bands[sample] ?? asset.bands[0]!;
  const shift = band.shift?.(declared, item.properties) ?? 0;
  const scale = declared.scale ?? 1;
  return makeSource(asset, sample, {
    nodata: {
      ...(declared.nodata !== undefined && { declared: declared.nodata }),
      ...(band.nodata !== undefined && { dataset: band.nodata }),
      ...(band.neverNodata !== undefined && { never: band.neverNodata }),
    },
    shift,
    scale,
    // What the shift has already taken into the values is no longer to be added.
    offset: (declared.offset ?? 0) - shift * scale,
    overviewsRank: band.overviewsRank ?? true,
  });
}
