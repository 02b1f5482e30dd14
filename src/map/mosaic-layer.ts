import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import type { Layer } from '../engine/layer.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { TilePainter } from './tile-painter.ts';

/** All of the engine's layers as one layer of the map, in the map's own GL context. */
export class MosaicLayer implements CustomLayerInterface {
  readonly id = 'bestpixel';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  readonly #engine: Engine;
  readonly #look: () => void;
  #painter: { readonly gpu: Gpu; readonly tiles: TilePainter } | null = null;

  /** @param look tells the engine the present view */
  constructor(engine: Engine, look: () => void) {
    this.#engine = engine;
    this.#look = look;
  }

  onAdd(_map: Map, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    if (this.#engine.session?.lost !== false) this.#engine.attach(gl as WebGL2RenderingContext);
  }

  onRemove(): void {
    this.#painter?.tiles.dispose();
    this.#painter = null;
    this.#engine.detach();
  }

  prerender(): void {
    this.#look();
    this.#engine.pump();
  }

  render(_gl: WebGLRenderingContext | WebGL2RenderingContext, args: CustomRenderMethodInput): void {
    const gpu = this.#engine.session?.context.gpu;
    if (!gpu || gpu.lost) return;
    if (this.#painter?.gpu !== gpu) this.#painter = { gpu, tiles: new TilePainter(gpu) };
    for (const layer of this.#engine.layers) {
      if (!layer.shown || layer.opacity === 0 || layer.error) continue;
      try {
        this.#paint(layer, { gpu, args, painter: this.#painter.tiles });
      } catch (error) {
        // Thrown on, it would end the frame of the whole map.
        this.#engine.fail(layer, error);
      }
    }
  }

  #paint(
    layer: Layer,
    { gpu, args, painter }: { gpu: Gpu; args: CustomRenderMethodInput; painter: TilePainter },
  ): void {
    const display = layer.display(gpu);
    if (!display) return;
    painter.paint({ args, items: this.#engine.drawItems(layer), display, opacity: layer.opacity });
  }
}
