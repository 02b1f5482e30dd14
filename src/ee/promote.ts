import { BestpixelError } from '../errors.ts';
import { findMethod } from '../expression/methods.ts';
import type { ConstantValue, Node } from '../expression/nodes.ts';
import { accepts, admits, itemType, type ValueType } from '../expression/types.ts';
import { isComputed, isPlain, ofCall, resultOf, type Computed, type Wrap } from './computed.ts';
import { functionNode } from './function-node.ts';
import { geometryNode } from './geojson.ts';

/** Lists within lists that a script may give. */
const deepest = 50;

/** A value as an argument of the type, as Earth Engine's client promotes it; undefined: it is none. */
export function promote(type: ValueType, value: unknown, wrap: Wrap, depth = 0): Node | undefined {
  if (depth > deepest) return undefined;
  if (type === 'Mapper') return typeof value === 'function' ? mapper(value as Algorithm, wrap) : undefined;
  if (isComputed(value)) return cast(type, value);
  switch (type) {
    case 'Image':
      return imageOf(value, wrap, depth);
    case 'ImageCollection':
      return collectionOf(value, wrap, depth);
    case 'Geometry':
      return isPlain(value) ? geometryNode(value) : undefined;
    case 'Filter':
      return filterOf(value, wrap, depth);
    case 'Reducer':
      return reducerOf(value);
    case 'Dictionary':
      return isPlain(value) ? dictionary(value, wrap, depth) : undefined;
    case 'Object':
      return anything(value, wrap, depth);
    default:
      return plain(type, value, wrap, depth);
  }
}

/** Of what Earth Engine calls a computed object: as it is, or by the row that makes one of the other. */
function cast(type: ValueType, { type: named, node }: Computed): Node | undefined {
  const from = named === 'Object' ? resultOf(node) : named;
  if (from !== 'Object' && admits(type, from as ReturnType<typeof resultOf>)) return node;
  if (type === 'Image' && from === 'Number') return call('Image.constant', { value: node });
  if (type === 'ImageCollection' && from === 'Image') return fromImages(list([node]));
  if (type === 'ImageCollection' && from === 'List') return fromImages(node);
  if (type === 'Names' && from === 'String') return list([node]);
  if (type === 'Selectors' && (from === 'String' || from === 'Number')) return list([node]);
  if (from !== 'Object') return undefined;
  if (type === 'ImageCollection') return ofCall(type, node) ?? fromImages(node);
  return admits(type, 'Object') ? node : ofCall(type, node);
}

function imageOf(value: unknown, wrap: Wrap, depth: number): Node | undefined {
  if (accepts('Number', value as ConstantValue)) return call('Image.constant', { value: constant(value) });
  if (!Array.isArray(value) || value.length === 0) return undefined;
  // As Earth Engine does: the bands of all, one after the other.
  const images = everyOf('Image', value, wrap, depth);
  return images?.reduce((dstImg, srcImg) => call('Image.addBands', { dstImg, srcImg }));
}

function collectionOf(value: unknown, wrap: Wrap, depth: number): Node | undefined {
  if (typeof value === 'string') return call('ImageCollection.load', { id: constant(value) });
  const images = Array.isArray(value) ? everyOf('Image', value, wrap, depth) : undefined;
  return images && fromImages(list(images));
}

function filterOf(value: unknown, wrap: Wrap, depth: number): Node | undefined {
  if (typeof value === 'string') {
    const [first] = findMethod('Filter.expression')?.params ?? [];
    return first && call('Filter.expression', { [first.name]: constant(value) });
  }
  const filters = Array.isArray(value) ? everyOf('Filter', value, wrap, depth) : undefined;
  return filters && filters.length > 0 ? call('Filter.and', { filters: list(filters) }) : undefined;
}

/** As in `reduce('mean')`. */
function reducerOf(value: unknown): Node | undefined {
  if (typeof value !== 'string') return undefined;
  const method = `Reducer.${value}`;
  const row = findMethod(method);
  return row?.params.every(({ optional }) => optional) ? call(method, {}) : undefined;
}

function dictionary(value: Record<string, unknown>, wrap: Wrap, depth: number): Node | undefined {
  const entries = Object.entries(value).map(
    ([name, entry]) => [name, promote('Object', entry, wrap, depth + 1)] as const,
  );
  if (entries.some(([, node]) => !node)) return undefined;
  return { kind: 'dictionary', entries: Object.fromEntries(entries) as Record<string, Node> };
}

function anything(value: unknown, wrap: Wrap, depth: number): Node | undefined {
  if (value instanceof Date) return dateOf(value);
  if (Array.isArray(value)) return items('Object', value, wrap, depth);
  if (isPlain(value)) return dictionary(value, wrap, depth);
  const isScalar = value === null || typeof value === 'boolean' || accepts('Value', value as ConstantValue);
  return isScalar ? constant(value) : undefined;
}

function dateOf(date: Date): Node | undefined {
  const millis = date.getTime();
  return Number.isFinite(millis) ? (ofCall('Date', constant(millis)) ?? constant(millis)) : undefined;
}

function plain(type: ValueType, value: unknown, wrap: Wrap, depth: number): Node | undefined {
  const single = type === 'Names' || type === 'Selectors';
  const given = single && !Array.isArray(value) ? [value] : value;
  const item = itemType(type);
  if (item) return Array.isArray(given) ? items(item, given, wrap, depth) : undefined;
  const scalar = given instanceof Date && type === 'Date' ? given.getTime() : given;
  return accepts(type, scalar as ConstantValue) ? constant(scalar) : undefined;
}

/** A list, as one constant where all its items are; undefined where one is something else. */
function items(type: ValueType, values: readonly unknown[], wrap: Wrap, depth: number): Node | undefined {
  const nodes = everyOf(type, values, wrap, depth);
  if (!nodes) return undefined;
  const constants = nodes.flatMap((node) => (node.kind === 'constant' ? [node.value] : []));
  const asOne = constants.length === nodes.length && type !== 'Image' && type !== 'Filter';
  return asOne ? { kind: 'constant', value: constants } : list(nodes);
}

function everyOf(type: ValueType, values: readonly unknown[], wrap: Wrap, depth: number): Node[] | undefined {
  const nodes: Node[] = [];
  for (const value of values) {
    const node = promote(type, value, wrap, depth + 1);
    if (!node) return undefined;
    nodes.push(node);
  }
  return nodes;
}

function fromImages(images: Node): Node {
  return call('ImageCollection.fromImages', { images });
}

function list(nodes: readonly Node[]): Node {
  return { kind: 'list', items: nodes };
}

function call(method: string, args: Readonly<Record<string, Node>>): Node {
  return { kind: 'call', method, args };
}

/** A copy: the caller's lists may change. */
function constant(value: unknown): Node {
  return { kind: 'constant', value: copyOf(value as ConstantValue) };
}

function copyOf(value: ConstantValue): ConstantValue {
  return Array.isArray(value) ? value.map(copyOf) : value;
}

type Algorithm = (image: Computed) => unknown;

let nesting = 0;

/** Calls the function once, with a symbolic image. */
function mapper(algorithm: Algorithm, wrap: Wrap): Node {
  const placeholder = `image of function ${nesting}`;
  nesting += 1;
  try {
    const result = algorithm(wrap('Image', { kind: 'argument', name: placeholder }));
    const mayBe = isComputed(result) && (result.type === 'Image' || result.type === 'Object');
    const body = mayBe ? cast('Image', result) : undefined;
    if (!body) throw noImage(algorithm.name, result);
    return functionNode(placeholder, body);
  } finally {
    nesting -= 1;
  }
}

function noImage(name: string, result: unknown): BestpixelError {
  const which = name === '' ? 'the function' : `the function '${name.slice(0, 80)}'`;
  const nothing = result === undefined || result === null;
  const what = nothing ? 'returns nothing: it does not return an image' : 'does not return an image';
  return new BestpixelError('bad-input', `ImageCollection.map: ${which} ${what}`, {
    where: 'ImageCollection.map',
    remedy: nothing ? "End it with 'return' and the image." : 'Return an image.',
  });
}
