import { findMethod, type MethodName } from '../expression/methods.ts';
import type { CallNode, Node } from '../expression/nodes.ts';
import { applyRule } from './rules.ts';
import { applyValues } from './scalars/lift.ts';
import type { Value } from './values.ts';

/** What a method makes of its arguments, also where they are other for each scene. */
export function apply(method: string, values: Readonly<Record<string, Value | undefined>>): Value {
  return applyValues(method, values, (args) => applyRule(method as MethodName, args));
}

/** A method's arguments by name, defaults included, each as `valueOf` gives it. */
export function argumentsOf(
  { method, args }: CallNode,
  valueOf: (node: Node) => Value,
): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(
    findMethod(method)!.params.map((param) => {
      const arg = args[param.name];
      return [param.name, arg ? valueOf(arg) : param.default];
    }),
  );
}

/** What evaluates filters, geometries and constants: all that depends on no scene. Each part once. */
export class PlainValues {
  readonly #done = new Map<Node, Value>();
  readonly #plain = new Map<Node, boolean>();

  /** Whether a node depends on no scene and on no function's image. */
  knows(node: Node): boolean {
    const known = this.#plain.get(node);
    if (known !== undefined) return known;
    const plain = this.#isPlain(node);
    this.#plain.set(node, plain);
    return plain;
  }

  #isPlain(node: Node): boolean {
    if (node.kind === 'constant') return true;
    if (node.kind === 'list') return node.items.every((item) => this.knows(item));
    if (node.kind === 'dictionary') return Object.values(node.entries).every((entry) => this.knows(entry));
    if (node.kind !== 'call') return false;
    const { result } = findMethod(node.method)!;
    if (result === 'Image' || result === 'ImageCollection') return false;
    return Object.values(node.args).every((arg) => this.knows(arg));
  }

  of(node: Node): Value {
    const done = this.#done.get(node);
    if (done !== undefined) return done;
    const value = this.#evaluate(node);
    this.#done.set(node, value);
    return value;
  }

  #evaluate(node: Node): Value {
    if (node.kind === 'constant') return node.value;
    if (node.kind === 'list') return node.items.map((item) => this.of(item)) as Value;
    if (node.kind === 'dictionary') {
      const entries = Object.entries(node.entries).map(([name, value]) => [name, this.of(value)] as const);
      return { kind: 'dictionary', entries: new Map(entries) };
    }
    const call = node as CallNode;
    return apply(
      call.method,
      argumentsOf(call, (arg) => this.of(arg)),
    );
  }
}
