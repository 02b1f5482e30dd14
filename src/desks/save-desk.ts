import { queriesOf } from '../compose/queries.ts';
import { notFetched } from '../errors.ts';
import type { Estimate } from '../engine/estimate.ts';
import { squareKilometresIn } from '../engine/ground-area.ts';
import type { Layer } from '../engine/layer.ts';
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
  #known: { readonly of: readonly unknown[]; readonly estimate: Estimate | null } | null = null;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  get tiles(): SavePort['tiles'] {
    return this.#parts.viewer.stats().tiles;
  }

  costOf(scale: PictureScale): PictureCost {
    const { viewer } = this.#parts;
    const { view, size } = pictureAt(viewer.map, scale);
    const isThere = isSame(view, viewer.stage.engine.view);
    const estimate = isThere ? null : this.#estimated(view);
    return {
      width: size[0],
      height: size[1],
      bytes: isThere ? 0 : (estimate?.bytes ?? null),
      tight: (estimate?.gpuBytes ?? 0) > viewer.gpuBudget,
    };
  }

  limitOf(scale: PictureScale): string | null {
    const { size, most } = pictureAt(this.#parts.viewer.map, scale);
    const longest = Math.max(...size);
    if (most === 0) return 'The graphics were lost and are being brought back.';
    return longest > most
      ? `This device draws ${most} pixels along a side at most; ${scale}× would be ${longest}.`
      : null;
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

  /** Anew only where what it is made of differs: the drawer asks at each change. */
  #estimated(view: View): Estimate | null {
    const { layers } = this.#parts.viewer.stage.engine;
    const shown = layers.filter(({ shown, error }) => shown && !error);
    const of = [
      JSON.stringify([view, shown.map(({ visParams }) => visParams)]),
      ...shown.map(({ recipe }) => recipe),
    ];
    const before = this.#known;
    if (before?.of.length === of.length && of.every((part, i) => part === before.of[i]))
      return before.estimate;
    const estimate = this.#estimate(shown, view);
    this.#known = { of, estimate };
    return estimate;
  }

  /** Null where that is not known: scenes are being listed, or a layer cannot be drawn, as it tells itself. */
  #estimate(shown: readonly Layer[], view: View): Estimate | null {
    const { engine } = this.#parts.viewer.stage;
    const lists = new Map<string, SceneList>();
    for (const query of shown.flatMap(({ node }) => queriesOf(node))) {
      const list = engine.listOf(query);
      if (!list) return null;
      lists.set(queryKey(query), list);
    }
    try {
      return engine.estimate(shown.map(specOf), lists, view);
    } catch {
      return null;
    }
  }
}

/** By what is composed for it. */
function isSame(a: View, b: View): boolean {
  const keys = new Set(b.tiles.map(keyOf));
  return a.tileSize === b.tileSize && a.tiles.every((tile) => keys.has(keyOf(tile)));
}
