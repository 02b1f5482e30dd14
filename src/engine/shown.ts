import type { Carried } from '../compose/carried.ts';
import type { ScalarType } from '../compose/steps.ts';
import type { Layer } from './layer.ts';
import type { Mosaic } from './mosaic.ts';

/** The one to three shown bands, each with where it is: a carried texture and the band's channel in it. */
export interface ShownTexel {
  readonly sources: readonly { readonly carried: Carried; readonly channel: number }[];
  readonly types: readonly ScalarType[];
}

/** Null while a shown band has no pixel yet. */
export function displayTextures(layer: Layer, mosaic: Mosaic): ShownTexel | null {
  const names = layer.prepared?.style.bands ?? [];
  const sources = names.map((name) => sourceOf(mosaic, name));
  if (names.length === 0 || !sources.every((source) => source !== null)) return null;
  return { sources, types: sources.map(({ carried, channel }) => carried.types[channel]!) };
}

function sourceOf(mosaic: Mosaic, name: string): { carried: Carried; channel: number } | null {
  for (const { selection, carried } of mosaic.parts) {
    const index = selection.bands.findIndex((band) => band.name === name);
    if (index < 0) continue;
    const group = carried[Math.floor(index / 3)];
    return group ? { carried: group, channel: index % 3 } : null;
  }
  return null;
}
