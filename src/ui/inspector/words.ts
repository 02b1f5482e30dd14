import type { LngLat } from '../../grid/grid.ts';
import type { InspectedPlace, InspectedScene, Inspection } from '../../engine/inspection.ts';
import { count, counted, megabytes } from '../words.ts';

const classes = [
  'no data',
  'saturated',
  'dark',
  'shadow',
  'vegetation',
  'bare',
  'water',
  'unclassified',
  'cloud, medium',
  'cloud, high',
  'cirrus',
  'snow',
];

/** "8 cloud, medium": Sentinel-2's scene class by number and name. */
export function classWords(sceneClass: number): string {
  const name = classes[sceneClass];
  return name === undefined ? `${sceneClass}` : `${sceneClass} ${name}`;
}

/** "40.14000° N, 103.19000° W" */
function positionWords({ lng, lat }: LngLat, decimals = 5, sign = '°'): string {
  const part = (degrees: number, positive: string, negative: string) =>
    `${Math.abs(degrees).toFixed(decimals)}${sign} ${degrees < 0 ? negative : positive}`;
  return `${part(lat, 'N', 'S')}, ${part(lng, 'E', 'W')}`;
}

export function placeWords(place: InspectedPlace, decimals?: number, sign?: string): string {
  if (place.kind === 'point') return positionWords(place.at, decimals, sign);
  const { west, south, east, north } = place.bounds;
  const corner = (lng: number, lat: number) => positionWords({ lng, lat }, decimals, sign);
  return `${corner(west, south)} to ${corner(east, north)}`;
}

/** "pixel 76 m, read from 40 m pixels" */
export function resolutionWords({ metres, readFrom }: Inspection): string {
  const pixel = `pixel ${length(metres)}`;
  return readFrom === null ? `${pixel}, nothing read yet` : `${pixel}, read from ${length(readFrom)} pixels`;
}

function length(metres: number): string {
  return `${metres < 10 ? Number(metres.toFixed(1)) : count(metres)} m`;
}

export const dayOf = (datetime: number): string => new Date(datetime).toISOString().slice(0, 10);

/** "2020-08-03 17:52", UTC */
export const minuteOf = (datetime: number): string =>
  new Date(datetime).toISOString().slice(0, 16).replace('T', ' ');

export function stateWords({ state, sentence }: InspectedScene): string {
  if (state === 'failed') return sentence === null ? 'failed' : `failed: ${sentence}`;
  return state === 'not-read' ? 'not read' : state;
}

/** "Inspected 40.14 N, 103.19 W: 24 scenes, Best from 2020-08-03" */
export function inspectedWords({ place, scenes, mosaics }: Inspection): string {
  const winners = mosaics.flatMap(({ name, winner }) =>
    winner === null ? [] : [`${name} from ${dayOf(scenes[winner]!.datetime)}`],
  );
  const parts = [counted(scenes.length, 'scene'), ...winners];
  return `Inspected ${placeWords(place, 2, '')}: ${parts.join(', ')}`;
}

/** "15 of 24 scenes are not read: read them (≈ 1.2 MB)" in two parts: the fact, and the button. */
export function restWords({ scenes, rest }: Inspection): { fact: string; offer: string } | null {
  if (!rest) return null;
  const one = rest.scenes === 1;
  return {
    fact: `${count(rest.scenes)} of ${counted(scenes.length, 'scene')} ${one ? 'is' : 'are'} not read`,
    offer: `Read ${one ? 'it' : 'them'} (≈ ${megabytes(rest.bytes)})`,
  };
}

/** A number as it is shown: at most six digits that count. */
export function numberWords(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
