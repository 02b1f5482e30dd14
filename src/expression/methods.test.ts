import { expect, test } from 'vitest';
import { findMethod, methods, type Method } from './methods.ts';
import { accepts } from './types.ts';

const rows = Object.entries<Method>(methods);

test.each(rows)('%s has a sentence, and required parameters before optional ones', (_, { doc, params }) => {
  expect(doc).toMatch(/^[A-Z0-9(].*\.$/);
  const firstOptional = params.findIndex(({ optional }) => optional);
  if (firstOptional >= 0) expect(params.slice(firstOptional).every(({ optional }) => optional)).toBe(true);
});

test('defaults are of their type', () => {
  for (const { params } of rows.map(([, method]) => method)) {
    for (const param of params) {
      if (param.default !== undefined) expect(accepts(param.type, param.default)).toBe(true);
    }
  }
});

test('names of the prototype are no methods', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(findMethod(name)).toBeUndefined();
  }
});
