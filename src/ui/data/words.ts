import type { Position } from 'geojson';
import type { Choice, Place } from '../../choice/choice.ts';
import { boxOf } from '../../choice/place.ts';
import { testText } from '../../choice/property-test-text.ts';
import { count, counted, dateRange, mebibytes, megabytes } from '../words.ts';
import type { Found } from './data-port.ts';

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "40.14° N, 103.19° W", "39.9° to 40.4° N, 103.5° to 102.9° W", "an outline of 12 corners". */
export function placeWords(place: Place): string {
  if (place.type === 'Point') return pointWords(place.coordinates);
  const bounds = boxOf(place);
  if (bounds) {
    const { west, south, east, north } = bounds;
    return `${span(south, north, 'NS')}, ${span(west, east, 'EW')}`;
  }
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  const corners = polygons.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
  const what = polygons.length === 1 ? 'an outline' : `${count(polygons.length)} outlines`;
  return `${what} of ${counted(corners, 'corner')}`;
}

function pointWords([lng, lat]: Position): string {
  return `${angle(lat!, 'NS')}, ${angle(lng!, 'EW')}`;
}

function span(from: number, to: number, letters: string): string {
  const [a, b] = [angle(from, letters), angle(to, letters)];
  return a.at(-1) === b.at(-1) ? `${a.slice(0, -2)} to ${b}` : `${a} to ${b}`;
}

/** To about ten metres. */
function angle(degrees: number, letters: string): string {
  return `${Math.round(Math.abs(degrees) * 1e4) / 1e4}° ${degrees < 0 ? letters[1] : letters[0]}`;
}

/** What narrows a choice, in short phrases. */
export function choiceWords(choice: Choice): string[] {
  const { place, cloud, orbit, sensor, where, without } = choice;
  const time = timeWords(choice);
  return [
    ...(place ? [placeWords(place)] : []),
    ...(time ? [time] : []),
    ...(cloud === null ? [] : [`at most ${cloud} % cloud`]),
    ...(orbit === null ? [] : [/^\d/.test(orbit) ? `orbit ${orbit}` : `${orbit} orbits`]),
    ...(sensor === null ? [] : [sensor]),
    ...where.map(testText),
    ...(without.length === 0 ? [] : [`${count(without.length)} left out by hand`]),
  ];
}

function timeWords({ dates, months }: Choice): string | null {
  const days = dates && daysIncluded(dates);
  if (!months) return days && `${days.from} to ${days.to}`;
  const [first, last] = [monthNames[months.first - 1], monthNames[months.last - 1]];
  const season = first === last ? first! : `${first} to ${last}`;
  const years = days && wholeYears(days);
  if (years) return `${season} of ${years.first === years.last ? years.first : years.join}`;
  return days ? `${season}, ${days.from} to ${days.to}` : `${season} of any year`;
}

function wholeYears({ from, to }: { from: string; to: string }) {
  if (!from.endsWith('-01-01') || !to.endsWith('-12-31')) return null;
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return { first, last, join: `${first} to ${last}` };
}

/** A choice leaves its last day out, people count it in. */
export function daysIncluded({ from, to }: NonNullable<Choice['dates']>): { from: string; to: string } {
  return { from, to: dayAfter(to, -1) };
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "62 scenes in 31 acquisitions": one cut into neighbouring tiles is one acquisition. */
export function sceneWords(scenes: number, acquisitions: number): string {
  const told = counted(scenes, 'scene');
  return acquisitions === scenes ? told : `${told} in ${counted(acquisitions, 'acquisition')}`;
}

/** "The first 400 of 1,204 …"; null where the list is whole. */
export function cutWords(scenes: number, cutFrom: number | 'more' | null): string | null {
  if (cutFrom === null) return null;
  return `The first ${count(scenes)} of ${cutFrom === 'more' ? 'more' : count(cutFrom)}, shared out over the view`;
}

/** What a search found, for the eye and for a screen reader alike. */
export function foundWords(found: Found): string[] {
  const { scenes, acquisitions, followsMap, elsewhere, estimate, cutFrom, rejected } = found;
  if (scenes.length === 0 && rejected.length > 0) return ['No scene matches that can be used'];
  if (scenes.length === 0) return ['No scene matches: widen the dates, the cloud limit or the place'];
  const times = scenes.map(({ datetime }) => datetime);
  const range = dateRange({
    from: times.reduce((a, b) => Math.min(a, b)),
    to: times.reduce((a, b) => Math.max(a, b)),
  });
  const view = elsewhere ? 'the view there' : 'this view';
  return [
    `${sceneWords(scenes.length, acquisitions)}, ${range}`,
    ...[cutWords(scenes.length, cutFrom)].filter((words) => words !== null),
    estimate
      ? `About ${megabytes(estimate.bytes)} to read for ${view}, ${mebibytes(estimate.gpuBytes)} MiB of graphics memory`
      : `Nothing is drawn in ${view}: zoom in`,
    ...(followsMap ? ['More is found as the map moves'] : []),
  ];
}
