import { uniteBounds } from '../../grid/bounds.ts';
import type { BandSource } from '../../scene/scene.ts';
import { type Draft, groupBy, type LocalTiff } from './draft.ts';
import { type LandsatFile, type LandsatName, readLandsatName } from './names/landsat-name.ts';
import type { Sorted } from './sentinel-2-files.ts';

type Named = LandsatFile & { readonly tiff: LocalTiff };

/** The scenes whose names are those of Landsat Collection 2, with the same names of bands. */
export function landsatDrafts(tiffs: readonly LocalTiff[]): Sorted {
  const named = tiffs.flatMap((tiff): Named[] => {
    const name = readLandsatName(tiff.path);
    return name ? [{ ...name, tiff }] : [];
  });
  const taken = new Set(named.map(({ tiff }) => tiff));
  const drafts = [...groupBy(named, ({ scene }) => scene.id).values()].map((files) => {
    const once = new Map(files.map((file) => [file.band, file]));
    return draftOf(files[0]!.scene, [...once.values()].toSorted(inOrder));
  });
  return { drafts, rest: tiffs.filter((tiff) => !taken.has(tiff)), coarser: [] };
}

/** Kinds of bands in Earth Engine's order; within a kind by number. */
const kinds = [/^SR_B\d/, /^SR_/, /^ST_B\d/, /^ST_/, /^B\d/, /^QA_PIXEL$/, /^QA_/, /^/];

function inOrder(a: Named, b: Named): number {
  const kind = ({ band }: Named): number => kinds.findIndex((pattern) => pattern.test(band));
  return kind(a) - kind(b) || numberIn(a.band) - numberIn(b.band) || (a.band < b.band ? -1 : 1);
}

function numberIn(band: string): number {
  return Number(/\d+$/.exec(band)?.[0] ?? 0);
}

function draftOf(name: LandsatName, files: readonly Named[]): Draft {
  const mission = Number(name.sensor.slice(2));
  const day = new Date(name.datetime).toISOString().slice(0, 10);
  const [path, row] = [name.path, name.row].map((part) => String(part).padStart(3, '0'));
  const place = `${path}${row}`;
  const measured = files.filter(({ band }) => /^(SR_)?B\d/.test(band));
  const reference = measured.find(({ band }) => band.endsWith('B4')) ?? measured[0];
  const compactDay = day.replaceAll('-', '');
  return {
    id: name.id,
    datetime: name.datetime,
    dateFrom: 'name',
    product: `Landsat ${mission} Collection 2 Level-${name.processing[1]}`,
    bands: files.map(({ band, tiff }) => ({ name: band, file: tiff.path })),
    asks: { level: false, offset: false },
    bounds: uniteBounds(files.flatMap(({ tiff }) => tiff.info.bounds ?? [])),
    // Of one pass there are many rows.
    acquisition: `${name.sensor}_${path}_${compactDay}`,
    edition: {
      product: `Landsat ${name.processing}`,
      tile: place,
      baseline: null,
      generated: name.generated,
      strip: null,
    },
    ...(reference && { reference: reference.band }),
    properties: () => ({
      'system:index': `${name.sensor}_${place}_${compactDay}`,
      SPACECRAFT_ID: `LANDSAT_${mission}`,
      WRS_PATH: name.path,
      WRS_ROW: name.row,
      DATE_ACQUIRED: day,
      COLLECTION_CATEGORY: name.category,
      PROCESSING_LEVEL: name.processing,
      LANDSAT_PRODUCT_ID: name.id,
    }),
    sources: () => new Map(files.map((file) => [file.band, sourceOf(file)])),
  };
}

/** By USGS's data format control book: what is no pixel, and how stored numbers become physical. */
const rules: readonly (readonly [RegExp, Partial<BandSource>])[] = [
  [/^SR_B\d$/, { nodata: { dataset: 0 }, scale: 2.75e-5, offset: -0.2 }],
  [/^ST_B\d+$/, { nodata: { dataset: 0 }, scale: 0.00341802, offset: 149 }],
  // Bit 0 is fill, and no other bit is set with it.
  [/^(QA_PIXEL|SR_QA_AEROSOL)$/, { nodata: { dataset: 1 } }],
  [/^B\d+$/, { nodata: { dataset: 0 } }],
  [/^ST_[A-Z]+$/, { nodata: { dataset: -9999 } }],
  // 0: no band is saturated.
  [/^QA_RADSAT$/, { nodata: { never: 0 } }],
];

function sourceOf({ tiff, band }: Named): BandSource {
  const { dtype, scales } = tiff.info;
  const { scale, offset } = scales[0] ?? { scale: 1, offset: 0 };
  const rule = rules.find(([pattern]) => pattern.test(band))?.[1];
  const base = {
    href: tiff.file,
    sample: 0,
    dtype,
    nodata: {},
    shift: 0,
    scale,
    offset,
    overviewsRank: true,
  };
  return { ...base, ...rule };
}
