import { onTestFinished } from 'vitest';
import { requireWebGL2 } from '../../gpu/context.ts';
import type { SceneList } from '../../scene/scene.ts';
import { Engine, type EngineOptions } from '../engine.ts';
import type { LayerSpec } from '../layer.ts';
import { emptyView, type View } from '../view.ts';
import type { FakeReader } from './fake-reader.ts';
import { Waiters } from '../waiters.ts';

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
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: {
    readonly reader: FakeReader;
    readonly list: SceneList;
    readonly engine?: Partial<EngineOptions>;
  }) {
    const { reader, list } = options;
    this.engine = new Engine({
      reader,
      load: () => Promise.resolve(list),
      onChange: () => this.wake(),
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
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.frame();
    });
  }

  frame(): void {
    this.engine.look(this.view);
    this.engine.pump();
    this.#settled.check();
  }

  /** The recipe of a layer that has been resolved. */
  recipe(index = 0) {
    return this.engine.layers[index]!.resolved();
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
