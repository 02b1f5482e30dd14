interface Named {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The band of that name, else the first of that alias: names of bands hide aliases. */
export function findBand<Band extends Named>(bands: readonly Band[], name: string): Band | undefined {
  return bands.find((band) => band.name === name) ?? bands.find(({ aliases }) => aliases?.includes(name));
}

/** The band under another name, by which alone it is known from here on; itself under its own. */
export function named<Band extends Named>(band: Band, name: string): Band {
  if (band.name === name) return band;
  const { aliases: _, ...others } = band;
  return { ...others, name } as Band;
}

/** For people: "B3 (green), B4 (red), SCL". */
export function tellBands(bands: readonly Named[]): string {
  const each = bands.map(({ name, aliases = [] }) =>
    aliases.length > 0 ? `${name} (${aliases.join(', ')})` : name,
  );
  return each.join(', ') || 'none';
}

/**
 * Which aliases mean a band in a list of scenes: those on whose band all scenes agree that know them, where no band has
 * that name. By band.
 */
export function agreedAliases(
  scenes: readonly {
    readonly bands: ReadonlyMap<string, unknown>;
    readonly aliases?: ReadonlyMap<string, string>;
  }[],
): ReadonlyMap<string, readonly string[]> {
  const meanings = new Map<string, string | null>();
  for (const { aliases = new Map<string, string>() } of scenes) {
    for (const [alias, band] of aliases) {
      const known = meanings.get(alias);
      meanings.set(alias, known === undefined || known === band ? band : null);
    }
  }
  const result = new Map<string, string[]>();
  for (const [alias, band] of meanings) {
    if (band === null || scenes.some(({ bands }) => bands.has(alias))) continue;
    result.set(band, [...(result.get(band) ?? []), alias]);
  }
  return result;
}
