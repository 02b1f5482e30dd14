import type { Position } from 'geojson';
import { BestpixelError } from '../errors.ts';
import type { Place } from './choice.ts';
import { boxOf, boxPlace, pointPlace } from './place.ts';

/**
 * A place in an address: "lng,lat" is a point, "west,south,east,north" a box, and corners with semicolons between are a
 * polygon, holes after "!", further polygons after "*".
 */
export function placeText(place: Place): string {
  if (place.type === 'Point') return place.coordinates.join(',');
  const bounds = boxOf(place);
  if (bounds) return [bounds.west, bounds.south, bounds.east, bounds.north].join(',');
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  const text = polygons.map((rings) => rings.map(ringText).join('!')).join('*');
  return place.type === 'MultiPolygon' && polygons.length === 1 ? `${text}*` : text;
}

/** @throws BestpixelError 'bad-input' */
export function placeOfText(text: string): Place {
  if (!text.includes(';')) return pointOrBox(numbersOf(text));
  const polygons = text
    .split('*')
    .filter((polygon) => polygon !== '')
    .map((polygon) => polygon.split('!').map(ringOf));
  return polygons.length === 1 && !text.includes('*')
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function ringText(ring: readonly Position[]): string {
  return ring
    .slice(0, -1)
    .map((position) => position.join(','))
    .join(';');
}

function ringOf(text: string): Position[] {
  const corners = text.split(';').map(numbersOf);
  if (corners.length < 3 || !corners.every((corner) => corner.length === 2 && isDegrees(corner))) throw bad();
  return [...corners, [...corners[0]!]];
}

function pointOrBox(numbers: readonly number[]): Place {
  const [west, south, east, north] = numbers as [number, number, number, number];
  if (!isDegrees([west, south])) throw bad();
  if (numbers.length === 2) return pointPlace({ lng: west, lat: south });
  if (numbers.length !== 4 || !isDegrees([east, north]) || south > north) throw bad();
  return boxPlace({ west, south, east, north });
}

function numbersOf(text: string): number[] {
  return text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
}

function isDegrees([lng, lat]: readonly (number | undefined)[]): boolean {
  return Math.abs(lng!) <= 180 && Math.abs(lat!) <= 90;
}

function bad(): BestpixelError {
  return new BestpixelError('bad-input', 'this is no place', {
    remedy:
      'Write a point as longitude,latitude in degrees, a box as west,south,east,north, a polygon as corners with semicolons between.',
  });
}
