import { asBestpixelError, BestpixelError } from '../errors.ts';
import { allOf, type Choice } from './choice.ts';
import { placeOfText, placeText } from './place-text.ts';
import { testOfText, testText } from './property-test-text.ts';
import { safe, safeItem, unsafed } from './safe-text.ts';
import { wholeNumber, percent, readDates, readMonths, readOrbit, webAddress } from './values.ts';

/** The parameters of a choice. Any other in an address is somebody else's. */
export const paramNames = [
  'collection',
  'catalog',
  'place',
  'dates',
  'months',
  'cloud',
  'orbit',
  'sensor',
  'where',
  'without',
  'limit',
] as const;
type Key = (typeof paramNames)[number];

/** What opens where an address tells how to choose, but not from what. */
const defaultCollection = 'COPERNICUS/S2_SR_HARMONIZED';

export function toParams(choice: Choice): URLSearchParams {
  const { api, place, dates, months, cloud, orbit, sensor, where, without, limit } = choice;
  const params = new URLSearchParams({ collection: safe(choice.collection) });
  const set = (key: Key, text: string | null) => void (text !== null && params.set(key, text));
  set('catalog', api && safe(api));
  set('place', place && placeText(place));
  set('dates', dates && `${dates.from}/${dates.to}`);
  set('months', months && `${months.first}-${months.last}`);
  set('cloud', cloud === null ? null : String(cloud));
  set('orbit', orbit && safe(orbit));
  set('sensor', sensor && safe(sensor));
  for (const test of where) params.append('where', safe(testText(test)));
  set('without', without.length === 0 ? null : without.map(safeItem).join(','));
  set('limit', limit === null ? null : String(limit));
  return params;
}

/**
 * The choice that an address names; null where it names none.
 * @throws BestpixelError 'bad-input' that names the parameter
 */
export function fromParams(params: URLSearchParams): Choice | null {
  if (!paramNames.some((key) => params.has(key))) return null;
  const one = <T>(key: Key, read: (text: string) => T): T | null => {
    const text = params.get(key);
    return text === null ? null : named(key, () => read(unsafed(text)));
  };
  return {
    ...allOf(one('collection', shortText) ?? defaultCollection, one('catalog', webAddress)),
    place: one('place', placeOfText),
    dates: one('dates', readDates),
    months: one('months', readMonths),
    cloud: one('cloud', percent),
    orbit: one('orbit', readOrbit),
    sensor: one('sensor', shortText),
    where: params.getAll('where').map((text) => named('where', () => testOfText(unsafed(text)))),
    without: params.getAll('without').flatMap((list) => list.split(',').filter(Boolean).map(unsafed)),
    limit: one('limit', wholeNumber),
  };
}

function named<T>(key: Key, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asBestpixelError(error, 'bad-input').at(`'${key}' in the address`);
  }
}

/** Characters of an id or a name. */
const longestName = 1_000;

function shortText(text: string): string {
  if (text.trim() === '') throw new BestpixelError('bad-input', 'it is empty');
  if (text.length <= longestName) return text;
  throw new BestpixelError('bad-input', `it is longer than ${longestName} characters`);
}
