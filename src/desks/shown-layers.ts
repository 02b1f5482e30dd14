import type { VisParams } from '../compose/vis-params.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { Node } from '../expression/nodes.ts';
import type { Viewer } from '../viewer.ts';
import { arrangedAs, rootId, specOf } from './arrangement.ts';
import { sceneLayer } from './single-scene.ts';

/** The layers that the desks set, as they were before anybody arranged them. */
export class ShownLayers {
  readonly #viewer: Viewer;
  #specs: readonly LayerSpec[];

  /** @param viewer shows some already: they count as set here */
  constructor(viewer: Viewer) {
    this.#viewer = viewer;
    this.#specs = viewer.stage.engine.layers.map(specOf);
  }

  get specs(): readonly LayerSpec[] {
    return this.#specs;
  }

  /** As their pixels are drawn unless told. */
  get picture(): VisParams {
    return this.#specs[0]?.visParams ?? {};
  }

  /** True where what is shown was set here, and by no script or embedder. */
  get areOwn(): boolean {
    const own = new Set(this.#specs.map(({ image }): Node => ('kind' in image ? image : image.node)));
    return this.#viewer.stage.engine.layers.every(
      ({ id, node }) => rootId(id) === sceneLayer || own.has(node),
    );
  }

  /**
   * Shows others, arranged as those before.
   * @param sameSource their bands are those from before, and so stretches that were set still fit
   */
  set(specs: readonly LayerSpec[], sameSource: boolean): void {
    const present = this.#viewer.stage.engine.layers.filter(({ id }) => rootId(id) !== sceneLayer);
    const arranged =
      this.areOwn && sameSource
        ? arrangedAs(present, { specs, before: this.#specs })
        : specs.map((spec) => {
            const layer = present.find(({ id }) => id === spec.id);
            return layer ? { ...spec, shown: layer.shown, opacity: layer.opacity } : spec;
          });
    this.#viewer.setLayers(arranged);
    this.#specs = specs;
  }
}
