import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';
import type { Engine } from '../engine/engine.ts';
import type { Layer } from '../engine/layer.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { columnsOf, type Columns, type Sides } from './sides.ts';
import { TilePainter } from './tile-painter.ts';

/** All of the engine's layers as one layer of the map, in the map's own GL context. */
export class MosaicLayer implements CustomLayerInterface {
  readonly id = 'bestpixel';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  readonly #engine: Engine;
  readonly #look: () => void;
  readonly #sides: () => Sides;
  #painter: { readonly gpu: Gpu; readonly tiles: TilePainter } | null = null;

  /** @param look tells the engine the present view  @param sides where layers lie now */
  constructor(engine: Engine, look: () => void, sides: () => Sides = () => undivided) {
    this.#engine = engine;
    this.#look = look;
    this.#sides = sides;
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
    const sides = this.#sides();
    for (const layer of this.#engine.layers) {
      const columns = columnsOf(layer.id, sides);
      if (!layer.shown || layer.opacity === 0 || layer.error || !columns) continue;
      try {
        this.#paint(layer, { gpu, args, columns, painter: this.#painter.tiles });
      } catch (error) {
        // Thrown on, it would end the frame of the whole map.
        this.#engine.fail(layer, error);
      }
    }
  }

  #paint(layer: Layer, { gpu, args, columns, painter }: Painting): void {
    const display = layer.display(gpu);
    if (!display) return;
    const items = this.#engine.drawItems(layer);
    const paint = (): void => painter.paint({ args, items, display, opacity: layer.opacity });
    if (columns.from === 0 && columns.to === 1) paint();
    else gpu.between(columns, paint);
  }
}

interface Painting {
  readonly gpu: Gpu;
  readonly args: CustomRenderMethodInput;
  readonly columns: Columns;
  readonly painter: TilePainter;
}

const undivided: Sides = { compare: null, blink: null };
