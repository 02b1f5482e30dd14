import type { CarriedPixels, Carried } from '../compose/carried.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { ComposeContext } from './context.ts';
import type { Layer } from './layer.ts';
import type { ViewValues } from './shares.ts';
import { carriedBand, holds, metresOfView, shownTiles } from './shown-part.ts';
import { eachPixel, partWithin } from './tile-part.ts';
import { SampledValues } from './sampled-values.ts';
import type { View } from './view.ts';

/** Values of one band that are told at most. */
const mostValues = 2 ** 18;

interface Asked {
  readonly layer: Layer;
  readonly view: View;
  /** What is in sight. */
  readonly bounds: LngLatBounds;
  readonly signal: AbortSignal;
}

/**
 * What is shown in the view, band by band, read back from the GPU: nothing is read of files or selected. Null: nothing is
 * drawn yet. Rejects when aborted, or without a GPU.
 */
export async function valuesInView(
  { queue }: Pick<ComposeContext, 'queue'>,
  { layer, view, bounds, signal }: Asked,
): Promise<ViewValues[] | null> {
  const names = [...new Set(layer.prepared?.style.bands)];
  const samples = new Map(names.map((name) => [name, new SampledValues(mostValues)]));
  let drawn = false;
  for (const { tile, mosaic } of shownTiles(layer, view)) {
    const places = names.flatMap((name) => {
      const place = carriedBand(mosaic, name);
      return place ? [{ name, ...place }] : [];
    });
    const part = partWithin(tile.id, tile.size, bounds);
    const read = new Map<Carried, CarriedPixels>();
    for (const carried of new Set(places.map((place) => place.carried))) {
      // It may be composed anew meanwhile: then its pixels are another's.
      const pixels = await queue.run(
        0,
        () => (holds(mosaic, carried) ? carried.read({ signal }) : null),
        signal,
      );
      if (pixels) read.set(carried, pixels);
    }
    for (const { name, carried, band } of places) {
      const pixels = read.get(carried)?.bands[band];
      if (!pixels) continue;
      drawn = true;
      eachPixel(part, (at) => {
        if (pixels.mask[at] === 1) samples.get(name)!.add(pixels.data[at]!);
      });
    }
  }
  if (!drawn) return null;
  const metres = metresOfView(view);
  return [...samples].map(([band, sample]) => ({ band, values: sample.values, metres }));
}
