import type { Node } from '../expression/nodes.ts';

const none: ReadonlySet<string> = new Set();

/** Which functions' images nodes depend on; each node is looked at once. */
export class FreeNames {
  readonly #known = new Map<Node, ReadonlySet<string>>();
  readonly #numbers = new Map<Node, number>();

  /** The arguments that a node reads of functions around it. */
  of(node: Node): ReadonlySet<string> {
    let names = this.#known.get(node);
    if (!names) this.#known.set(node, (names = this.#find(node)));
    return names;
  }

  /** The same for the same nodes in the same order. */
  keyOf(nodes: readonly Node[]): string {
    return nodes
      .map((node) => {
        const number = this.#numbers.get(node) ?? this.#numbers.size;
        this.#numbers.set(node, number);
        return number;
      })
      .join();
  }

  #find(node: Node): ReadonlySet<string> {
    switch (node.kind) {
      case 'constant':
        return none;
      case 'argument':
        return new Set([node.name]);
      case 'function': {
        const inside = this.of(node.body);
        return inside.has(node.argument)
          ? new Set([...inside].filter((name) => name !== node.argument))
          : inside;
      }
      case 'list':
        return this.#union(node.items);
      case 'dictionary':
        return this.#union(Object.values(node.entries));
      case 'call':
        return this.#union(Object.values(node.args));
    }
  }

  #union(nodes: readonly Node[]): ReadonlySet<string> {
    const sets = nodes.map((node) => this.of(node)).filter((names) => names.size > 0);
    const [first = none] = sets;
    return sets.every((names) => names === first) ? first : new Set(sets.flatMap((names) => [...names]));
  }
}
