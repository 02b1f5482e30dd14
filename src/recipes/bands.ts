import type { VisParams } from '../compose/vis-params.ts';
import type { Image } from '../ee/ee.ts';
import type { BandSource, Scene } from '../scene/scene.ts';

/** A band by which a rule can go; its scale is that of all its scenes. */
export interface CommonBand {
  readonly name: string;
  readonly source: BandSource;
}

/** The bands that most scenes have, in order, by name. */
export type Bands = ReadonlyMap<string, CommonBand>;

/** Those that at least half of the scenes have, and whose numbers mean the same in all of them; aliases come last. */
export function commonBands(scenes: readonly Scene[]): Bands {
  const found = new Map<string, BandSource[]>();
  const aliases = new Map<string, string>();
  for (const scene of scenes) {
    for (const [name, source] of scene.bands) {
      const sources = found.get(name);
      if (sources) sources.push(source);
      else found.set(name, [source]);
    }
    for (const [alias, name] of scene.aliases ?? []) aliases.set(alias, name);
  }
  const bands = new Map<string, CommonBand>();
  for (const [name, sources] of found) {
    if (2 * sources.length >= scenes.length && alike(sources)) bands.set(name, { name, source: sources[0]! });
  }
  for (const [alias, name] of aliases) {
    const band = bands.get(name);
    if (band && !found.has(alias)) bands.set(alias, band);
  }
  return bands;
}

function alike([first, ...others]: readonly BandSource[]): boolean {
  return others.every(({ scale, offset }) => scale === first!.scale && offset === first!.offset);
}

/** Names under which catalogs and products keep these bands. */
const usual: Readonly<Record<string, readonly string[]>> = {
  red: ['red', 'B4', 'SR_B4', 'B04'],
  green: ['green', 'B3', 'SR_B3', 'B03'],
  blue: ['blue', 'B2', 'SR_B2', 'B02'],
  nir: ['nir', 'B8', 'SR_B5', 'nir08', 'B08'],
  swir16: ['swir16', 'B11', 'SR_B6'],
  swir22: ['swir22', 'B12', 'SR_B7'],
};

/** The band of that name, or of one of its usual names; undefined: none. */
export function named(bands: Bands, name: string): CommonBand | undefined {
  const names = [name, ...(usual[name] ?? [])];
  return names.map((each) => bands.get(each)).find((band) => band !== undefined);
}

export function bandNames({ bands = [] }: VisParams): readonly string[] {
  return typeof bands === 'string' ? bands.split(',') : bands;
}

/** By name, since snow has probabilities, too. */
export function cloudProbability(bands: Bands): CommonBand | undefined {
  return [...bands.values()].find(({ name, source }) => source.nodata.never === 0 && !/sno?w/i.test(name));
}

/** The band in its physical unit. */
export function reflectance(image: Image, { name, source: { scale, offset } }: CommonBand): Image {
  const band = image.select(name);
  return scale === 1 && offset === 0 ? band : band.multiply(scale).add(offset);
}
