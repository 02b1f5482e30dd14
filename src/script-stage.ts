import { PlainValues } from './compose/arguments.ts';
import { leafScenes } from './compose/leaf-scenes.ts';
import type { Place } from './compose/places.ts';
import { queriesOf } from './compose/queries.ts';
import { resolveLayer } from './compose/resolve.ts';
import { boundsOfPlace } from './choice/place.ts';
import type { Layer, LayerSpec } from './engine/layer.ts';
import { BestpixelError, isAbort, notFetched } from './errors.ts';
import { findMethod } from './expression/methods.ts';
import type { Node } from './expression/nodes.ts';
import { validateNode } from './expression/validate.ts';
import { uniteBounds } from './grid/bounds.ts';
import type { LngLatBounds } from './grid/grid.ts';
import type { Camera, Printed, ScriptRunner } from './script/script.ts';
import type { Stage } from './stage.ts';
import type { RunResult } from './viewer-types.ts';

/** A place of the map that is ready to be taken; null: nothing is known of where it would be. */
type Move = (() => void) | null;

/** Runs scripts on a stage: what they describe replaces its layers. Owns what runs them. */
export class ScriptStage {
  readonly #stage: Stage;
  readonly #setLayers: (layers: readonly LayerSpec[]) => void;
  #runner: Promise<ScriptRunner> | null = null;
  #running: AbortController | null = null;

  constructor(stage: Stage, setLayers: (layers: readonly LayerSpec[]) => void) {
    this.#stage = stage;
    this.#setLayers = setLayers;
  }

  /** A new run ends the one before. Rejects with nothing changed. */
  async run(script: string, signal?: AbortSignal): Promise<RunResult> {
    this.#stage.throwIfDisposed();
    this.#running?.abort();
    const control = new AbortController();
    this.#running = control;
    const ended = signal ? AbortSignal.any([signal, control.signal]) : control.signal;
    const runner = await this.#load();
    ended.throwIfAborted();
    const { layers, camera, printed } = await runner.run(script, { signal: ended });
    const move = await this.#moveTo(camera, ended);
    ended.throwIfAborted();
    this.#stage.throwIfDisposed();
    move?.();
    this.#setLayers(withIds(layers, this.#stage.engine.layers));
    return { printed: move || !camera ? printed : [...printed, nowhere(camera)] };
  }

  dispose(): void {
    this.#running?.abort(new BestpixelError('disposed', 'the viewer was disposed'));
    void this.#runner?.then((runner) => runner.dispose());
  }

  async #load(): Promise<ScriptRunner> {
    this.#runner ??= import('./script/runner.ts').then(({ createScriptRunner }) => createScriptRunner());
    try {
      return await this.#runner;
    } catch (error) {
      this.#runner = null;
      return notFetched('what runs scripts')(error);
    }
  }

  async #moveTo(camera: Camera | null, signal: AbortSignal): Promise<Move> {
    if (!camera) return null;
    const zoom = camera.zoom === null ? undefined : zoomOf(camera.zoom);
    if (camera.kind === 'zoom') return () => this.#stage.place({ zoom });
    if (camera.kind === 'centre') return () => this.#stage.place({ center: [camera.lng, camera.lat], zoom });
    const bounds = await this.#boundsOf(camera, signal);
    if (!bounds) return null;
    if (zoom === undefined) return () => this.#stage.placeWithin(bounds);
    return () => this.#stage.place({ center: middleOf(bounds), zoom });
  }

  async #boundsOf(
    { node, at }: Extract<Camera, { kind: 'object' }>,
    signal: AbortSignal,
  ): Promise<LngLatBounds | null> {
    try {
      const object = validateNode(node, ['Geometry', 'Image', 'ImageCollection']);
      if (isGeometry(object)) return boundsOfPlace(new PlainValues().of(object) as Place);
      const lists = await this.#stage.engine.listsFor(queriesOf(object), signal);
      const scenes = leafScenes(resolveLayer(object, lists));
      return uniteBounds(scenes.flatMap(({ bounds }) => bounds ?? []));
    } catch (error) {
      if (isAbort(error) || !(error instanceof BestpixelError)) throw error;
      // Of a source too large to be listed as a whole, nobody knows the bounds.
      if (error.tag === 'no-area') return null;
      const { message, remedy } = error;
      const what = `Map.centerObject: ${message}`;
      throw new BestpixelError('script', what, { position: at, remedy, cause: error });
    }
  }
}

/** MapLibre's world is 512 pixels wide at zoom 0, Earth Engine's 256. */
function zoomOf(zoom: number): number {
  return Math.max(0, zoom - 1);
}

function isGeometry(node: Node): boolean {
  return node.kind === 'call' && findMethod(node.method)!.result === 'Geometry';
}

function middleOf({ west, south, east, north }: LngLatBounds): [number, number] {
  return [(west + (east < west ? east + 360 : east)) / 2, (south + north) / 2];
}

function nowhere(camera: Camera): Printed {
  const text = 'Map.centerObject: nothing is known of where this lies, so the map stays.';
  const at = camera.kind === 'object' ? camera.at : undefined;
  return { parts: [{ text }], ...(at && { at }) };
}

/** A layer of a name that is there already becomes that layer, so that its pixels stay where they are the same. */
function withIds(specs: readonly LayerSpec[], present: readonly Layer[]): LayerSpec[] {
  const free = [...present];
  const kept = specs.map(({ name }) => {
    const i = free.findIndex((layer) => layer.name === name);
    return i < 0 ? null : free.splice(i, 1)[0]!.id;
  });
  const taken = new Set(kept);
  let count = 0;
  const next = (): string => {
    do count += 1;
    while (taken.has(`script-${count}`));
    return `script-${count}`;
  };
  return specs.map((spec, i) => ({ ...spec, id: kept[i] ?? next() }));
}
