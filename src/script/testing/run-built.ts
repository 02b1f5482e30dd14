import { isComputed } from '../../ee/build.ts';
import { ee } from '../../ee/ee.ts';
import type { VisParams } from '../../compose/vis-params.ts';
import { fieldsOf } from '../../engine/layer.ts';
import type { Node } from '../../expression/nodes.ts';
import type { ScriptLayer } from '../print/layer-lines.ts';

export interface Built {
  readonly layers: readonly ScriptLayer[];
  /** What `Map.setCenter` was given last. */
  readonly centre: readonly number[] | null;
  /** What `Map.centerObject` was given last. */
  readonly around: Node | null;
  /** Expressions among what was printed. */
  readonly printed: readonly Node[];
}

/** Runs a script of this project's own with the builder alone, in this thread and without an interpreter. */
export function runBuilt(source: string): Built {
  const layers: ScriptLayer[] = [];
  const printed: Node[] = [];
  let centre: number[] | null = null;
  let around: Node | null = null;
  const map = {
    addLayer: (
      object: unknown,
      visParams: VisParams | null = {},
      name?: string,
      shown = true,
      opacity = 1,
    ) => {
      if (!isComputed(object)) throw new TypeError('Map.addLayer: not an object of ee');
      const spec = {
        image: object,
        visParams: visParams ?? {},
        shown,
        opacity,
        ...(name !== undefined && { name }),
      };
      layers.push(fieldsOf(spec, layers.length));
    },
    setCenter: (...place: number[]) => {
      centre = place;
    },
    centerObject: (object: unknown) => {
      if (!isComputed(object)) throw new TypeError('Map.centerObject: not an object of ee');
      around = object.node;
    },
    setOptions: () => {},
  };
  const print = (...values: unknown[]): void => {
    for (const value of values) if (isComputed(value)) printed.push(value.node);
  };
  const run: unknown = Reflect.construct(Function, ['ee', 'Map', 'print', source]);
  (run as (...world: unknown[]) => void)(ee, map, print);
  return { layers, centre, around, printed };
}
