import type { Inspection } from '../../engine/inspection.ts';

/** "Best-pixel mosaic" for "Best-pixel mosaic (by cloud score)", as long as that tells the mosaics apart. */
export function withShortNames(inspection: Inspection): Inspection {
  const short = inspection.mosaics.map(({ name }) => name.replace(/ \([^()]*\)$/, ''));
  if (new Set(short).size < short.length) return inspection;
  return {
    ...inspection,
    mosaics: inspection.mosaics.map((mosaic, at) => ({ ...mosaic, name: short[at]! })),
  };
}
