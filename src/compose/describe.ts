import type { Node } from '../expression/nodes.ts';
import { findMethod } from '../expression/methods.ts';
import { validateNode } from '../expression/validate.ts';
import { mosaic, type CollectionValue } from './collections.ts';
import type { ImageValue } from './images.ts';
import { resolve, type Lists } from './resolve.ts';
import { isDictionary } from './scalars/dictionaries.ts';
import { formatDate } from './scalars/date-format.ts';
import { tellNumber } from './scalars/number-format.ts';
import { namesOf, propertyOfImage, sceneOf } from './scalars/properties.ts';
import { isSceneValue } from './scene-value.ts';
import type { Value } from './values.ts';

/** How much of a value is told: items of a list, characters of a text, levels of lists, characters in all. */
const most = { items: 20, text: 1000, depth: 6, all: 10_000 } as const;

/**
 * What `print` shows of an expression of any type against the scenes that its queries gave: plain text, never long. No
 * pixels are read for it.
 * @throws as resolveLayer
 */
export function describeNode(node: Node, lists: Lists): string {
  const valid = validateNode(node, ['Object']);
  const text = described(resolve(valid, lists), valid);
  return text.length <= most.all ? text : `${text.slice(0, most.all)}…`;
}

function described(value: Value, node: Node): string {
  if (isDate(node)) return typeof value === 'number' ? tellDate(value) : tell(value, 0);
  if (typeof value === 'string') return shortened(value);
  // Of a list of dates, the items know that they are dates.
  if (node.kind === 'list' && Array.isArray(value)) {
    return bracketed(value as readonly Value[], (item, i) => {
      const part = node.items[i]!;
      return isDate(part) ? described(item, part) : tell(item, 1);
    });
  }
  return isA('image', value)
    ? describeImage(value as ImageValue)
    : isA('collection', value)
      ? describeCollection(value as CollectionValue)
      : tell(value, 0);
}

function isDate(node: Node): boolean {
  return node.kind === 'call' && findMethod(node.method)!.result === 'Date';
}

function isA(kind: string, value: Value): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** What parts of values are, within a few characters each: shared parts are looked at once. */
const told = new WeakMap<object, string>();

/** One value on one line. */
function tell(value: Value, depth: number): string {
  if (typeof value !== 'object' || value === null || depth === 0) return tellFresh(value, depth);
  if (depth > most.depth) return '…';
  const known = told.get(value) ?? shortened(tellFresh(value, depth));
  told.set(value, known);
  return known;
}

function tellFresh(value: Value, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'number') return tellNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return bracketed(value as readonly Value[], (item) => tell(item, depth + 1));
  if (isDictionary(value)) return tellDictionary([...value.entries], depth);
  if (isSceneValue(value)) return 'another value for each scene';
  if ('type' in value) return `${value.type} ${JSON.stringify(value.coordinates)}`;
  return tellObject(value);
}

function tellObject(value: Value): string {
  if (isA('image', value)) return imageHead(value as ImageValue);
  if (isA('collection', value)) return collectionHead(value as CollectionValue);
  return isA('reducer', value) ? 'Reducer' : 'Filter';
}

function tellDictionary(entries: readonly (readonly [string, Value])[], depth: number): string {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const texts = sorted
    .slice(0, most.items)
    .map(([name, item]) => `${shortened(name)}: ${tell(item, depth + 1)}`);
  return `{${[...texts, ...more(entries.length)].join(', ')}}`;
}

function bracketed(items: readonly Value[], tellItem: (item: Value, i: number) => string): string {
  return `[${[...items.slice(0, most.items).map(tellItem), ...more(items.length)].join(', ')}]`;
}

/** What is said of those that are left out. */
function more(count: number): string[] {
  return count > most.items ? [`… ${counted(count - most.items)} more`] : [];
}

/** With commas between thousands. */
function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(count: number, what: string): string {
  return `${counted(count)} ${what}${count === 1 ? '' : 's'}`;
}

function shortened(text: string): string {
  return text.length <= most.text ? text : `${text.slice(0, most.text)}…`;
}

function tellDate(millis: number): string {
  return `Date (${formatDate('Date.format', millis, 'YYYY-MM-dd HH:mm:ss')})`;
}

function imageHead(image: ImageValue): string {
  const { origin } = image;
  const scene = sceneOf(image);
  const id = scene && origin && 'scenes' in origin ? ` ${shortened(`${origin.id}/${scene.id}`)}` : '';
  return `Image${id} (${plural(image.bands.length, 'band')})`;
}

function describeImage(image: ImageValue): string {
  const { bands } = image;
  const names = namesOf(sceneOf(image), image);
  const properties = names.slice(0, most.items).map((name) => {
    const value = propertyOfImage(image, name);
    const date = name === 'system:time_start' && typeof value === 'number' ? ` ${tellDate(value)}` : '';
    return `  ${shortened(name)}: ${tell(value, 1)}${date}`;
  });
  const lines = [
    ...(bands.length > 0 ? [`bands: ${listed(bands.map(({ name }) => name))}`] : []),
    ...(names.length > 0
      ? ['properties:', ...properties, ...more(names.length).map((line) => `  ${line}`)]
      : []),
  ];
  return [imageHead(image), ...lines.map((line) => `  ${line}`)].join('\n');
}

function collectionHead(collection: CollectionValue): string {
  const { list } = collection;
  const bands = list.scenes.length > 0 ? mosaic(collection).bands.length : 0;
  const held = `${plural(list.scenes.length, 'element')}, ${plural(bands, 'band')}`;
  return `ImageCollection ${shortened(list.id)} (${held})`;
}

function describeCollection(collection: CollectionValue): string {
  const { scenes } = collection.list;
  const bands = scenes.length > 0 ? mosaic(collection).bands.map(({ name }) => name) : [];
  const lines = [
    ...(bands.length > 0 ? [`bands: ${listed(bands)}`] : []),
    ...scenes.slice(0, most.items).map(({ id, datetime }, i) => {
      const date = Number.isFinite(datetime) ? ` ${tellDate(datetime)}` : '';
      return `${i}: ${shortened(id)}${date}`;
    }),
    ...more(scenes.length),
  ];
  return [collectionHead(collection), ...lines.map((line) => `  ${line}`)].join('\n');
}

function listed(names: readonly string[]): string {
  return [...names.slice(0, 100).map(shortened), ...(names.length > 100 ? ['…'] : [])].join(', ');
}
