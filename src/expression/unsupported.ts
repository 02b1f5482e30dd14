import { BestpixelError } from '../errors.ts';
import { alternatives, moduleAlternatives } from './alternatives.ts';
import { methods } from './methods.ts';

/** Names that objects of a type have, beside the table's. */
const more: Readonly<Record<string, readonly string[]>> = {
  ee: [
    'Image',
    'ImageCollection',
    'Geometry',
    'Feature',
    'FeatureCollection',
    'Filter',
    'Reducer',
    'Number',
    'String',
    'Date',
    'List',
    'Dictionary',
  ],
  Map: ['addLayer', 'setCenter', 'centerObject', 'setOptions', 'setZoom'],
  List: ['map', 'iterate'],
  'ee.Image': ['rgb', 'cat'],
};

/**
 * What is told of a name that an owner has not: 'Image' for objects, 'ee.Image' for functions, 'ee', 'Map', 'ui', 'Export'.
 * What Earth Engine has comes with what to do instead, what it has not with names that are like it.
 */
export function unsupportedMethod(owner: string, given: string): BestpixelError {
  const name = given.slice(0, 60);
  const type = owner.replace(/^ee\./, '').slice(0, 60);
  const shown = `${/^[A-Z][a-z]/.test(owner) && !isModule(owner) ? 'ee.' : ''}${owner.slice(0, 60)}.${name}`;
  const remedy = alternativeOf(type, name);
  if (remedy !== null) {
    return new BestpixelError('unsupported', `${shown} is not supported`, { where: shown, remedy });
  }
  return new BestpixelError('unsupported', `There is no ${shown}`, {
    where: shown,
    remedy: hintFor(owner, type, name),
  });
}

/** What to do instead of a name of Earth Engine's that is not here; null: not known. */
export function alternativeOf(type: string, name: string): string | null {
  const whole = `${type}.${name}`;
  for (const key of [whole, `*.${name}`, type]) {
    if (Object.hasOwn(alternatives, key)) return alternatives[key]!;
  }
  if (type === 'ee' && Object.hasOwn(moduleAlternatives, name)) return moduleAlternatives[name]!;
  return Object.hasOwn(moduleAlternatives, type) ? moduleAlternatives[type]! : null;
}

function isModule(owner: string): boolean {
  return owner === 'Map' || owner === 'Export' || owner === 'Chart';
}

function hintFor(owner: string, type: string, name: string): string {
  if (type === 'Object') {
    return `Say what the value is first, as ee.Number(value).${name}() or ee.Image(value).${name}().`;
  }
  if (type === 'List' && /^\d+$/.test(name)) return `Use get(${name}).`;
  const near = nearest(name, namesOf(owner));
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  const same = Object.keys(methods).find(
    (method) => method.endsWith(`.${name}`) && !method.startsWith(`${type}.`),
  );
  const other = same?.split('.')[0];
  if (other === 'Image' && type === 'ImageCollection') {
    return 'It is a method of ee.Image: use it inside map(), or on a mosaic.';
  }
  if (other !== undefined) return `It belongs to ee.${other}.`;
  return 'The reference page lists what is supported.';
}

/** What an owner has: of 'Image' the methods, of 'ee.Image' the functions, too. */
function namesOf(owner: string): readonly string[] {
  const type = owner.replace(/^ee\./, '');
  const rows = Object.keys(methods).filter((method) => method.startsWith(`${type}.`));
  const short = rows.map((method) => method.slice(type.length + 1)).filter((name) => name !== 'of');
  return [...short, ...(Object.hasOwn(more, owner) ? more[owner]! : [])];
}

/** The names that differ from it by least, if by little. */
function nearest(name: string, names: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const far = Math.max(1, Math.floor(name.length / 3));
  const distances = [...new Set(names)].map((each) => ({
    each,
    distance: editDistance(wanted, each.toLowerCase()),
  }));
  const least = Math.min(...distances.map(({ distance }) => distance), far + 1);
  if (least > far) return [];
  return distances.flatMap(({ each, distance }) => (distance === least ? [each] : [])).slice(0, 3);
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
