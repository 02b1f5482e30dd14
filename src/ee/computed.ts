import { findMethod } from '../expression/methods.ts';
import type { Node } from '../expression/nodes.ts';
import type { ResultType, ValueType } from '../expression/types.ts';

/** What every object of the builder is: a description, held as an expression. */
export interface Computed {
  readonly node: Node;
  /** Earth Engine's name of what it describes. */
  readonly type: ValueType;
}

/** Makes the object that scripts see of an expression. */
export type Wrap = (type: ResultType, node: Node) => Computed;

export function isComputed(value: unknown): value is Computed {
  if (typeof value !== 'object' || value === null || !('node' in value) || !('type' in value)) return false;
  return typeof value.node === 'object' && value.node !== null && typeof value.type === 'string';
}

/** An object as literals make it: arguments by name, or a dictionary. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    !isComputed(value)
  );
}

/** What a node gives; 'Object' where only computing it tells. */
export function resultOf(node: Node): ResultType {
  switch (node.kind) {
    case 'call':
      return findMethod(node.method)?.result ?? 'Object';
    case 'argument':
      return 'Image';
    case 'list':
      return 'List';
    case 'dictionary':
      return 'Dictionary';
    case 'constant':
      if (Array.isArray(node.value)) return 'List';
      if (typeof node.value === 'number') return 'Number';
      return typeof node.value === 'string' ? 'String' : 'Object';
    case 'function':
      return 'Object';
  }
}

/** A call of the row that makes an object of a type out of a value, as `Number.of`; undefined: there is none. */
export function ofCall(type: ValueType, node: Node): Node | undefined {
  const method = `${type}.of`;
  const [first] = findMethod(method)?.params ?? [];
  return first && { kind: 'call', method, args: { [first.name]: node } };
}
