import type { Choice } from '../choice/choice.ts';
import { boundsOfPlace } from '../choice/place.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import { inspectPlace } from '../engine/inspect.ts';
import type { InspectedPlace, Inspection } from '../engine/inspection.ts';
import { Listeners } from '../listeners.ts';
import { originalOf, type Scene } from '../scene/scene.ts';
import type { InspectOptions, InspectPort, Pin } from '../ui/inspector/inspect-port.ts';
import type { Viewer } from '../viewer.ts';
import type { DataDesk } from './data-desk.ts';
import { rootId } from './arrangement.ts';
import { sceneLayer, type SingleScene } from './single-scene.ts';

/** Joins the inspector to what is shown. Viewer and desk belong to whoever made them. */
export class InspectDesk implements InspectPort {
  readonly #viewer: Viewer;
  readonly #data: DataDesk;
  readonly #scene: SingleScene;
  readonly #changes = new Listeners();
  #edition = 0;
  #editionOf = '';
  /** Recipes by which editions are told apart: compared by identity. */
  readonly #recipes = new WeakMap<object, number>();
  #recipeCount = 0;

  constructor(parts: { readonly viewer: Viewer; readonly data: DataDesk; readonly scene: SingleScene }) {
    this.#viewer = parts.viewer;
    this.#data = parts.data;
    this.#scene = parts.scene;
  }

  inspect(place: InspectedPlace, { rest, signal, onPart }: InspectOptions): Promise<Inspection> {
    const { engine, view } = this.#viewer.stage;
    view.look();
    const layers = engine.layers.filter(({ id, aspect }) => aspect === 'pixels' && rootId(id) !== sceneLayer);
    return inspectPlace(engine, { layers, place, rest, signal, onPart });
  }

  onPick(listener: (place: InspectedPlace) => void): () => void {
    return this.#viewer.stage.view.onPick((at) => listener({ kind: 'point', at }));
  }

  async pickBox(signal: AbortSignal): Promise<InspectedPlace> {
    const place = await this.#viewer.stage.view.pick('box', signal);
    return { kind: 'box', bounds: boundsOfPlace(place) };
  }

  mark(pins: readonly Pin[]): void {
    const several = pins.length > 1;
    this.#viewer.stage.view.setPins(
      pins.map(({ place, color }, i) => ({ place, color, label: several ? String(i + 1) : '' })),
    );
  }

  point(scene: string | null): void {
    this.#viewer.stage.view.point(scene === null ? null : this.#find(scene));
  }

  get shownScene(): string | null {
    return this.#scene.shown;
  }

  set shownScene(index: string | null) {
    this.#scene.shown = index;
  }

  get leaveOut(): InspectPort['leaveOut'] {
    return this.#data.shown.areOwn ? (index) => this.#leaveOut(index) : null;
  }

  get edition(): number {
    const { engine, view } = this.#viewer.stage;
    // A picture of other pixels is no other view: it goes as it came.
    if (view.capturing !== null) return this.#edition;
    const layers = engine.layers.filter(({ id, aspect }) => aspect === 'pixels' && rootId(id) !== sceneLayer);
    const key = JSON.stringify([
      engine.view.tiles[0]?.z,
      engine.view.tileSize,
      layers.map(({ id, aspect, visParams, recipe }) => [id, aspect, visParams, this.#number(recipe)]),
    ]);
    if (key !== this.#editionOf) {
      this.#editionOf = key;
      this.#edition += 1;
    }
    return this.#edition;
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [this.#changes.on('change', listener), this.#data.on('change', listener)];
    return () => stops.forEach((stop) => stop());
  }

  async #leaveOut(index: string): Promise<void> {
    if (this.#scene.shown === index) this.#scene.shown = null;
    const more = ({ without }: Choice) => ({ without: [...new Set([...without, index])] });
    await this.#data.amend(more, new AbortController().signal);
  }

  #find(id: string): Scene | null {
    for (const { recipe } of this.#viewer.stage.engine.layers) {
      const found =
        recipe && leafScenes(recipe).find((scene) => scene.id === id || originalOf(scene).id === id);
      if (found) return found;
    }
    return null;
  }

  #number(recipe: object | null): number {
    if (!recipe) return 0;
    let number = this.#recipes.get(recipe);
    if (number === undefined) this.#recipes.set(recipe, (number = ++this.#recipeCount));
    return number;
  }
}
