import { queriesOf } from '../compose/queries.ts';
import { notFetched } from '../errors.ts';
import type { Estimate } from '../engine/estimate.ts';
import { squareKilometresIn } from '../engine/ground-area.ts';
import type { View } from '../engine/view.ts';
import { pictureAt } from '../map/picture-size.ts';
import { queryKey } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { SavedFile } from '../ui/save-file.ts';
import type { LayerShares, PictureCost, PictureScale, SavePort } from '../ui/save/save-port.ts';
import { specOf } from './arrangement.ts';
import { missingOf } from './missing.ts';
import type { PictureParts } from './save-picture.ts';

/** Joins the Save drawer to what is shown. What it is made of belongs to whoever made that. */
export class SaveDesk implements SavePort {
  readonly #parts: PictureParts;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  get tiles(): SavePort['tiles'] {
    return this.#parts.viewer.stats().tiles;
  }

  costOf(scale: PictureScale): PictureCost {
    const { viewer } = this.#parts;
    const { view, size, most } = pictureAt(viewer.map, scale);
    const [width, height] = size;
    const larger = Math.max(width, height) > most;
    const limit = larger
      ? `This device draws ${most} pixels along a side at most, and this would be ${Math.max(width, height)}.`
      : null;
    const estimate = larger || isSame(view, viewer.stage.engine.view) ? null : this.#estimate(view);
    const bytes = isSame(view, viewer.stage.engine.view) ? 0 : (estimate?.bytes ?? null);
    return { width, height, limit, bytes, tight: (estimate?.gpuBytes ?? 0) > viewer.gpuBudget };
  }

  async picture(scale: PictureScale, signal: AbortSignal): Promise<SavedFile> {
    const part = await import('./save-picture.ts').catch(notFetched('what makes pictures'));
    return part.savePicture(this.#parts, scale, signal);
  }

  shares(): readonly LayerShares[] {
    const { viewer, layers } = this.#parts;
    const { engine, view } = viewer.stage;
    const km2 = squareKilometresIn(engine.view, view.bounds);
    return layers.layers.toReversed().flatMap((layer) => {
      const shares = layer.shown ? layers.sharesOf(layer.id) : null;
      if (!shares) return [];
      const soFar = shares.whole ? null : 'counted while tiles are still composed';
      const missing = missingOf(layer) ?? soFar;
      return [{ layer: layer.id, name: layer.name, shares, km2, missing }];
    });
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [this.#parts.viewer.on('change', listener), this.#parts.layers.on('change', listener)];
    return () => stops.forEach((stop) => stop());
  }

  /** Null where that is not known: scenes are being listed, or a layer cannot be drawn. */
  #estimate(view: View): Estimate | null {
    const { engine } = this.#parts.viewer.stage;
    const specs = engine.layers.filter(({ shown, error }) => shown && !error).map(specOf);
    const lists = new Map<string, SceneList>();
    for (const query of engine.layers.flatMap(({ node, shown }) => (shown ? queriesOf(node) : []))) {
      const list = engine.listOf(query);
      if (!list) return null;
      lists.set(queryKey(query), list);
    }
    return engine.estimate(specs, lists, view);
  }
}

/** By what is composed for it. */
function isSame(a: View, b: View): boolean {
  const keys = new Set(b.tiles.map(keyOf));
  return a.tileSize === b.tileSize && a.tiles.every((tile) => keys.has(keyOf(tile)));
}
