import { folderOf, stemOf } from '../draft.ts';
import { dateIn } from './date-in-name.ts';
import { landsatProductIn } from './landsat-name.ts';
import { sentinel2ProductIn } from './sentinel-2-name.ts';

/** A name that no product is known for, taken apart. */
export interface PlainName {
  /** Milliseconds since 1970; null: no date, or several. */
  readonly time: number | null;
  /** What stands for the date in the scene's id: the date as it is written, or the product or folder it was found in. */
  readonly date: string;
  /** Words before the date, and after it or all where it is a folder's; tiles left out. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** "13TFE", "h09v05"; null: none. */
  readonly tile: string | null;
  /** "10m" at the end, which tells no bands apart that have names. */
  readonly metres: string | null;
  readonly folder: string;
}

/** Squares of a grid that pictures are cut along: MGRS, MODIS, WRS, degrees, columns and rows. */
const tileForm =
  /^(T?\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V]|h\d\dv\d\d|p\d{3}r\d{3}|[NS]\d{2,3}[EW]\d{2,3}|x\d+y\d+|tile\d+)$/i;

export function readPlainName(path: string): PlainName {
  const stem = stemOf(path);
  const folder = folderOf(path);
  const own = placeDate(stem);
  const dated =
    own ??
    folder
      .split('/')
      .toReversed()
      .map(placeDate)
      .find((part) => part !== null);
  const [before, after] = own ? [wordsOf(own.before), wordsOf(own.after)] : [[], wordsOf(stem)];
  const words = [...before, ...after];
  const metres = after.length > 1 && /^\d{1,4}m$/i.test(after.at(-1)!) ? after.pop()! : null;
  const isWord = (word: string): boolean => !tileForm.test(word);
  return {
    time: dated?.time ?? null,
    date: own ? own.date : dated ? dated.whole : '',
    before: before.filter(isWord),
    after: after.filter(isWord),
    tile: words.find((word) => tileForm.test(word)) ?? null,
    metres,
    folder,
  };
}

interface PlacedDate {
  readonly time: number;
  readonly date: string;
  readonly before: string;
  readonly after: string;
  readonly whole: string;
}

function placeDate(text: string): PlacedDate | null {
  const product = sentinel2ProductIn(text) ?? landsatProductIn(text);
  if (product) {
    const { id, datetime } = product;
    return { time: datetime, date: id, before: '', after: text.slice(id.length), whole: id };
  }
  const found = dateIn(text);
  if (!found) return null;
  const { time, start, end } = found;
  return {
    time,
    date: text.slice(start, end),
    before: text.slice(0, start),
    after: text.slice(end),
    whole: text,
  };
}

function wordsOf(text: string): string[] {
  return text.split(/[\s_.()[\]+-]+/).filter((word) => word !== '');
}

const bandForm =
  /^(B\d{1,2}A?|band\d{1,2}|red|green|blue|nir\d*|swir\d*|re\d|rededge\d*|coastal|cirrus|pan|tir\d*|lwir\d*|VV|VH|HH|HV|NDVI|EVI|NBR|NDWI|NDMI|SAVI|LAI|SCL|AOT|WVP|QA\w*|CL[PDM]|clouds?|snow|shadows?|masks?|dataMask|udm2?|classe?s?|prob(ability)?)$/i;

/** True for words that are hardly ever anything but a band. */
export function isBandWord(word: string): boolean {
  return bandForm.test(word);
}
