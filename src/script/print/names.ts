import { findMethod } from '../../expression/methods.ts';
import type { Term, Uses } from './terms.ts';

const taken = [
  ...'break case catch class const continue debugger default delete do else enum export extends false finally for'.split(
    ' ',
  ),
  ...'function if implements import in instanceof interface let new null package private protected public'.split(
    ' ',
  ),
  ...'return static super switch this throw true try typeof var void while with yield await async'.split(' '),
  ...'ee Map print ui Export Chart undefined NaN Infinity eval arguments Object Array Math JSON Date'.split(
    ' ',
  ),
  ...'exports require constructor'.split(' '),
];

/** Names of variables, each given once. */
export class Names {
  readonly #given = new Set(taken);

  /** The wish, or with the first number from 2 that makes it new. The arguments of functions are img, img2 and so on. */
  give(wish: string): string {
    const start = /^img\d*$/.test(wish) ? `${wish}Band` : wish;
    let name = start;
    for (let i = 2; this.#given.has(name); i += 1) name = `${start}${i}`;
    this.#given.add(name);
    return name;
  }
}

const byMethod: Readonly<Record<string, string>> = {
  'ImageCollection.load': 'col',
  'ImageCollection.sort': 'sorted',
  'ImageCollection.limit': 'limited',
  'ImageCollection.merge': 'merged',
  'ImageCollection.linkCollection': 'linked',
  'ImageCollection.select': 'selected',
  'ImageCollection.fromImages': 'images',
  'ImageCollection.qualityMosaic': 'best',
  'ImageCollection.reduce': 'reduced',
  'Image.normalizedDifference': 'nd',
  'Image.date': 'date',
  'Geometry.Point': 'point',
  'Image.updateMask': 'masked',
  'Image.clip': 'clipped',
};

/** Methods that only narrow what they are called on: it keeps its name. */
const narrowing: ReadonlySet<string> = new Set([
  'ImageCollection.filter',
  'ImageCollection.filterDate',
  'ImageCollection.filterBounds',
]);

const tests: ReadonlySet<string> = new Set(
  ['gt', 'gte', 'lt', 'lte', 'eq', 'neq', 'and', 'or', 'not'].map((name) => `Image.${name}`),
);

const byType: Readonly<Record<string, string>> = {
  Image: 'image',
  ImageCollection: 'col',
  Geometry: 'area',
  Filter: 'filter',
  Reducer: 'reducer',
  Number: 'number',
  String: 'text',
  Date: 'date',
  List: 'list',
  Dictionary: 'values',
};

/** What a person would call it. */
export function wishFor(term: Term, uses: Uses): string {
  const { node, parts } = term;
  if (node.kind === 'function') return functionWish(parts.get('body')!);
  if (node.kind !== 'call') return node.kind === 'list' ? 'list' : 'values';
  const { method } = node;
  if (method === 'ImageCollection.map') {
    return uses.isGivenTo(term, 'ImageCollection.qualityMosaic') ? 'ranked' : 'mapped';
  }
  if (narrowing.has(method)) return isLoaded(term) ? 'col' : 'filtered';
  if (tests.has(method)) return 'mask';
  const bands = bandsIn(term);
  if (bands) return bands;
  const [type, short] = method.split('.') as [string, string];
  const result = findMethod(method)?.result ?? 'Object';
  if (byMethod[method]) return byMethod[method];
  const scaled = scaledOf(term);
  if (scaled) return wishFor(scaled, uses);
  // Reductions are called by what they are: mosaic, median, first.
  if (type === 'ImageCollection' && result === 'Image') return identifier(short) ?? 'image';
  return byType[result] ?? 'value';
}

function isLoaded({ node, parts }: Term): boolean {
  if (node.kind !== 'call') return false;
  if (node.method === 'ImageCollection.load') return true;
  return narrowing.has(node.method) && isLoaded(parts.get('collection')!);
}

/** By its one band: the name it is given, or the one it is selected by. */
function bandsIn({ node, parts }: Term): string | null {
  if (node.kind !== 'call') return null;
  const argument = { 'Image.rename': 'names', 'Image.select': 'bandSelectors' }[node.method];
  const given = argument && parts.get(argument)?.node;
  if (!given || given.kind !== 'constant') return null;
  const [band, ...more] = Array.isArray(given.value) ? given.value : [given.value];
  return typeof band === 'string' && more.length === 0 ? identifier(band) : null;
}

/** The image that only a number is reckoned into. */
function scaledOf({ node, parts }: Term): Term | null {
  if (node.kind !== 'call') return null;
  const [first, second, ...more] = [...parts.values()];
  const isNumber = second?.node.kind === 'call' && second.node.method === 'Image.constant';
  return isNumber && more.length === 0 && first!.node.kind === 'call' ? first! : null;
}

function functionWish({ node, parts }: Term): string {
  const isAdding = node.kind === 'call' && node.method === 'Image.addBands';
  const band = isAdding ? bandsIn(parts.get('srcImg')!) : null;
  return band ? `add${band.charAt(0).toUpperCase()}${band.slice(1)}` : 'perImage';
}

/** "MSK_CLDPRB" as mskCldprb; null where too little of it is left. */
function identifier(name: string): string | null {
  const words = name.slice(0, 40).match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words
    .map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word))
    .map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^[a-z]/.test(joined) ? joined : null;
}
