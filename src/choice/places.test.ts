import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtAntimeridian } from './antimeridian.ts';
import { readGeoJson } from './geojson-place.ts';
import { boundsOfPlace, boxOf, boxPlace } from './place.ts';
import { readTypedPlace } from './typed-place.ts';

const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
const square = (west: number, south: number, size = 1) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const collection = (...geometries: object[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', geometry })),
  });

describe('a typed place', () => {
  it.each([
    ['40.14, -103.19', -103.19, 40.14],
    ['40.14 -103.19', -103.19, 40.14],
    ['-103.19 40.14', -103.19, 40.14],
    ['−33.9; 151.2', 151.2, -33.9],
    ['40.14 N 103.19 W', -103.19, 40.14],
    ['103.19W, 40.14N', -103.19, 40.14],
    ['N 40.14 W 103.19', -103.19, 40.14],
    ['n40.14°, e5°', 5, 40.14],
    ['40°08\'24"N 103°11\'24"W', -103.19, 40.14],
    ['40° 8.4′ S, 103° 11.4′ E', 103.19, -40.14],
    ['0, 190', -170, 0],
    ['0, 180', 180, 0],
  ])('is a point: %s', (text, lng, lat) => {
    expect(readTypedPlace(text)).toEqual({ place: point(lng, lat), note: null });
  });

  it.each([
    ['5, 52, 6, 53', { west: 5, south: 52, east: 6, north: 53 }],
    ['179 -20 -179 -18', { west: 179, south: -20, east: -179, north: -18 }],
    ['-180,-60,180,60', { west: -180, south: -60, east: 180, north: 60 }],
    ['52N 5E 53N 6E', { west: 5, south: 52, east: 6, north: 53 }],
    ['18S 179W 20S 179E', { west: 179, south: -20, east: -179, north: -18 }],
  ])('is a box: %s', (text, bounds) => {
    expect(boxOf(readTypedPlace(text).place)).toEqual(bounds);
  });

  it('may be GeoJSON', () => {
    expect(readTypedPlace(' {"type":"Point","coordinates":[1,2]}').place).toEqual(point(1, 2));
  });

  it.each([
    '',
    'Denver',
    '40.14',
    '1 2 3',
    '1 2 3 4 5',
    '91, 92',
    '40N 41N',
    '40N 41',
    "40°61'N 3E",
    '5 53 6 52',
    '5 52 5 53',
    '40, 999',
    '{',
  ])('is refused with a sentence where it is none: %s', (text) => {
    expect(() => readTypedPlace(text)).toThrow(
      expect.objectContaining({ tag: 'bad-input', remedy: expect.stringMatching(/\.$/) }),
    );
  });

  it('is a place or a named error, whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789 .,;-+°\'"NSEWnx{}[]') });
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const { west, east, south, north } = boundsOfPlace(readTypedPlace(text).place);
          for (const lng of [west, east]) expect(Math.abs(lng)).toBeLessThanOrEqual(180);
          for (const lat of [south, north]) expect(Math.abs(lat)).toBeLessThanOrEqual(90);
        } catch (error) {
          expect(error).toMatchObject({ tag: 'bad-input' });
        }
      }),
      { seed: 4014, numRuns: 2000 },
    );
  });
});

describe('GeoJSON', () => {
  it('gives a point, a polygon or polygons as they are, without heights', () => {
    expect(readGeoJson('{"type":"Point","coordinates":[5,52,100]}').place).toEqual(point(5, 52));
    expect(readGeoJson(collection({ type: 'Polygon', coordinates: [square(5, 52)] }))).toEqual({
      place: { type: 'Polygon', coordinates: [square(5, 52)] },
      note: null,
    });
  });

  it('takes several polygons together, and says so', () => {
    const text = collection(
      { type: 'Polygon', coordinates: [square(5, 52)] },
      { type: 'GeometryCollection', geometries: [{ type: 'MultiPolygon', coordinates: [[square(8, 52)]] }] },
    );
    expect(readGeoJson(text)).toEqual({
      place: { type: 'MultiPolygon', coordinates: [[square(5, 52)], [square(8, 52)]] },
      note: '2 geometries together',
    });
  });

  it('takes the box around lines and points, and says so', () => {
    const line = { type: 'LineString', coordinates: [[5, 52], [7, 50], [6, 53]] }; // prettier-ignore
    expect(readGeoJson(JSON.stringify(line))).toEqual({
      place: boxPlace({ west: 5, south: 50, east: 7, north: 53 }),
      note: 'the box around a line or points',
    });
    const { place, note } = readGeoJson(collection(line, point(179, 0), point(-179, 1)));
    expect(note).toBe('the box around 3 geometries');
    // The narrowest box: from the line eastward over the antimeridian.
    expect(boundsOfPlace(place)).toEqual({ west: 5, south: 0, east: -179, north: 53 });
  });

  it('takes the box around an outline that no address could hold', () => {
    const circle = Array.from({ length: 2001 }, (_, k) => [
      10 + Math.cos((k % 2000) * 0.00314159265),
      50 + Math.sin((k % 2000) * 0.00314159265),
    ]);
    const { place, note } = readGeoJson(JSON.stringify({ type: 'Polygon', coordinates: [circle] }));
    expect(note).toBe('the box around an outline of 2001 corners');
    expect(boxOf(place)).toMatchObject({ west: 9, east: 11, north: 51 });
  });

  it.each([
    ['[1,2]', /no GeoJSON/],
    ['{"type":"Feature","geometry":null}', /no geometry/],
    ['{"type":"FeatureCollection","features":[]}', /empty/],
    ['{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}', /fewer than three corners/],
    ['{"type":"Point","coordinates":[654000,4445000]}', /not degrees/],
    ['{"type":"Point","coordinates":["5","52"]}', /not two numbers/],
    ['{"type":"Point","crs":{"properties":{"name":"EPSG:28992"}},"coordinates":[5,52]}', /EPSG:28992/],
    ['not json', /no JSON/],
  ])('is refused where it is not usable: %s', (text, what) => {
    expect(() => readGeoJson(text)).toThrow(what);
  });
});

describe('places across the antimeridian', () => {
  it('are boxes of two halves, and still known as boxes', () => {
    const bounds = { west: 170, south: -20, east: -175, north: -10 };
    const place = boxPlace(bounds);
    expect(place).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
    expect(boxOf(place)).toEqual(bounds);
  });

  it('are known as boxes, to the last digit', () => {
    const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true }).map((x) => x + 0);
    const sides = fc.tuple(degrees(179), degrees(179), degrees(89), degrees(89));
    fc.assert(
      fc.property(sides, ([west, east, a, b]) => {
        const bounds = { west, south: Math.min(a, b), east, north: Math.max(a, b) };
        expect(boxOf(boxPlace(bounds))).toEqual(bounds);
      }),
      { seed: 4326, numRuns: 500 },
    );
  });

  it('are cut where longitudes run on beyond it', () => {
    expect(cutAtAntimeridian([square(179, 10, 2)])).toEqual([
      // One part for each turn of the world, west first.
      [expect.arrayContaining([[179, 10], [180, 10], [180, 12], [179, 12]])], // prettier-ignore
      [expect.arrayContaining([[-180, 10], [-179, 10], [-179, 12], [-180, 12]])], // prettier-ignore
    ]);
  });

  it('keep their area and their holes when they are cut', () => {
    const area = (ring: number[][]) =>
      Math.abs(
        ring.reduce((sum, [x, y], k) => {
          const [x2, y2] = ring[(k + 1) % ring.length]!;
          return sum + (x! * y2! - x2! * y!) / 2;
        }, 0),
      );
    const sizes = fc.record({
      west: fc.double({ min: -300, max: 200, noNaN: true }),
      size: fc.double({ min: 1, max: 80, noNaN: true }),
    });
    fc.assert(
      fc.property(sizes, ({ west, size }) => {
        const polygons = cutAtAntimeridian([
          square(west, -40, size),
          square(west + size / 4, -40 + size / 4, size / 2),
        ]);
        const sum = (rings: number[][][]) => rings.reduce((total, ring) => total + area(ring), 0);
        expect(sum(polygons.map(([outer]) => outer!))).toBeCloseTo(size * size, 6);
        expect(sum(polygons.flatMap(([, ...holes]) => holes))).toBeCloseTo((size * size) / 4, 6);
        for (const [lng] of polygons.flat(2)) expect(Math.abs(lng!)).toBeLessThanOrEqual(180);
      }),
      { seed: 180, numRuns: 300 },
    );
  });

  it('have no edge that could be read as going the other way round', () => {
    const wide = boxPlace({ west: -170, south: -10, east: 170, north: 10 });
    const [ring] = (wide as { coordinates: number[][][] }).coordinates;
    const steps = ring!.slice(1).map(([lng], k) => Math.abs(lng! - ring![k]![0]!));
    expect(Math.max(...steps)).toBeLessThanOrEqual(120);
    expect(boundsOfPlace(wide)).toEqual({ west: -170, south: -10, east: 170, north: 10 });
  });
});
