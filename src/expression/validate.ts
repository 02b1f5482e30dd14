import { BestpixelError } from '../errors.ts';
import { findMethod, type Method } from './methods.ts';
import type { ArgumentNode, CallNode, ConstantValue, FunctionNode, Node } from './nodes.ts';
import { accepts, admits, describeType, itemType, type ResultType, type ValueType } from './types.ts';

/** How large an expression from elsewhere may be. */
export const limits = {
  depth: 200,
  nodes: 20_000,
  /** Characters of a name; of a constant, such as a formula; of all together. */
  text: 1_000,
  constant: 10_000,
  texts: 1_000_000,
} as const;

/**
 * An untrusted value as an expression: a copy of plain data with known methods, arguments of the right names and types,
 * and within `limits`. Parts that are one object stay one object. Each part is read once, whatever it is made of.
 * @throws BestpixelError 'bad-input', and nothing else
 */
export function validateNode(
  value: unknown,
  wanted: readonly ValueType[] = ['Image', 'ImageCollection'],
): Node {
  const node = plain(value);
  if (!wanted.some((type) => fits(type, node))) {
    throw bad(`The expression is not ${wanted.map(describeType).join(' or ')}`);
  }
  return node;
}

function plain(value: unknown): Node {
  try {
    return new Validation().node(value, { depth: 0, names: [] });
  } catch (cause) {
    if (cause instanceof BestpixelError) throw cause;
    // What is read may run code of others, such as getters.
    throw new BestpixelError('bad-input', 'An expression cannot be read', {
      remedy: 'Correct the expression.',
      cause,
    });
  }
}

interface Scope {
  readonly depth: number;
  /** Of the arguments of the functions around. */
  readonly names: readonly string[];
}

class Validation {
  #count = 0;
  #texts = 0;
  #done = new Map<unknown, Node>();
  readonly #heights = new Map<Node, number>();

  node(value: unknown, scope: Scope): Node {
    const done = this.#done.get(value);
    if (done) {
      // Known from a place higher up, it may reach too deep here.
      if (scope.depth + this.#heights.get(done)! > limits.depth) throw tooDeep();
      return done;
    }
    this.#grow(scope);
    const node = this.#fresh(record(value), scope);
    this.#done.set(value, node);
    const heights = partsOf(node).map((part) => this.#heights.get(part)! + 1);
    this.#heights.set(
      node,
      heights.reduce((a, b) => Math.max(a, b), 0),
    );
    return node;
  }

  #fresh(value: Record<string, unknown>, scope: Scope): Node {
    switch (value['kind']) {
      case 'constant':
        keys(value, ['kind', 'value']);
        return { kind: 'constant', value: this.#constant(value['value'], scope) };
      case 'argument': {
        keys(value, ['kind', 'name']);
        const name = this.#text(value['name']);
        if (!scope.names.includes(name)) throw bad(`Nothing is named '${name}' here`);
        return { kind: 'argument', name };
      }
      case 'list':
        keys(value, ['kind', 'items']);
        return { kind: 'list', items: this.#items(value['items'], scope) };
      case 'dictionary':
        keys(value, ['kind', 'entries']);
        return { kind: 'dictionary', entries: this.#entries(value['entries'], scope) };
      case 'function':
        keys(value, ['kind', 'argument', 'body']);
        return this.#function(value, scope);
      case 'call':
        keys(value, ['kind', 'method', 'args']);
        return this.#call(value, scope);
      default:
        throw bad('An expression has a part of unknown kind');
    }
  }

  #items(items: unknown, scope: Scope): readonly Node[] {
    if (!Array.isArray(items)) throw bad('A list in an expression is none');
    return this.#each(items, (item) => {
      // Counted even where items are one object: what is done with each takes its time.
      this.#grow(scope);
      return this.node(item, { ...scope, depth: scope.depth + 1 });
    });
  }

  #entries(value: unknown, scope: Scope): Readonly<Record<string, Node>> {
    const entries = Object.create(null) as Record<string, Node>;
    for (const [name, entry] of Object.entries(record(value))) {
      this.#grow(scope);
      entries[this.#text(name)] = this.node(entry, { ...scope, depth: scope.depth + 1 });
    }
    return entries;
  }

  #function(value: Record<string, unknown>, { depth, names }: Scope): FunctionNode {
    const argument = this.#text(value['argument']);
    if (names.includes(argument)) throw bad(`A function's argument '${argument}' hides another's`);
    // What is valid inside may not be outside.
    const outside = this.#done;
    this.#done = new Map();
    const body = this.node(value['body'], { depth: depth + 1, names: [...names, argument] });
    this.#done = outside;
    if (typeOf(body) !== 'Image') throw bad('A function does not return an image');
    return { kind: 'function', argument, body };
  }

  #call(value: Record<string, unknown>, scope: Scope): CallNode {
    const name = this.#text(value['method']);
    const method = findMethod(name);
    if (!method) throw bad(`Unknown method ${name.slice(0, 80)}`);
    const given = record(value['args']);
    const known = method.params.map((param) => param.name);
    keys(given, known);
    const args: Record<string, Node> = {};
    for (const param of method.params) {
      if (!Object.hasOwn(given, param.name)) {
        if (param.optional) continue;
        throw bad(`${name}: '${param.name}' is missing`);
      }
      const arg = this.node(given[param.name], { ...scope, depth: scope.depth + 1 });
      if (!fits(param.type, arg)) throw bad(`${name}: '${param.name}' is not ${describeType(param.type)}`);
      args[param.name] = arg;
    }
    return { kind: 'call', method: name, args };
  }

  #constant(value: unknown, scope: Scope): ConstantValue {
    if (typeof value === 'string') return this.#text(value, limits.constant);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (!Array.isArray(value)) throw bad('A constant is not plain data');
    this.#grow(scope);
    return this.#each(value, (item) => {
      this.#grow(scope);
      return this.#constant(item, { ...scope, depth: scope.depth + 1 });
    });
  }

  /** By index: a list of others may have an iterator of its own. */
  #each<T>(list: readonly unknown[], read: (item: unknown) => T): T[] {
    const { length } = list;
    if (!(length <= limits.nodes)) throw tooLarge();
    const copy: T[] = [];
    for (let i = 0; i < length; i++) copy.push(read(list[i]));
    return copy;
  }

  #text(value: unknown, most: number = limits.text): string {
    if (typeof value !== 'string') throw bad('A name in an expression is not a string');
    this.#texts += value.length;
    if (value.length > most) throw bad('A text in an expression is too long');
    if (this.#texts > limits.texts) throw tooLarge();
    return value;
  }

  #grow({ depth }: Scope): void {
    if (depth > limits.depth) throw tooDeep();
    if (++this.#count > limits.nodes) throw tooLarge();
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
  }
}

function fits(type: ValueType, node: Node): boolean {
  if (node.kind === 'constant') return accepts(type, node.value);
  if (node.kind === 'dictionary') return type === 'Dictionary' || type === 'Object';
  if (node.kind === 'function') return type === 'Mapper';
  if (node.kind !== 'list') return admits(type, resultOf(node));
  const wanted = itemType(type);
  return type === 'Object' || (wanted !== undefined && node.items.every((item) => fits(wanted, item)));
}

function resultOf(node: CallNode | ArgumentNode): ResultType {
  return node.kind === 'argument' ? 'Image' : (findMethod(node.method) as Method).result;
}

/** A node's type; null: a constant, a list or a dictionary, which may be many. */
function typeOf(node: Node): ValueType | null {
  if (node.kind === 'function') return 'Mapper';
  return node.kind === 'call' || node.kind === 'argument' ? resultOf(node) : null;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad('A part of an expression is not an object');
  }
  if (Object.keys(value).length > limits.nodes) throw tooLarge();
  // Own properties alone: a prototype may carry anything.
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

function keys(value: Record<string, unknown>, allowed: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw bad(`Unknown argument '${unknown.slice(0, 80)}'`);
}

function tooLarge(): BestpixelError {
  return bad('An expression is too large');
}

function tooDeep(): BestpixelError {
  return bad('An expression is nested too deeply');
}

function bad(what: string): BestpixelError {
  return new BestpixelError('bad-input', what, { remedy: 'Correct the expression.' });
}
