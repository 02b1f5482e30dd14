import type { VisParams } from '../compose/vis-params.ts';
import { ee } from '../ee/ee.ts';
import type { Layer, LayerSpec } from '../engine/layer.ts';
import { findMethod } from '../expression/methods.ts';
import type { CallNode, Node } from '../expression/nodes.ts';
import type { Stage } from '../stage.ts';
import { specOf } from './arrangement.ts';

/** The id of the layer that holds it. */
export const sceneLayer = 'scene';

/** One scene alone on top of the map, as the layer that lay on top is drawn. */
export class SingleScene {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Its `system:index`; null: none is laid on the map. */
  get shown(): string | null {
    const layer = this.#layers.find(({ id }) => id === sceneLayer);
    return layer ? indexOf(layer.node) : null;
  }

  set shown(index: string | null) {
    if (index === this.shown) return;
    const others = this.#layers.filter(({ id }) => id !== sceneLayer);
    const spec = index === null ? null : specOfScene(index, others);
    this.#stage.arrange([...others.map(specOf), ...(spec ? [spec] : [])]);
  }

  get #layers(): readonly Layer[] {
    return this.#stage.engine.layers;
  }
}

function specOfScene(index: string, layers: readonly Layer[]): LayerSpec | null {
  const pictures = layers.filter(({ aspect }) => aspect === 'pixels');
  const top = pictures.findLast(({ shown }) => shown) ?? pictures.at(-1);
  const collection = top && collectionIn(top.node);
  if (!collection) return null;
  // An alternative is asked of no source: the scene is looked up in the list that the layers share.
  const filter = ee.Filter.or(ee.Filter.eq('system:index', index)).node;
  const node: Node = { kind: 'call', method: 'ImageCollection.filter', args: { collection, filter } };
  return { id: sceneLayer, name: `Scene ${index}`, image: node, visParams: drawnAs(top.visParams) };
}

const drawnAs = (visParams: VisParams): VisParams => ({ ...visParams, opacity: 1 });

/** The collection that an image is made of; the outermost where there are several. */
function collectionIn(node: Node): CallNode | null {
  const queue: Node[] = [node];
  for (const each of queue) {
    if (each.kind === 'call') {
      if (findMethod(each.method)?.result === 'ImageCollection') return each;
      queue.push(...Object.values(each.args));
    } else if (each.kind === 'list') queue.push(...each.items);
  }
  return null;
}

function indexOf(node: Node): string | null {
  const either = node.kind === 'call' ? node.args['filter'] : undefined;
  const filters = either?.kind === 'call' ? either.args['filters'] : undefined;
  const filter = filters?.kind === 'list' ? filters.items[0] : undefined;
  const value = filter?.kind === 'call' ? filter.args['value'] : undefined;
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : null;
}
