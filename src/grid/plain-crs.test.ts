import * as fc from 'fast-check';
import proj4 from 'proj4';
import { expect, it } from 'vitest';
import { epsgAtOnce } from './crs-code.ts';
import type { Crs } from './grid.ts';
import { plainCrs } from './plain-crs.ts';
import { isGeographic, projector, wgs84 } from './projector.ts';
import { webMercator } from './tile.ts';

const seed = 20261123;
const utm = (zone: number, south: boolean): Crs => epsgAtOnce((south ? 32700 : 32600) + zone)!;
const crs = fc.oneof(
  fc.constant(wgs84),
  fc.constant(webMercator),
  fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()).map(([zone, south]) => utm(zone, south)),
);
/** Around a zone's meridian, for all that UTM is used for. */
const place = fc.record({
  offset: fc.double({ min: -30, max: 30, noNaN: true }),
  lat: fc.double({ min: -84, max: 84, noNaN: true }),
});

/** Longitude of the middle of a CRS. */
const middleOf = ({ name }: Crs): number =>
  /326|327/.test(name) ? 6 * (Number(name.slice(-4)) % 100) - 183 : 0;

it('projects as proj4 does, to less than a nanodegree and a tenth of a millimetre', () => {
  fc.assert(
    fc.property(crs, crs, place, (from, to, { offset, lat }): void => {
      fc.pre(from.name !== to.name);
      const middle = middleOf(from === wgs84 || from === webMercator ? to : from);
      const lng = ((middle + offset + 540) % 360) - 180;
      const [x, y] = proj4(wgs84.proj4, from.proj4, [lng, lat]) as [number, number];
      const [expectedX, expectedY] = proj4(from.proj4, to.proj4, [x, y]) as [number, number];
      const [actualX, actualY] = projector(from, to)(x, y);
      const tolerance = isGeographic(to) ? 1e-9 : 1e-4;
      if (!Number.isFinite(expectedX)) {
        expect(Number.isFinite(actualX)).toBe(false);
        return;
      }
      expect(Math.abs(actualX - expectedX)).toBeLessThan(tolerance);
      expect(Math.abs(actualY - expectedY)).toBeLessThan(tolerance);
    }),
    { seed, numRuns: 20_000 },
  );
});

it('knows no place where proj4 knows none', () => {
  expect(projector(wgs84, webMercator)(0, 90)).toEqual([NaN, NaN]);
  expect(projector(wgs84, webMercator)(0, 91)).toEqual([NaN, NaN]);
  expect(projector(utm(13, false), wgs84)(1e9, 0).some(Number.isFinite)).toBe(false);
});

it('leaves other CRSs to the library', () => {
  expect(plainCrs(epsgAtOnce(26913)!)).toBeNull();
  expect(plainCrs(epsgAtOnce(25832)!)).toBeNull();
  expect(
    plainCrs({ name: 'zone 61', proj4: '+proj=utm +zone=61 +datum=WGS84 +units=m +no_defs' }),
  ).toBeNull();
});
