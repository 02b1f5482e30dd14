import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import { isNotRead } from '../raster/resident.ts';
import { acquisitionOf, originalOf, type Scene } from '../scene/scene.ts';
import type { SceneFailure } from './failures.ts';
import { bytesOfReads, modelOf } from './file-model.ts';
import { bandsOf } from './inspect-bands.ts';
import type { LayerTold } from './inspect-layer.ts';
import type { InspectedGrids } from './inspect-places.ts';
import type { Subject, Wanted } from './inspect-subject.ts';
import type { BoxTold } from './inspect-window.ts';
import type {
  InspectedChip,
  InspectedMosaic,
  InspectedPlace,
  InspectedScene,
  InspectedState,
  InspectedValue,
  Inspection,
} from './inspection.ts';
import type { Layer } from './layer.ts';
import { factsOf } from './scene-facts.ts';

/** What all layers tell of one acquisition. */
interface Entry {
  scene: Scene;
  readonly values: Record<string, InspectedValue>;
  readonly qualities: Record<string, number | null>;
  readonly failures: SceneFailure[];
  /** Layers by which it may be ranked when more is read. */
  readonly unknown: Set<string>;
  /** Of a box. */
  valid: number | null;
  sceneClass: number | null;
  chip: InspectedChip | null;
}

/** Puts together what layers tell of a place: each acquisition once, in the order in which they were told. */
export class Merged {
  readonly #layers: readonly Pick<Layer, 'id' | 'name'>[];
  readonly #place: InspectedPlace;
  readonly #grids: InspectedGrids;
  readonly #entries = new Map<string, Entry>();
  readonly #winners = new Map<string, string | null>();
  readonly #errors = new Map<string, string>();

  constructor(layers: readonly Layer[], place: InspectedPlace, grids: InspectedGrids) {
    this.#layers = layers;
    this.#place = place;
    this.#grids = grids;
  }

  get scenes(): readonly Scene[] {
    return [...this.#entries.values()].map(({ scene }) => scene);
  }

  addPoint(layer: string, { scenes, winner, ranks }: LayerTold): void {
    for (const { scene, quality, values, failures } of scenes) {
      const entry = this.#entry(scene);
      if (ranks && quality !== undefined) entry.qualities[layer] = quality;
      if (quality === undefined) entry.unknown.add(layer);
      // Of several cuts the one counts that wins.
      const wins = scene === winner && entry.scene !== originalOf(scene);
      if (wins) entry.scene = originalOf(scene);
      for (const [name, value] of Object.entries(values)) {
        if (wins || !(name in entry.values)) entry.values[name] = { value, spread: null };
      }
      entry.failures.push(...failures);
    }
    this.#winners.set(layer, winner && keyOf(winner));
  }

  addBox(layer: string, scene: Scene, { quality, values, valid, failures }: BoxTold): void {
    const entry = this.#entry(scene);
    if (quality !== undefined) entry.qualities[layer] = quality;
    for (const [name, value] of Object.entries(values)) entry.values[name] ??= value;
    entry.valid = Math.max(entry.valid ?? 0, valid);
    entry.failures.push(...failures);
    this.#winners.set(layer, null);
  }

  addChip(scene: Scene, chip: InspectedChip): void {
    this.#entry(scene).chip ??= chip;
  }

  addClass(scene: Scene, value: number): void {
    this.#entry(scene).sceneClass ??= value;
  }

  /** A layer that has nothing to tell. */
  fail(layer: string, sentence: string): void {
    this.#errors.set(layer, sentence);
  }

  inspection(of: {
    readonly subjects: readonly Subject[];
    readonly readFrom: number | null;
    readonly wanted: readonly Wanted[];
  }): Inspection {
    const entries = [...this.#entries];
    const scenes = entries.map(([, entry]) => told(entry));
    const places = new Map(entries.map(([key], i) => [key, i]));
    return {
      place: this.#place,
      metres: this.#grids.metres,
      readFrom: of.readFrom,
      bands: bandsOf(of.subjects),
      mosaics: this.#layers.map((layer) => this.#mosaic(layer, scenes, places)),
      scenes,
      rest: this.#rest(scenes, of.wanted),
    };
  }

  #entry(scene: Scene): Entry {
    const key = keyOf(scene);
    let entry = this.#entries.get(key);
    if (!entry) {
      const empty = { valid: null, sceneClass: null, chip: null };
      const lists = { values: {}, qualities: {}, failures: [], unknown: new Set<string>() };
      this.#entries.set(key, (entry = { scene: originalOf(scene), ...lists, ...empty }));
    }
    return entry;
  }

  #mosaic(
    { id, name }: Pick<Layer, 'id' | 'name'>,
    scenes: readonly InspectedScene[],
    places: ReadonlyMap<string, number>,
  ): InspectedMosaic {
    const error = this.#errors.get(id) ?? null;
    const key = this.#winners.get(id) ?? null;
    const winner = key === null ? null : (places.get(key) ?? null);
    const best = winner === null ? null : (scenes[winner]!.qualities[id] ?? null);
    const others = scenes.flatMap(({ qualities }, i) => {
      const quality = qualities[id];
      return i === winner || typeof quality !== 'number' ? [] : [{ i, quality }];
    });
    const next = others.reduce((most, { quality }) => Math.max(most, quality), -Infinity);
    const runnerUp = best === null ? null : (others.findLast(({ quality }) => quality === next)?.i ?? null);
    return {
      layer: id,
      name,
      winner,
      runnerUp,
      ties: best === null ? [] : others.filter(({ quality }) => quality === best).map(({ i }) => i),
      margin: best === null || runnerUp === null ? null : best - next,
      provisional: [...this.#entries.values()].some(({ unknown }) => unknown.has(id)),
      error,
    };
  }

  #rest(scenes: readonly InspectedScene[], wanted: readonly Wanted[]): Inspection['rest'] {
    const missing = new Map(
      scenes.filter(({ state }) => state === 'not-read').map((scene) => [scene.id, scene]),
    );
    if (missing.size === 0) return null;
    const area = gridLngLatBounds(this.#grids.chip);
    let bytes = 0;
    for (const { scene, bands } of wanted) {
      const known = missing.get(originalOf(scene).id);
      if (!known || !area) continue;
      for (const band of bands) {
        const source = scene.bands.get(band)!;
        if (band in known.values) continue;
        const extent = scene.bounds ?? area;
        bytes += bytesOfReads(modelOf(source, scene), { extent, area, output: this.#grids.metres });
      }
    }
    return { scenes: missing.size, bytes };
  }
}

/** Cuts of one acquisition are one. */
function keyOf(scene: Scene): string {
  return acquisitionOf(originalOf(scene));
}

function told(entry: Entry): InspectedScene {
  const { scene, values, qualities, sceneClass, chip } = entry;
  const competes = Object.values(qualities).some((quality) => quality !== null);
  const valued = Object.values(values).some(({ value }) => value !== null);
  const { state, sentence } = stateOf(entry, competes || valued);
  return {
    id: scene.id,
    datetime: scene.datetime,
    state,
    sentence,
    values,
    qualities,
    sceneClass,
    ...factsOf(scene),
    valid: entry.valid ?? Number(competes || valued),
    chip,
  };
}

function stateOf(
  { failures }: Entry,
  hasValues: boolean,
): { readonly state: InspectedState; readonly sentence: string | null } {
  const failed = failures.find(({ error }) => !isNotRead(error));
  if (failed) return { state: 'failed', sentence: failed.sentence };
  if (failures.length > 0) return { state: 'not-read', sentence: null };
  return { state: hasValues ? 'read' : 'masked', sentence: null };
}
