import type { PropertyTest } from '../../scene/query.ts';
import type { Json } from '../json.ts';
import type { Language } from './api.ts';

/** Tests in a server's language. */
export interface Said {
  /** Parameters of the request: to a body as they are, to a query string as text. */
  readonly params: Json;
  /** False where some test could not be said, and is left to be made on what comes. */
  readonly said: boolean;
}

const nothing: Json = {};

/** Tests by STAC's names for properties as a server takes them; all must hold. */
export function sayTests(tests: readonly PropertyTest[], language: Language | null): Said {
  if (tests.length === 0 || language === null) {
    return { params: nothing, said: tests.length === 0 };
  }
  if (language === 'query') return queryOf(tests);
  const filter =
    language === 'cql2-json' ? allOf(tests.map(json)) : tests.map((test) => text(test)).join(' AND ');
  return { params: { filter, 'filter-lang': language }, said: true };
}

/** The query extension: `{ "eo:cloud_cover": { "lte": 40 } }`. It takes each operator once per property. */
function queryOf(tests: readonly PropertyTest[]): Said {
  const query = new Map<string, Map<string, unknown>>();
  let said = true;
  for (const test of tests) {
    const operators = query.get(test.name) ?? new Map<string, unknown>();
    if (operators.has(test.op)) said = false;
    else query.set(test.name, operators.set(test.op, test.value));
  }
  const entries = [...query].map(([name, operators]) => [name, Object.fromEntries(operators)] as const);
  return { params: { query: Object.fromEntries(entries) }, said };
}

const operators = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function json(test: PropertyTest): unknown {
  const property = { property: test.name };
  if (test.op !== 'in') return { op: operators[test.op], args: [property, test.value] };
  // "in" is not in the basic language that every server of CQL2 speaks.
  const some = test.value.map((value) => ({ op: '=', args: [property, value] }));
  return some.length === 1 ? some[0] : { op: 'or', args: some };
}

function allOf(all: readonly unknown[]): unknown {
  return all.length === 1 ? all[0] : { op: 'and', args: all };
}

function text(test: PropertyTest): string {
  const name = /^[A-Za-z_:][\w:.]*$/.test(test.name) ? test.name : `"${test.name.replaceAll('"', '""')}"`;
  if (test.op !== 'in') return `${name} ${operators[test.op]} ${literal(test.value)}`;
  return `(${test.value.map((value) => `${name} = ${literal(value)}`).join(' OR ')})`;
}

function literal(value: number | string): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
