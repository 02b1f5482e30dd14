import { methods, type Method } from './methods.ts';
import type { ReferenceEntry } from './reference-entry.ts';
import { otherEntries } from './reference-others.ts';
import { describeType } from './types.ts';

export interface ReferenceSection {
  /** 'ee.Image', 'Map'. */
  readonly title: string;
  readonly entries: readonly ReferenceEntry[];
}

export const headline =
  'The same rule as Earth Engine, not the same pixels: open archives are processed by others and have other pyramids, ' +
  'and which of equals wins a qualityMosaic is known second-hand.';

/** Types in the order in which people look for them; others follow. */
const order = [
  'Image',
  'ImageCollection',
  'Reducer',
  'Filter',
  'Geometry',
  'Date',
  'Number',
  'String',
  'List',
];

/** Everything that scripts may use, from the table. */
export function referenceSections(): readonly ReferenceSection[] {
  const rows = Object.entries<Method>(methods).map(([name, method]) => ({
    type: name.split('.')[0]!,
    entry: entryOf(name.split('.')[0]!, name, method),
  }));
  const known = new Set(rows.map(({ type }) => type));
  const types = [...new Set([...order, ...known])].filter((type) => known.has(type));
  const tables = types.map((type): ReferenceSection => {
    const own = rows.filter((row) => row.type === type).map(({ entry }) => entry);
    const others = otherEntries.filter(({ counterpart }) => counterpart.startsWith(`ee.${type}.`));
    return { title: `ee.${type}`, entries: [...others, ...own].filter(isShown) };
  });
  const makers = otherEntries.filter(({ counterpart }) => /^ee\.\w+$/.test(counterpart));
  const page = otherEntries.filter(({ counterpart }) => !counterpart.startsWith('ee.'));
  return [{ title: 'ee', entries: makers }, ...tables, { title: 'Map and print', entries: page }];
}

/** `X.of` is what the constructor ee.X does, which has an entry of its own. */
function isShown({ counterpart }: ReferenceEntry): boolean {
  return !counterpart.endsWith('.of');
}

function entryOf(type: string, name: string, method: Method): ReferenceEntry {
  const { doc, difference, evidence, result } = method;
  const own = method.params[0]?.type === type;
  const params = own ? method.params.slice(1) : method.params;
  const list = params.map((param) => param.name + (param.rest ? '…' : '') + (param.optional ? '?' : ''));
  // What is called on an object stands alone; what is not, with its type.
  const called = own ? name.slice(type.length + 1) : `ee.${name}`;
  return {
    counterpart: `ee.${name}`,
    signature: `${called}(${list.join(', ')}) → ${result}`,
    doc,
    difference: difference ?? null,
    verified: evidence === 'established',
    params: params.map((param) => ({
      name: param.name,
      about:
        describeType(param.type) + (param.default === undefined ? '' : `; else ${String(param.default)}`),
    })),
  };
}
