import { findMethod, type Param } from '../../expression/methods.ts';
import type { ResultType, ValueType } from '../../expression/types.ts';
import { dictionary, literal, text } from './literals.ts';
import { type Doc, group, line, listed, join, nest, softline } from './layout.ts';
import type { Term } from './terms.ts';

/** Writes a part where a value of the type is wanted. */
export type Write = (term: Term, wanted: ValueType) => Doc;

/** Types whose objects have methods. */
const objects: ReadonlySet<string> = new Set([
  'Image',
  'ImageCollection',
  'Number',
  'String',
  'Date',
  'List',
  'Dictionary',
  'Filter',
  'Geometry',
  'Reducer',
]);

export interface Called {
  readonly receiver: Term;
  /** What the receiver must be. */
  readonly type: ValueType;
  readonly name: string;
  readonly args: readonly Given[];
}

export interface Given {
  readonly param: Param;
  /** Undefined: left out. */
  readonly term: Term | undefined;
}

/** A call as one of the methods of its first argument; null: it is written as a function. */
export function calledOn({ node, parts }: Term): Called | null {
  if (node.kind !== 'call') return null;
  const [type, name] = node.method.split('.') as [string, string];
  const [self, ...params] = findMethod(node.method)?.params ?? [];
  const receiver = self && parts.get(self.name);
  if (!receiver || self.type !== type || name === 'of' || !objects.has(type)) return null;
  return { receiver, type: self.type, name, args: given(params, parts) };
}

function given(params: readonly Param[], parts: Term['parts']): Given[] {
  const all = params.map((param) => ({ param, term: parts.get(param.name) }));
  const last = all.findLastIndex(({ param, term }) => term && !isDefault(param, term));
  return all.slice(0, last + 1);
}

function isDefault(param: Param, { node }: Term): boolean {
  return param.optional === true && node.kind === 'constant' && node.value === param.default;
}

/** What a term gives; 'Object' where only computing it tells. */
export function resultOf({ node }: Term): ResultType {
  if (node.kind === 'call') return findMethod(node.method)?.result ?? 'Object';
  if (node.kind === 'argument') return 'Image';
  if (node.kind === 'list') return 'List';
  return node.kind === 'dictionary' ? 'Dictionary' : 'Object';
}

/** A call that has no receiver: a constructor, or a function such as `ee.Filter.lt`. */
export function functionCall(term: Term, wanted: ValueType, write: Write): Doc {
  const { node, parts } = term;
  if (node.kind !== 'call') return '';
  const constructed = constructorCall(term, wanted, write);
  if (constructed) return constructed;
  const [type, name] = node.method.split('.') as [string, string];
  const params = findMethod(node.method)?.params ?? [];
  const start = name === 'of' ? `ee.${type}` : `ee.${node.method}`;
  return [start, argumentList(given(params, parts), write)];
}

function constructorCall({ node, parts }: Term, wanted: ValueType, write: Write): Doc | null {
  if (node.kind !== 'call') return null;
  switch (node.method) {
    case 'ImageCollection.load':
      return ['ee.ImageCollection(', write(parts.get('id')!, 'String'), ')'];
    case 'ImageCollection.fromImages': {
      const images = parts.get('images')!;
      return images.node.kind === 'list' ? ['ee.ImageCollection(', write(images, 'Images'), ')'] : null;
    }
    case 'Image.constant': {
      const value = parts.get('value')!.node;
      if (value.kind !== 'constant' || typeof value.value !== 'number') return null;
      return wanted === 'Image' ? literal(value.value) : ['ee.Image(', literal(value.value), ')'];
    }
    case 'Filter.expression': {
      const [expression] = parts.values();
      return wanted === 'Filter' && expression?.node.kind === 'constant' ? write(expression, 'String') : null;
    }
    default:
      return null;
  }
}

/** Arguments in order; by name where one before others is left out, or where one could be taken for names. */
export function argumentList(args: readonly Given[], write: Write): Doc {
  if (args.some(({ term }) => !term) || looksNamed(args)) {
    const entries = args.flatMap(({ param, term }) =>
      term ? [[param.name, write(term, param.type)] as const] : [],
    );
    return ['(', dictionary(entries), ')'];
  }
  const pair = onlyPair(args, write);
  if (pair) return pair;
  const [first] = args;
  const spread = first?.param.rest && args.length === 1 ? spreadItems(first, write) : null;
  const docs = spread ?? args.map(({ param, term }) => write(term!, param.type));
  return docs.length === 1 ? ['(', docs[0]!, ')'] : parenthesised(docs);
}

function parenthesised(docs: readonly Doc[]): Doc {
  return docs.length === 0 ? '()' : group('(', nest(softline, join([',', line], docs)), softline, ')');
}

/** A single dictionary whose names are all names of parameters. */
function looksNamed(args: readonly Given[]): boolean {
  const [only] = args;
  if (args.length !== 1 || only?.term?.node.kind !== 'dictionary') return false;
  const names = [...only.term.parts.keys()];
  return names.length > 0 && names.every((name) => name === only.param.name);
}

/** `set('a', 1)` for a dictionary of one. */
function onlyPair([first, ...more]: readonly Given[], write: Write): Doc | null {
  if (more.length > 0 || first?.param.name !== 'properties' || first.term?.node.kind !== 'dictionary')
    return null;
  const [entry, ...others] = first.term.parts;
  if (!entry || others.length > 0) return null;
  return parenthesised([text(entry[0]), write(entry[1], 'Object')]);
}

/** Lists whose items people write as separate arguments: one band, the numbers of a point, filters. */
function spreadItems({ param, term }: Given, write: Write): readonly Doc[] | null {
  const node = term?.node;
  if (node?.kind === 'list' && param.type === 'Filters' && node.items.length > 0) {
    return [...term!.parts.values()].map((part) => write(part, 'Filter'));
  }
  if (node?.kind !== 'constant' || !Array.isArray(node.value) || node.value.length === 0) return null;
  if (node.value.some((item) => typeof item === 'object')) return null;
  return param.type === 'Numbers' || node.value.length === 1 ? node.value.map(literal) : null;
}

export function listDoc(term: Term, wanted: ValueType, write: Write): Doc {
  const item: ValueType = wanted === 'Images' ? 'Image' : wanted === 'Filters' ? 'Filter' : 'Object';
  return listed(
    '[',
    [...term.parts.values()].map((part) => write(part, item)),
    ']',
  );
}

export function dictionaryDoc({ parts }: Term, write: Write): Doc {
  return dictionary([...parts].map(([name, part]) => [name, write(part, 'Object')] as const));
}
