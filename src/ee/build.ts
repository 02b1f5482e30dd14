import { BestpixelError } from '../errors.ts';
import { findMethod, type Method, type MethodName, type Param } from '../expression/methods.ts';
import type { ConstantValue, Node } from '../expression/nodes.ts';
import { accepts, describeType, itemType, type ValueType } from '../expression/types.ts';

/** What every object of the builder is: a description, held as an expression. */
export interface Computed {
  readonly node: Node;
  /** Earth Engine's name of what it describes. */
  readonly type: ValueType;
}

export interface BuildRequest {
  readonly method: MethodName;
  /** The object that the method was called on; undefined for functions such as `ee.Geometry.Point`. */
  readonly self?: Computed;
  readonly args: readonly unknown[];
  /** Makes the symbolic image that `map` calls its function with. */
  readonly imageOf: (node: Node) => Computed;
}

/**
 * The expression of a method call, its arguments promoted as Earth Engine does.
 * @throws BestpixelError 'bad-input' for an argument that is missing, too much or of another type.
 */
export function buildCall({ method: name, self, args, imageOf }: BuildRequest): Node {
  const { params } = findMethod(name) as Method;
  const open = self ? params.slice(1) : params;
  const given = [...(self ? [self] : []), ...(named(open, args) ?? gathered(open, args))];
  if (given.length > params.length) throw bad(name, 'has too many arguments');
  const nodes: Record<string, Node> = {};
  params.forEach((param, i) => {
    const value = given[i];
    // null, as in addBands(image, null, true), leaves an optional argument out.
    if (value === undefined || (value === null && param.optional)) {
      if (!param.optional) throw bad(name, `'${param.name}' is missing: ${describeType(param.type)}`);
      return;
    }
    const node = promote(param.type, value, imageOf);
    if (!node) throw bad(name, `'${param.name}' is not ${describeType(param.type)}`);
    nodes[param.name] = node;
  });
  return { kind: 'call', method: name, args: nodes };
}

/** One plain object whose keys are all names of parameters gives the arguments by name; null: it is none. */
function named(params: readonly Param[], args: readonly unknown[]): readonly unknown[] | null {
  const [object, ...more] = args;
  if (more.length > 0 || !isPlain(object)) return null;
  const names = params.map(({ name }) => name);
  const keys = Object.keys(object);
  if (keys.length === 0 || !keys.every((key) => names.includes(key))) return null;
  return names.map((name) => object[name]);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    !isComputed(value)
  );
}

/** Lists given as separate arguments, as in `select('B4', 'B3')`, as one. */
function gathered(params: readonly Param[], args: readonly unknown[]): readonly unknown[] {
  return params[0]?.rest && args.length > 0 && !Array.isArray(args[0]) ? [args] : args;
}

function promote(type: ValueType, value: unknown, imageOf: BuildRequest['imageOf']): Node | undefined {
  if (type === 'Mapper') return typeof value === 'function' ? mapper(value as Algorithm, imageOf) : undefined;
  if (isComputed(value)) return value.type === type ? value.node : undefined;
  if (type === 'Image') {
    return accepts('Number', value as ConstantValue)
      ? { kind: 'call', method: 'Image.constant', args: { value: constant(value) } }
      : undefined;
  }
  const item = itemType(type);
  if (item) return Array.isArray(value) ? list(item, value, imageOf) : undefined;
  const single = type === 'Names' || type === 'Selectors';
  const plain = single && !Array.isArray(value) ? [value] : value instanceof Date ? value.getTime() : value;
  return accepts(type, plain as ConstantValue) ? constant(plain) : undefined;
}

/** A list of objects of the builder; undefined where one is something else. */
function list(
  item: ValueType,
  values: readonly unknown[],
  imageOf: BuildRequest['imageOf'],
): Node | undefined {
  const items = values.map((value) => promote(item, value, imageOf)).filter((node) => node !== undefined);
  return items.length === values.length ? { kind: 'list', items } : undefined;
}

type Algorithm = (image: Computed) => unknown;

let depth = 0;

/** Calls the function once, with a symbolic image. Its name tells how deep it is, so that equal code is equal data. */
function mapper(algorithm: Algorithm, imageOf: BuildRequest['imageOf']): Node {
  const argument = `image${depth}`;
  depth += 1;
  try {
    const result = algorithm(imageOf({ kind: 'argument', name: argument }));
    if (!isComputed(result) || result.type !== 'Image') {
      throw bad('ImageCollection.map', 'the function does not return an image');
    }
    return { kind: 'function', argument, body: result.node };
  } finally {
    depth -= 1;
  }
}

export function isComputed(value: unknown): value is Computed {
  return typeof value === 'object' && value !== null && 'node' in value && 'type' in value;
}

/** A copy: the caller's lists may change. */
function constant(value: unknown): Node {
  return { kind: 'constant', value: structuredClone(value) as ConstantValue };
}

function bad(method: MethodName, what: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method });
}
