import { type Bands, type CommonBand, named } from './bands.ts';
import type { Picture } from './three-layers.ts';

/** In colour where there are red, green and blue, else the first band in grey; `known`: the stretch needs no measuring. */
export function pictureOf(
  bands: Bands,
  measured: { readonly min: number; readonly max: number } | null,
): { readonly picture: Picture; readonly known: boolean } {
  const colours = ['red', 'green', 'blue'].map((name) => named(bands, name));
  const rendered = pictureFile([...bands.values()]);
  const [first] = bands.values();
  const all = colours.every((band) => band !== undefined) ? colours : (rendered ?? (first ? [first] : []));
  const names = all.map(({ name }) => name);
  const stretch = stretches.find(({ fits }) => names.length > 0 && fits(all));
  const { min, max } = stretch ?? measured ?? { min: 0, max: 1 };
  return { picture: { bands: names, min, max }, known: stretch !== undefined };
}

/** Three samples of one file that holds bytes: a rendered picture. */
function pictureFile(bands: readonly CommonBand[]): CommonBand[] | undefined {
  const bytes = bands.filter(({ source }) => source.dtype === 'uint8');
  const file = bytes.find(
    ({ source }) => bytes.filter((other) => other.source.href === source.href).length === 3,
  );
  return file && bytes.filter(({ source }) => source.href === file.source.href);
}

/** What is known to look well, by name and unit. */
const stretches: readonly {
  readonly fits: (bands: readonly CommonBand[]) => boolean;
  readonly min: number;
  readonly max: number;
}[] = [
  // Earth Engine's example stretches its harmonised reflectances so.
  { fits: ([band]) => /^B\d+A?$/.test(band!.name) && band!.source.nodata.dataset === 0, min: 0, max: 4500 },
  { fits: ([band]) => /^SR_B\d$/.test(band!.name), min: 7000, max: 20_000 },
  {
    fits: (bands) => bands.length === 3 && bands.every(({ source }) => source.dtype === 'uint8'),
    min: 0,
    max: 255,
  },
  { fits: ([band]) => band!.source.nodata.never === 0, min: 0, max: 100 },
];
