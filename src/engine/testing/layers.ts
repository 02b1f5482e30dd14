import { parseVisParams } from '../../compose/vis-params.ts';
import type { Selection } from '../../compose/recipe.ts';
import { ee } from '../../ee/ee.ts';
import { Budget } from '../../budget.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { makeList, makeScene } from '../../scene/testing/make.ts';
import { BandBook } from '../band-book.ts';
import type { ComposeContext } from '../context.ts';
import { GpuQueue } from '../gpu-queue.ts';
import { fieldsOf, Layer, type LayerSpec } from '../layer.ts';
import type { PreparedLayer } from '../prepared.ts';
import { StackStore } from '../stack-store.ts';
import { ControlledReader } from './controlled-reader.ts';

const red = { op: 'band', band: 'red' } as const;
const selection: Selection = { quality: red, bands: [{ name: 'red', expr: red }] };

/** A layer of so many scenes whose tiles end only when told; without selections they are whole at once. */
export function makeLayer(options: {
  readonly scenes?: number;
  readonly selections?: readonly Selection[];
  readonly spec?: Partial<LayerSpec>;
  readonly coarsest?: number;
}): Layer {
  const { scenes = 3, selections = [selection], spec = {}, coarsest = Infinity } = options;
  const image = ee.ImageCollection('fake').mosaic();
  const layer = new Layer(fieldsOf({ image, ...spec }, 0), () => {});
  const list = makeList(Array.from({ length: scenes }, (_, i) => makeScene({ id: `scene-${i}` })));
  const recipe = { list, selections };
  layer.resolve(recipe);
  const style = parseVisParams({}, [{ name: 'red', type: 'int', low: 0, high: 255 }]);
  layer.prepared = { recipe, style, centre: { lng: -103, lat: 40 }, coarsest } satisfies PreparedLayer;
  return layer;
}

/** What composing works with where no GPU is: its queue is pumped by nobody. */
export function makeContext(budget = new Budget(2 ** 30)) {
  const reader = new ControlledReader();
  const book = new BandBook(reader);
  const context: ComposeContext = {
    gpu: {} as Gpu,
    queue: new GpuQueue(() => {}),
    stacks: new StackStore(),
    reader,
    book,
    layersPerArray: 8,
    makeRoom: () => {},
  };
  return { context, book, budget };
}
