import { BestpixelError } from '../errors.ts';
import { arc, eastward, wrapLng } from '../grid/longitude.ts';
import type { LngLat } from '../grid/grid.ts';
import type { Place } from './choice.ts';
import { readGeoJson, type ReadPlace } from './geojson-place.ts';
import { boxPlace, pointPlace, roundBounds, roundDegrees } from './place.ts';

interface Angle {
  readonly degrees: number;
  /** N, S, E, W; null: a plain number. */
  readonly letter: string | null;
}

/**
 * A place as people type it. Two numbers are latitude and longitude, as maps and encyclopedias give them, unless the
 * first can only be a longitude; letters decide by themselves. Four numbers are west, south, east, north. Degrees may
 * have minutes and seconds. What begins with a brace is GeoJSON.
 * @throws BestpixelError 'bad-input'
 */
export function readTypedPlace(text: string): ReadPlace {
  if (text.trimStart().startsWith('{')) return readGeoJson(text);
  const angles = anglesOf(text);
  if (angles.length === 2) return { place: pointPlace(pointOf(angles)), note: null };
  if (angles.length === 4) return { place: boxOf(angles), note: null };
  throw bad();
}

const number = String.raw`([+-]?\d+(?:\.\d+)?)`;
const minutes = String.raw`(?:\s*(\d+(?:\.\d+)?)\s*['′’])?(?:\s*(\d+(?:\.\d+)?)\s*(?:["″”]|''))?`;
const size = String.raw`${number}\s*(?:[°º]${minutes})?`;
const angle = new RegExp(String.raw`(?:([NSEW])\s*${size}|${size}\s*([NSEW])?)[\s,;]*`, 'y');

function anglesOf(text: string): Angle[] {
  const plain = text.trim().toUpperCase().replaceAll('−', '-');
  const angles: Angle[] = [];
  angle.lastIndex = 0;
  while (angle.lastIndex < plain.length && angles.length <= 4) {
    const match = angle.exec(plain);
    if (!match) throw bad();
    const [, before, d1, m1, s1, d2, m2, s2, after] = match;
    angles.push(angleOf({ letter: before ?? after ?? null, parts: [d1 ?? d2, m1 ?? m2, s1 ?? s2] }));
  }
  return angles;
}

function angleOf({ letter, parts }: { letter: string | null; parts: (string | undefined)[] }): Angle {
  const [whole, min, sec] = parts.map((part) => Number(part ?? 0)) as [number, number, number];
  if (min >= 60 || sec >= 60) throw bad();
  const size = Math.abs(whole) + min / 60 + sec / 3600;
  const negative = parts[0]!.startsWith('-') !== (letter === 'S' || letter === 'W');
  return { degrees: negative ? -size : size, letter };
}

function pointOf([a, b]: readonly Angle[]): LngLat {
  if (isLng(a!) !== isLng(b!) || a!.letter !== null || b!.letter !== null) return lettered(a!, b!);
  const longitudeFirst = Math.abs(a!.degrees) > 90;
  return longitudeFirst ? checked(a!.degrees, b!.degrees) : checked(b!.degrees, a!.degrees);
}

function lettered(a: Angle, b: Angle): LngLat {
  if (a.letter === null || b.letter === null || isLng(a) === isLng(b)) throw bad();
  return isLng(a) ? checked(a.degrees, b.degrees) : checked(b.degrees, a.degrees);
}

function isLng({ letter }: Angle): boolean {
  return letter === 'E' || letter === 'W';
}

/** West, south, east, north; or two opposite corners with letters. */
function boxOf(angles: readonly Angle[]): Place {
  const plain = angles.every(({ letter }) => letter === null);
  const [w, s, e, n] = angles.map(({ degrees }) => degrees) as [number, number, number, number];
  const [p, q] = plain
    ? [checked(w, s), checked(e, n)]
    : [pointOf(angles.slice(0, 2)), pointOf(angles.slice(2))];
  if (plain && p.lat > q.lat) throw bad('the south of this box lies north of its north');
  const [south, north] = [Math.min(p.lat, q.lat), Math.max(p.lat, q.lat)];
  // Plain numbers say which is west; corners do not: the narrower of two boxes is meant.
  const start = plain || eastward(p.lng, q.lng) <= 180 ? p.lng : q.lng;
  const width = eastward(start, start === p.lng ? q.lng : p.lng);
  const whole = plain && e - w >= 360;
  if ((width === 0 && !whole) || south === north) throw bad('this box has no area');
  return boxPlace(roundBounds({ ...arc(start, whole ? 360 : width), south, north }));
}

function checked(lng: number, lat: number): LngLat {
  if (Math.abs(lat) > 90) throw bad(`a latitude of ${lat}° is beyond the pole`);
  if (Math.abs(lng) > 360) throw bad(`a longitude of ${lng}° is more than once around`);
  return { lng: roundDegrees(Math.abs(lng) <= 180 ? lng : wrapLng(lng)), lat: roundDegrees(lat) };
}

function bad(what = 'this is not understood as a place'): BestpixelError {
  return new BestpixelError('bad-input', what, {
    remedy:
      'Type latitude, longitude (40.14, -103.19 or 40.14°N 103.19°W), a box as west, south, east, north, or GeoJSON.',
  });
}
