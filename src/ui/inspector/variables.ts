import type { InspectedBand, InspectedScene, InspectedValue, Inspection } from '../../engine/inspection.ts';

/** Raw: as stored. Scaled: value · scale + offset. */
export type Units = 'raw' | 'scaled';

/** A quality, and the mosaics that it ranks: layers whose qualities are equal in all scenes share one. */
export interface Quality {
  readonly layers: readonly string[];
  readonly name: string;
}

/** What the chart shows: 'bands', with the first quality; 'quality:' and a layer; 'band:' and a name. */
export interface Variable {
  readonly key: string;
  readonly name: string;
}

export function bandsOf(inspections: readonly Inspection[]): readonly InspectedBand[] {
  const bands = new Map<string, InspectedBand>();
  for (const band of inspections.flatMap(({ bands }) => bands)) {
    if (!bands.has(band.name)) bands.set(band.name, band);
  }
  return [...bands.values()];
}

/** One that tells scenes apart comes first: of a plain collection all scenes have the same. */
export function qualitiesOf(inspections: readonly Inspection[]): readonly Quality[] {
  const names = new Map(
    inspections.flatMap(({ mosaics }) => mosaics.map(({ layer, name }) => [layer, name] as const)),
  );
  const scenes = inspections.flatMap(({ scenes }) => scenes);
  const groups = new Map<string, string[]>();
  const same = new Set<string>();
  for (const layer of names.keys()) {
    const column = scenes.map(({ qualities }) => qualities[layer] ?? null);
    if (column.every((quality) => quality === null)) continue;
    const key = JSON.stringify(column);
    groups.set(key, [...(groups.get(key) ?? []), layer]);
    if (new Set(column.filter((quality) => quality !== null)).size === 1) same.add(layer);
  }
  const rank = ([first]: readonly string[]) => Number(same.has(first!));
  const ordered = [...groups.values()].toSorted((a, b) => rank(a) - rank(b));
  return ordered.map((layers) => ({
    layers,
    name: groups.size === 1 ? 'Quality' : `Quality of ${layers.map((layer) => names.get(layer)!).join(', ')}`,
  }));
}

export function qualityAt({ layers }: Quality, scene: InspectedScene): number | null {
  for (const layer of layers) {
    const quality = scene.qualities[layer];
    if (quality !== undefined && quality !== null) return quality;
  }
  return null;
}

export function bandAt(band: InspectedBand, scene: InspectedScene, units: Units): InspectedValue | null {
  const found = scene.values[band.name];
  if (!found || units === 'raw') return found ?? null;
  const { value, spread } = found;
  return {
    value: value === null ? null : value * band.scale + band.offset,
    spread: spread === null ? null : spread * Math.abs(band.scale),
  };
}

export const isScaled = ({ scale, offset }: InspectedBand): boolean => scale !== 1 || offset !== 0;

/** What can be charted: several pins at once are compared in one variable. */
export function variablesOf(inspections: readonly Inspection[]): readonly Variable[] {
  const bands = bandsOf(inspections);
  const qualities = qualitiesOf(inspections);
  const all = {
    key: 'bands',
    name: [...bands.map(({ name }) => name), ...qualities.slice(0, 1).map(() => 'quality')].join(', '),
  };
  return [
    ...(inspections.length > 1 || bands.length === 0 ? [] : [all]),
    ...qualities.map(({ layers, name }) => ({ key: `quality:${layers[0]!}`, name })),
    ...bands.map(({ name }) => ({ key: `band:${name}`, name })),
  ];
}

/** What was chosen, as long as it is there; else the first. */
export function variableOf(variables: readonly Variable[], wanted: string): Variable | null {
  return variables.find(({ key }) => key === wanted) ?? variables[0] ?? null;
}
