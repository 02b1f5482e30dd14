import { uniteBounds } from '../../grid/bounds.ts';
import type { BandSource } from '../../scene/scene.ts';
import { type Draft, groupBy, type LocalTiff, type Settled } from './draft.ts';
import { readSentinel2Name, type Sentinel2File, type Sentinel2Name } from './names/sentinel-2-name.ts';

/** Earth Engine's name of each of ESA's bands, in Earth Engine's order. */
const reflectances: ReadonlyMap<string, string> = new Map(
  ['B01', 'B02', 'B03', 'B04', 'B05', 'B06', 'B07', 'B08', 'B8A', 'B09', 'B10', 'B11', 'B12'].map((name) => [
    name,
    name.replace('B0', 'B'),
  ]),
);
const others = ['AOT', 'WVP', 'SCL', 'TCI', 'MSK_CLDPRB', 'MSK_SNWPRB'];
const order = [...reflectances.keys(), ...others];
const probabilities = new Set(['MSK_CLDPRB', 'MSK_SNWPRB']);
/** What level 2A alone has. */
const ofLevel2 = new Set(['AOT', 'WVP', 'SCL', ...probabilities]);
/** Parts of products that are no measurements: previews and masks of detectors. */
const notBands = /^(PVI|preview|thumbnail|L[12][AC]_PVI|MSK_(DETFOO|QUALIT|CLASSI).*)$/i;
/** Written by products since 2022, and by older ones that were made again. */
const newBaseline = 4;

type Named = Sentinel2File & { readonly tiff: LocalTiff };

export interface Sorted {
  readonly drafts: readonly Draft[];
  /** Files that are none of this product's. */
  readonly rest: readonly LocalTiff[];
  /** Paths of coarser copies of bands that are there in finer pixels. */
  readonly coarser: readonly string[];
}

/** The scenes whose names are Sentinel-2's. A name that fits is not enough: a scene has a band of ESA's. */
export function sentinel2Drafts(tiffs: readonly LocalTiff[]): Sorted {
  const named = tiffs.flatMap((tiff): Named[] => {
    const name = readSentinel2Name(tiff.path);
    return name ? [{ ...name, tiff }] : [];
  });
  const groups = [...groupBy(named, ({ scene }) => scene.id).values()].filter((group) =>
    group.some(({ band }) => order.includes(band)),
  );
  const taken = new Set(groups.flat().map(({ tiff }) => tiff));
  const coarser: string[] = [];
  const drafts = groups.flatMap((group) => {
    const bands = new Map<string, Named>();
    for (const one of group.filter(({ band }) => !notBands.test(band)).toSorted(finestFirst)) {
      if (bands.has(one.band)) coarser.push(one.tiff.path);
      else bands.set(one.band, one);
    }
    return [draftOf(group[0]!.scene, inOrder(bands))];
  });
  return { drafts, rest: tiffs.filter((tiff) => !taken.has(tiff)), coarser };
}

function finestFirst(a: Named, b: Named): number {
  return (a.metres ?? 0) - (b.metres ?? 0) || b.tiff.info.width - a.tiff.info.width;
}

function inOrder(bands: ReadonlyMap<string, Named>): readonly Named[] {
  const placed = order.flatMap((name) => bands.get(name) ?? []);
  return [...placed, ...[...bands.values()].filter(({ band }) => !order.includes(band))];
}

function draftOf(name: Sentinel2Name, files: readonly Named[]): Draft {
  const has = (which: { has(band: string): boolean }): boolean => files.some(({ band }) => which.has(band));
  const level = name.level ?? (has(ofLevel2) ? 'L2A' : has(new Set(['B10'])) ? 'L1C' : null);
  const platform = name.unit && `Sentinel-2${name.unit}`;
  const measured = files.filter(({ band }) => reflectances.has(band));
  const reference = reflectances.get(
    (measured.find(({ band }) => band === 'B04') ?? measured[0])?.band ?? '',
  );
  const bands = files.flatMap((file) => namesOf(file).map((band, sample) => ({ file, band, sample })));
  return {
    id: name.id,
    datetime: name.datetime,
    dateFrom: 'name',
    product: level ? `Sentinel-2 ${level}` : 'Sentinel-2',
    bands: bands.map(({ file, band }) => ({ name: band, file: file.tiff.path })),
    asks: { level: level === null, offset: name.baseline === null && has(reflectances) },
    bounds: uniteBounds(files.flatMap(({ tiff }) => tiff.info.bounds ?? [])),
    // Of one datatake there are many tiles.
    ...(platform && { acquisition: `${platform} ${name.datetime}` }),
    ...(level && { edition: editionOf(name, level) }),
    ...(reference !== undefined && { reference }),
    properties: (settled) => ({
      MGRS_TILE: name.tile,
      'processing:level': level ?? settled.level,
      ...(platform && { SPACECRAFT_NAME: platform }),
      ...(name.baseline !== null && { PROCESSING_BASELINE: baselineText(name.baseline) }),
      ...(name.orbit !== null && { SENSING_ORBIT_NUMBER: name.orbit }),
      ...(name.baseline !== null && { PRODUCT_ID: name.id }),
    }),
    sources: (settled) => sourcesOf(name, bands, settled),
  };
}

function editionOf(name: Sentinel2Name, level: string): NonNullable<Draft['edition']> {
  const { tile, baseline, generated } = name;
  return { product: `Sentinel-2 ${level}`, tile, baseline, generated, strip: null };
}

function baselineText(baseline: number): string {
  return baseline.toFixed(2).padStart(5, '0');
}

function namesOf({ band, tiff }: Named): readonly string[] {
  if (band === 'TCI' && tiff.info.bands.length >= 3) return ['TCI_R', 'TCI_G', 'TCI_B'];
  return [reflectances.get(band) ?? band];
}

interface PlacedBand {
  readonly file: Named;
  readonly band: string;
  readonly sample: number;
}

/** A pixel of any band is there where SCL is not 0. */
function sourcesOf(
  name: Sentinel2Name,
  bands: readonly PlacedBand[],
  { offset }: Settled,
): ReadonlyMap<string, BandSource> {
  const shift = name.baseline === null ? offset : name.baseline >= newBaseline ? -1000 : 0;
  const plain = new Map(bands.map((band) => [band.band, sourceOf(band, shift)]));
  const scl = plain.get('SCL');
  if (!scl) return plain;
  const validWhere = { source: scl, not: [0] };
  return new Map(
    [...plain].map(([band, source]) => [band, source === scl ? source : { ...source, validWhere }]),
  );
}

function sourceOf({ file, sample }: PlacedBand, shift: number): BandSource {
  const { tiff, band } = file;
  const { info } = tiff;
  const base = { href: tiff.file, sample, dtype: info.dtype, nodata: {}, shift: 0, overviewsRank: true };
  // The shift has taken the offset into the values.
  if (reflectances.has(band)) return { ...base, nodata: { dataset: 0 }, shift, scale: 0.0001, offset: 0 };
  if (probabilities.has(band)) {
    return { ...base, nodata: { never: 0 }, scale: 1, offset: 0, overviewsRank: false };
  }
  if (band === 'SCL') return { ...base, nodata: { dataset: 0 }, scale: 1, offset: 0 };
  if (band === 'AOT' || band === 'WVP') return { ...base, scale: 0.001, offset: 0 };
  const { scale, offset } = info.scales[sample] ?? { scale: 1, offset: 0 };
  return { ...base, scale, offset };
}
