import { onTestFinished } from 'vitest';
import { requireWebGL2 } from '../../gpu/context.ts';
import type { SceneList } from '../../scene/scene.ts';
import { Engine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { LayerSpec } from '../layer.ts';
import { emptyView, type View } from '../view.ts';
import type { FakeReader } from './fake-reader.ts';
import { Waiters } from '../waiters.ts';

export interface LiveOptions {
  readonly reader: FakeReader;
  readonly list: SceneList;
  readonly engine?: Partial<EngineOptions>;
}

/** An engine on a canvas of its own, with a timer for frames, as a viewer would drive it. */
export class LiveEngine {
  readonly engine: Engine;
  readonly errors: unknown[] = [];
  readonly canvas = new OffscreenCanvas(1, 1);
  readonly gl: WebGL2RenderingContext;
  view: View = emptyView;
  /** Most bytes held at once. */
  mostHeld = 0;
  readonly #settled = new Waiters(() => (this.engine.isSettled ? true : null));
  #waking = false;
  /** Called before each frame. */
  onFrame: () => void = () => {};

  constructor(options: LiveOptions) {
    const { reader, list } = options;
    this.engine = new Engine({
      reader,
      load: () => Promise.resolve(list),
      onChange: () => this.wake(),
      onWork: () => this.wake(),
      onError: (error) => this.errors.push(error),
      layersPerArray: 8,
      ...options.engine,
    });
    this.gl = requireWebGL2(this.canvas);
    this.#watch();
    this.engine.attach(this.gl);
    onTestFinished(() => this.engine.dispose());
  }

  /** Shows layers in a view and waits for their final pixels. */
  async show(layers: readonly LayerSpec[], view: View): Promise<void> {
    this.view = view;
    this.engine.setLayers(layers);
    await this.settled();
  }

  settled(): Promise<true> {
    this.engine.look(this.view);
    const settled = this.#settled.wait();
    this.wake();
    return settled;
  }

  wake(): void {
    if (this.#waking) return;
    this.#waking = true;
    setTimeout(() => {
      this.#waking = false;
      this.frame();
    });
  }

  frame(): void {
    this.onFrame();
    this.engine.look(this.view);
    this.engine.pump();
    this.#settled.check();
  }

  /** A layer's recipe, wherever it is looked at. */
  recipe(index = 0) {
    return this.engine.recipeFor(this.engine.layers[index]!, null);
  }

  /** Ends once something holds, looked at before each frame or every few milliseconds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  /** As a driver would; the page hears of it. */
  async loseContext(): Promise<WEBGL_lose_context> {
    const extension = this.gl.getExtension('WEBGL_lose_context')!;
    const lost = this.#event('webglcontextlost');
    extension.loseContext();
    await lost;
    // Restoring is allowed once all listeners have run.
    await new Promise((resolve) => setTimeout(resolve));
    return extension;
  }

  async restoreContext(extension: WEBGL_lose_context): Promise<void> {
    const restored = this.#event('webglcontextrestored');
    extension.restoreContext();
    await restored;
  }

  #event(name: 'webglcontextlost' | 'webglcontextrestored'): Promise<void> {
    return new Promise((resolve) => {
      const listener = (event: Event): void => {
        event.preventDefault();
        resolve();
      };
      this.canvas.addEventListener(name, listener, { once: true });
    });
  }

  #watch(): void {
    const { budget } = this.engine;
    const hold = budget.hold.bind(budget);
    budget.hold = (owner, bytes) => {
      hold(owner, bytes);
      this.mostHeld = Math.max(this.mostHeld, budget.held);
    };
  }
}
