import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { methods, type Method } from './methods.ts';
import { validateNode } from './validate.ts';

const names = Object.keys(methods);
const params = Object.values<Method>(methods).flatMap((method) => method.params.map(({ name }) => name));
const odd = ['__proto__', 'constructor', 'toString', 'toJSON', 'kind', ''];
const kinds = ['constant', 'call', 'list', 'dictionary', 'function', 'argument', 'code'];

/** Nearly expressions: right kinds and names in wrong places, with whatever values between. */
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc.record({ kind: fc.constant('constant'), value: fc.anything() }),
    fc.record({ kind: fc.constantFrom(...kinds), name: fc.string(), value: tie('tree') }),
    fc.record({ kind: fc.constant('list'), items: fc.array(tie('tree'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('dictionary'), entries: fc.dictionary(fc.string(), tie('tree')) }),
    fc.record({ kind: fc.constant('function'), argument: fc.string(), body: tie('tree') }),
    fc.record({
      kind: fc.constant('call'),
      method: fc.constantFrom(...names, ...odd),
      args: fc.dictionary(fc.constantFrom(...params, ...odd), tie('tree'), { maxKeys: 4 }),
    }),
  ),
}));

const seed = 20201;

test(`junk gives BestpixelErrors alone (seed ${seed})`, () => {
  let refused = 0;
  fc.assert(
    fc.property(tree, (junk) => {
      try {
        validateNode(junk);
      } catch (error) {
        refused += 1;
        if (!(error instanceof BestpixelError)) throw error;
      }
    }),
    { seed, numRuns: 3000 },
  );
  expect(refused).toBeGreaterThan(0);
});

test('code in getters, iterators and proxies gives a named error, and is not run again', () => {
  const thrown = () => {
    throw new TypeError('mine');
  };
  let reads = 0;
  const changing = {
    kind: 'call',
    args: {},
    get method() {
      reads += 1;
      return reads === 1 ? 'Image.export' : 'Image.abs';
    },
  };
  const endless = Object.assign([1, 2], {
    *[Symbol.iterator]() {
      for (;;) yield 1;
    },
  });
  const select = (value: unknown) => ({
    kind: 'call',
    method: 'ImageCollection.load',
    args: { id: { kind: 'constant', value } },
  });
  const forged: unknown[] = [
    {
      get kind() {
        return thrown();
      },
    },
    new Proxy({}, { ownKeys: thrown }),
    new Proxy([], { get: thrown }),
    changing,
    select(endless),
    select(new Proxy([], { get: (_, key) => (key === 'length' ? 1e9 : 1) })),
    { kind: 'dictionary', entries: Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [i, 0])) },
    { toJSON: () => ({ kind: 'constant', value: 1 }) },
  ];
  for (const value of forged) expect(() => validateNode(value)).toThrow(BestpixelError);
  expect(reads).toBe(1);
});

test('a name such as __proto__ is a name like any other', () => {
  const entries = JSON.parse('{"__proto__": {"kind": "constant", "value": 1}}') as object;
  const copy = validateNode({ kind: 'dictionary', entries }, ['Dictionary']) as { entries: object };
  expect(Object.keys(copy.entries)).toEqual(['__proto__']);
  expect(({} as { value?: unknown }).value).toBeUndefined();
});

test('texts are bounded together, too', () => {
  const value = Array.from({ length: 200 }, () => 'x'.repeat(9_000));
  const node = { kind: 'constant', value };
  expect(() => validateNode(node, ['List'])).toThrow('too large');
});
