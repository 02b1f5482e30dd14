import type { VisParams } from './compose/vis-params.ts';
import type { Engine } from './engine/engine.ts';
import type { Layer } from './engine/layer.ts';
import type { Aspect } from './engine/aspect.ts';
import { outputBands } from './compose/resolve.ts';
import type { ArrangedLayer, LayerLook } from './ui/layers/layers-port.ts';
import type { LayerProgress, LayerState } from './ui/viewer-port.ts';
import { lookOf } from './layer-look.ts';

/** A layer as users of the viewer see and set it. */
export class LayerHandle implements ArrangedLayer {
  readonly #engine: Engine;
  readonly #layer: Layer;

  constructor(engine: Engine, layer: Layer) {
    this.#engine = engine;
    this.#layer = layer;
  }

  get id(): string {
    return this.#layer.id;
  }

  get name(): string {
    return this.#layer.name;
  }

  get shown(): boolean {
    return this.#layer.shown;
  }

  set shown(shown: boolean) {
    this.#layer.shown = shown;
  }

  /** 0 … 1 */
  get opacity(): number {
    return this.#layer.opacity;
  }

  set opacity(opacity: number) {
    this.#layer.opacity = opacity;
  }

  /** Earth Engine's visualisation parameters. Setting other stretches reads and selects nothing again. */
  get visParams(): VisParams {
    return this.#layer.visParams;
  }

  set visParams(visParams: VisParams) {
    this.#layer.visParams = visParams;
  }

  get aspect(): Aspect {
    return this.#layer.aspect;
  }

  /** Names of all bands that it could show; none before its scenes are listed. */
  get bands(): readonly string[] {
    return this.#layer.recipe ? outputBands(this.#layer.recipe) : [];
  }

  /** How it is drawn, with nothing left open; null while that is not known. */
  get look(): LayerLook | null {
    const { prepared } = this.#layer;
    return prepared && lookOf(prepared.style);
  }

  get state(): LayerState {
    return this.#engine.status(this.#layer).state;
  }

  get progress(): LayerProgress {
    return this.#engine.status(this.#layer);
  }

  get note(): string | null {
    return this.#engine.notes(this.#layer).join('; ') || null;
  }

  get error(): string | null {
    return this.#engine.status(this.#layer).error;
  }
}
