import { findMethod, type MethodName } from '../expression/methods.ts';
import type { CallNode, Node } from '../expression/nodes.ts';
import { applyRule } from './rules.ts';
import type { Value } from './values.ts';

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
    return applyRule(
      call.method as MethodName,
      argumentsOf(call, (arg) => this.of(arg)),
    );
  }
}
