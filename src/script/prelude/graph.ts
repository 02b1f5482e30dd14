import type { Node } from '../../expression/nodes.ts';
import { BestpixelError } from '../../errors.ts';
import type { Entry } from '../handover.ts';
import { most } from '../limits.ts';

/** Expressions as a list in which each part is there once, and before what it is a part of. */
export class Graph {
  readonly entries: Entry[] = [];
  readonly #indices = new Map<Node, number>();

  /** The index of an expression. Loops where it could call itself: scripts nest deeper than the stack is. */
  add(root: Node): number {
    const open: Node[] = [root];
    while (open.length > 0) {
      const node = open.at(-1)!;
      const missing = this.#indices.has(node) ? [] : partsOf(node).filter((part) => !this.#indices.has(part));
      if (missing.length > 0) {
        if (open.length > most.nodes) throw tooLarge();
        for (const part of missing) open.push(part);
        continue;
      }
      open.pop();
      if (this.#indices.has(node)) continue;
      if (this.entries.length >= most.nodes) throw tooLarge();
      this.#indices.set(node, this.entries.push(this.#entryOf(node)) - 1);
    }
    return this.#indices.get(root)!;
  }

  #entryOf(node: Node): Entry {
    switch (node.kind) {
      case 'call':
        return { kind: 'call', method: node.method, args: this.#named(node.args) };
      case 'list':
        return { kind: 'list', items: node.items.map((item) => this.#indices.get(item)!) };
      case 'dictionary':
        return { kind: 'dictionary', entries: this.#named(node.entries) };
      case 'function':
        return { kind: 'function', argument: node.argument, body: this.#indices.get(node.body)! };
      case 'constant':
        return { kind: 'constant', value: node.value };
      case 'argument':
        return { kind: 'argument', name: node.name };
    }
  }

  #named(parts: Readonly<Record<string, Node>>): Record<string, number> {
    return Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, this.#indices.get(part)!] as const),
    );
  }
}

function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'call':
      return Object.values(node.args);
    case 'list':
      return node.items;
    case 'dictionary':
      return Object.values(node.entries);
    case 'function':
      return [node.body];
    case 'constant':
    case 'argument':
      return [];
    default:
      throw new BestpixelError('script', 'an expression has a part of unknown kind');
  }
}

function tooLarge(): BestpixelError {
  return new BestpixelError('script', `the script describes more than ${most.nodes} steps`, {
    remedy: 'Describe less in one script.',
  });
}
