import { BestpixelError } from '../errors.ts';
import { findMethod, type Method, type Param } from '../expression/methods.ts';
import type { Node } from '../expression/nodes.ts';
import { describeType } from '../expression/types.ts';
import { isComputed, isPlain, type Computed, type Wrap } from './computed.ts';
import { promote } from './promote.ts';

export { isComputed, type Computed } from './computed.ts';

export interface BuildRequest {
  /** Of the table. */
  readonly method: string;
  /** The object that the method was called on; undefined for functions such as `ee.Geometry.Point`. */
  readonly self?: Computed;
  readonly args: readonly unknown[];
  readonly wrap: Wrap;
}

/**
 * The expression of a method call, its arguments promoted as Earth Engine does.
 * @throws BestpixelError 'bad-input' for an argument that is missing, too much or of another type.
 */
export function buildCall({ method: name, self, args, wrap }: BuildRequest): Node {
  const { params } = findMethod(name) as Method;
  const open = self ? params.slice(1) : params;
  const given = [...(self ? [self] : []), ...inOrder(name, open, args)];
  if (given.length > params.length) throw bad(name, 'has too many arguments');
  const nodes: Record<string, Node> = {};
  params.forEach((param, i) => {
    const value = given[i];
    // null, as in addBands(image, null, true), leaves an optional argument out.
    if (value === undefined || (value === null && param.optional)) {
      if (!param.optional) throw bad(name, `'${param.name}' is missing: ${describeType(param.type)}`);
      return;
    }
    const node = promote(param.type, value, wrap);
    if (!node) throw bad(name, `'${param.name}' is not ${describeType(param.type)}`);
    nodes[param.name] = node;
  });
  return { kind: 'call', method: name, args: nodes };
}

function inOrder(name: string, open: readonly Param[], args: readonly unknown[]): readonly unknown[] {
  if (name.endsWith('.set') && open[0]?.type === 'Dictionary') return [properties(name, args)];
  return named(open, args) ?? gathered(open, args);
}

/** Of `set('a', 1, 'b', 2)` or `set({…})`. */
function properties(name: string, args: readonly unknown[]): unknown {
  const [first] = args;
  if (args.length > 1) {
    if (args.length % 2 !== 0) throw bad(name, 'a name has no value');
    const pairs = Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i], args[2 * i + 1]] as const);
    if (pairs.some(([key]) => typeof key !== 'string')) throw bad(name, 'the name of a property is not text');
    return Object.fromEntries(pairs as (readonly [string, unknown])[]);
  }
  if (!isPlain(first)) return first;
  // By name, as set({properties: {…}}).
  const inner = first['properties'];
  return Object.keys(first).length === 1 && (isPlain(inner) || isComputed(inner)) ? inner : first;
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

/** Lists given as separate arguments, as in `select('B4', 'B3')`, as one. */
function gathered(params: readonly Param[], args: readonly unknown[]): readonly unknown[] {
  const [first] = args;
  if (!params[0]?.rest || args.length === 0 || Array.isArray(first)) return args;
  const isList =
    isComputed(first) && (first.type === 'List' || (first.type === 'Object' && args.length === 1));
  return isList ? args : [args];
}

function bad(method: string, what: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method });
}
