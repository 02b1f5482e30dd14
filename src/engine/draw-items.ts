import type { ShownBand } from '../compose/display.ts';
import { cover, type Piece } from '../tiles/cover.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { Layer } from './layer.ts';
import type { Mosaic } from './mosaic.ts';
import type { View } from './view.ts';

/** A square of the map and the pixels that fill it; to be drawn in order. */
export interface DrawItem {
  readonly area: Piece['area'];
  /** Which part of the pixels: left, top and side, in shares of their side. */
  readonly part: Piece['part'];
  /** For each of the style's bands. */
  readonly bands: readonly ShownBand[];
}

/** Levels up that are searched for stand-ins. */
const levelsUp = 6;

export function drawItems(layer: Layer, view: View): DrawItem[] {
  const mosaicOf = (id: Piece['source']): Mosaic | null => layer.tiles.get(keyOf(id))?.mosaic ?? null;
  const pieces = cover(view.tiles, {
    levelsUp,
    pictureOf: (id) => {
      const tile = layer.tiles.get(keyOf(id));
      if (tile?.isFinal) return 'whole';
      return tile?.mosaic && shownBands(layer, tile.mosaic) ? 'partial' : 'none';
    },
  });
  return pieces.flatMap(({ area, part, source }) => {
    const mosaic = mosaicOf(source);
    const bands = mosaic && shownBands(layer, mosaic);
    return bands ? [{ area, part, bands }] : [];
  });
}

/** Where each of the one to three shown bands is; null while one of them has no pixel yet. */
function shownBands(layer: Layer, mosaic: Mosaic): readonly ShownBand[] | null {
  const names = layer.prepared?.style.bands ?? [];
  const bands = names.map((name) => bandIn(mosaic, name));
  return names.length > 0 && bands.every((band) => band !== null) ? bands : null;
}

function bandIn(mosaic: Mosaic, name: string): ShownBand | null {
  for (const { selection, carried } of mosaic.parts) {
    const index = selection.bands.findIndex((band) => band.name === name);
    if (index < 0) continue;
    const group = carried[Math.floor(index / 3)];
    return group ? { carried: group, band: index % 3 } : null;
  }
  return null;
}
