import { methods, type Method } from '../../expression/methods.ts';
import { describeType } from '../../expression/types.ts';
import type { Entry } from './entry.ts';
import { builderFunctions, pageFunctions } from './globals.ts';

const byOwner = new Map<string, Map<string, Entry>>();

function add(entry: Entry): void {
  const entries = byOwner.get(entry.owner) ?? new Map<string, Entry>();
  byOwner.set(entry.owner, entries.set(entry.name, entry));
}

function entryOf(owner: string, name: string, { params, ...method }: Method, skip: number): Entry {
  return {
    name,
    owner,
    params: params.slice(skip).map((param) => ({
      name: param.name,
      about:
        describeType(param.type) + (param.default === undefined ? '' : `; else ${String(param.default)}`),
      optional: param.optional ?? false,
      rest: param.rest ?? false,
    })),
    result: method.result,
    doc: method.doc,
    unverified: method.evidence === 'inferred',
    difference: method.difference ?? null,
  };
}

/** Types that have rows in the table: 'Image', 'Filter'… */
const types = new Set<string>();

/** ee.ImageCollection(id) itself. */
const hidden = new Set(['ImageCollection.load']);

for (const [key, method] of Object.entries<Method>(methods)) {
  const [type, name] = key.split('.') as [string, string];
  types.add(type);
  if (hidden.has(key)) continue;
  if (name === 'of') add(entryOf('ee', type, method, 0));
  else if (method.params[0]?.type === type) add(entryOf(type, name, method, 1));
  else add(entryOf(`ee.${type}`, name, method, 0));
}
// Where the table has a row, the row is told.
for (const entry of [...builderFunctions, ...pageFunctions]) {
  if (!findEntry(entry.owner, entry.name)) add(entry);
}

export function isType(name: string): boolean {
  return types.has(name);
}

/** Types whose names stand after `ee.`. */
export const typeNames: readonly string[] = [...types].toSorted();

export function entriesOf(owner: string): readonly Entry[] {
  return [...(byOwner.get(owner)?.values() ?? [])];
}

export function findEntry(owner: string, name: string): Entry | undefined {
  return byOwner.get(owner)?.get(name);
}

/** The methods of that name, of any object. */
export function methodsNamed(name: string): readonly Entry[] {
  return typeNames.flatMap((type) => findEntry(type, name) ?? []);
}

/** As `select(bandSelectors…, newNames?) → Image`. */
export function signature({ name, params, result }: Entry): string {
  const list = params.map((param) => param.name + (param.rest ? '…' : '') + (param.optional ? '?' : ''));
  return `${name}(${list.join(', ')})${result ? ` → ${result}` : ''}`;
}
