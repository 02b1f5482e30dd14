import { isObject, type Json, objectOf, textOf } from '../../json.ts';
import type { OpenedFile } from '../local-files.ts';
import type { FileIndex } from './file-index.ts';

/** What became of the addresses in a document's items. */
export interface Hrefs {
  /** Opened files by the number in the address that stands for them. */
  readonly files: Map<number, OpenedFile>;
  /** What is named and not among the opened files, by the address that stands for it. */
  readonly missing: Map<string, string>;
  /** Opened copies of what is named by an http address. */
  readonly copies: Set<OpenedFile>;
}

/** Addresses that nothing outside this program can mean: what documents name so is not followed. */
const here = 'blob:opened/';
const nowhere = 'blob:missing/';
const longest = 8192;

export function noHrefs(): Hrefs {
  return { files: new Map(), missing: new Map(), copies: new Set() };
}

/** The item with an address for each opened file, and one for each that is missing; http addresses stay. */
export function withLocalHrefs(item: Json, at: { document: string; index: FileIndex; hrefs: Hrefs }): Json {
  if (!isObject(item['assets'])) return item;
  const assets = Object.entries(item['assets']).map(([key, asset]) => [
    key,
    isObject(asset) ? { ...asset, href: addressOf(asset['href'], at) } : asset,
  ]);
  return { ...item, assets: Object.fromEntries(assets) as Json };
}

/** The item without the assets that are missing. */
export function withoutMissing(item: Json): Json {
  const assets = Object.entries(objectOf(item['assets'])).filter(
    ([, asset]) => !String(objectOf(asset)['href']).startsWith(nowhere),
  );
  return { ...item, assets: Object.fromEntries(assets) };
}

function addressOf(value: unknown, at: { document: string; index: FileIndex; hrefs: Hrefs }): unknown {
  const href = textOf(value, longest);
  if (!href) return value;
  const { document, index, hrefs } = at;
  // One letter is a drive.
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    const copy = URL.canParse(href) ? index.copyOf(new URL(href), document) : null;
    if (!copy) return href;
    hrefs.copies.add(copy);
    return addressFor(copy, href, hrefs);
  }
  const isLocal = scheme === undefined || scheme === 'file';
  if (!isLocal && scheme !== 'blob') return href;
  const file = isLocal ? index.find(href, document) : null;
  if (file) return addressFor(file, href, hrefs);
  const address = `${nowhere}${hrefs.missing.size}`;
  hrefs.missing.set(address, href);
  return address;
}

const numbers = new WeakMap<OpenedFile, number>();
let count = 0;

/** What was written stays in it: from where a file comes may tell how its numbers are to be read. */
function addressFor(file: OpenedFile, href: string, hrefs: Hrefs): string {
  const number = numbers.get(file) ?? ++count;
  numbers.set(file, number);
  hrefs.files.set(number, file);
  return `${here}${number}/${href.slice(0, longest / 2)}`;
}

/** The opened file that an address stands for; undefined for any other address. */
export function fileAt(address: string, { files }: Hrefs): OpenedFile | undefined {
  const number = address.startsWith(here) ? Number.parseInt(address.slice(here.length), 10) : Number.NaN;
  return files.get(number);
}
