import { BestpixelError } from '../errors.ts';
import { methods, type Method } from '../expression/methods.ts';
import { buildCall } from './build.ts';
import type { Computed, Wrap } from './computed.ts';
import { iterateItems, mapItems } from './unrolled.ts';

/** What is thrown where a script asks an owner such as 'Image', 'ee' or 'ee.Image' for a name that it has not. */
export type Refuse = (owner: string, name: string) => BestpixelError;

/** The objects of one builder: made from the table, and frozen. */
export interface World {
  readonly wrap: Wrap;
  call(method: string, args: readonly unknown[]): Computed;
  prototypeOf(type: string): object;
  /** An object that has the names of `own`, and with `refuse` tells what others are. */
  namespace<T extends object>(owner: string, own: T): T;
}

interface Row {
  readonly name: string;
  readonly short: string;
  readonly method: Method;
}

/** Of rows by type: those that are called on an object of it, and those that are not. */
interface Rows {
  readonly own: Row[];
  readonly statics: Row[];
}

const rowsOf = new Map<string, Rows>();
for (const [name, method] of Object.entries<Method>(methods)) {
  const [type, short] = name.split('.') as [string, string | undefined];
  // `X.of` is what the constructor ee.X does.
  if (short === undefined || short === 'of') continue;
  const rows = rowsOf.get(type) ?? { own: [], statics: [] };
  rowsOf.set(type, rows);
  rows[method.params[0]?.type === type ? 'own' : 'statics'].push({ name, short, method });
}

/** Types that have functions without an object, such as 'Filter' and 'Reducer'. */
export const typesWithFunctions: readonly string[] = [...rowsOf.keys()];

/** Every type that a method may give has a prototype. */
const objects = [
  'Image',
  'ImageCollection',
  'Geometry',
  'Filter',
  'Reducer',
  'Number',
  'String',
  'Date',
  'List',
  'Dictionary',
  'Object',
];

/** What JavaScript itself and its tools ask of any object. */
const passed = new Set(['then', 'toJSON', 'nodeType', 'tagName', 'inspect', 'asymmetricMatch', '$$typeof']);

/** Answers for names that an object and its prototypes have not. */
function refusing(owner: string, base: object, refuse: Refuse): object {
  return new Proxy(base, {
    get(target, name, receiver): unknown {
      if (typeof name === 'symbol' || name in target || passed.has(name)) {
        return Reflect.get(target, name, receiver) as unknown;
      }
      throw refuse(owner, name);
    },
  });
}

export function createWorld(refuse: Refuse | null): World {
  const prototypes = new Map<string, object>();
  const wrap: Wrap = (type, node) => {
    const fields = { node: { value: node, enumerable: true }, type: { value: type, enumerable: true } };
    return Object.freeze(Object.create(prototypes.get(type)!, fields)) as Computed;
  };
  for (const type of new Set([...objects, ...rowsOf.keys()])) {
    const base = refuse ? refusing(type, Object.prototype, refuse) : Object.prototype;
    const own = { ...commonOf(type), ...extrasOf(type, wrap), ...methodsOf(type, wrap) };
    prototypes.set(type, Object.freeze(Object.assign(Object.create(base) as object, own)));
  }
  return {
    wrap,
    prototypeOf: (type) => prototypes.get(type)!,
    call: (method, args) => {
      const node = buildCall({ method, args, wrap });
      return wrap(methods[method as keyof typeof methods].result, node);
    },
    namespace: (owner, own) => {
      const base = typeof own === 'function' ? Function.prototype : Object.prototype;
      if (refuse) Object.setPrototypeOf(own, refusing(owner, base, refuse));
      return Object.freeze(own);
    },
  };
}

/** The table's methods of one type, as functions of `this`. */
function methodsOf(type: string, wrap: Wrap): object {
  const rows = rowsOf.get(type)?.own ?? [];
  return Object.fromEntries(
    rows.map(({ name, short, method }) => [
      short,
      function (this: Computed, ...args: unknown[]) {
        return wrap(method.result, buildCall({ method: name, self: this, args, wrap }));
      },
    ]),
  );
}

/** The table's methods of one type, as functions of their arguments alone. */
export function functionsOf(type: string, { call }: World): Record<string, (...args: unknown[]) => Computed> {
  const { own = [], statics = [] } = rowsOf.get(type) ?? {};
  // As Earth Engine does, those of objects may be called with the object first: ee.Filter.not(filter).
  const free = type === 'Filter' ? [...own, ...statics] : statics;
  return Object.fromEntries(
    free.map(({ name, short }) => [short, (...args: unknown[]) => call(name, args)] as const),
  );
}

/** What every object has. */
function commonOf(type: string): object {
  return {
    /** Calls a function with the object, and gives the object. */
    aside(this: Computed, use: unknown, ...args: unknown[]): Computed {
      if (typeof use !== 'function') throw bad(`${type}.aside`, 'is not given a function');
      (use as (...all: unknown[]) => void)(this, ...args);
      return this;
    },
    toString: () => `ee.${type}(…)`,
    /** Text where text is wanted; arithmetic would silently be NaN. */
    [Symbol.toPrimitive](hint: string): string {
      if (hint !== 'number') return `ee.${type}(…)`;
      throw new BestpixelError('bad-input', `an ee.${type} has no value while a script runs`, {
        where: type,
        remedy: 'Compute and compare with its methods, such as add() and gt().',
      });
    },
  };
}

/** Of what the client does itself: lists are unrolled, and a feature is its geometry. */
function extrasOf(type: string, wrap: Wrap): object {
  if (type === 'Geometry') {
    return {
      geometry(this: Computed): Computed {
        return this;
      },
    };
  }
  if (type !== 'List') return {};
  return {
    map(this: Computed, algorithm: unknown): Computed {
      return mapItems(this, algorithm, wrap);
    },
    iterate(this: Computed, algorithm: unknown, first: unknown): Computed {
      return iterateItems(this, { algorithm, first }, wrap);
    },
  };
}

function bad(method: string, what: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method });
}
