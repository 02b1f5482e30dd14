/** Values by band; null: masked. */
export type BandValues = Readonly<Record<string, number | null>>;

export interface SeriesEntry {
  readonly scene: { readonly id: string; readonly datetime: number };
  /** By which the scene is ranked; null: masked or without data, does not compete. */
  readonly quality: number | null;
  readonly values: BandValues;
  readonly winner: boolean;
}

/**
 * The entries in their order, but of each acquisition, which tiles of one grid may overlap in, only one: the winner, else
 * the last with a quality, else the last with a value, else the last.
 */
export function onePerAcquisition(
  entries: readonly { readonly acquisition: string; readonly entry: SeriesEntry }[],
): SeriesEntry[] {
  const kept = new Map<string, SeriesEntry>();
  for (const { acquisition, entry } of entries) {
    const before = kept.get(acquisition);
    if (before && worth(before) > worth(entry)) continue;
    kept.set(acquisition, entry);
  }
  const keeps = new Set(kept.values());
  return entries.map(({ entry }) => entry).filter((entry) => keeps.has(entry));
}

function worth({ winner, quality, values }: SeriesEntry): number {
  if (winner) return 3;
  if (quality !== null) return 2;
  return Object.values(values).some((value) => value !== null) ? 1 : 0;
}
