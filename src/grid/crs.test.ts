import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crsFromCode, crsFromGeoKeys, datumNote, isGeographic, projector, wgs84 } from './crs.ts';
import type { Crs } from './grid.ts';

type Point = [lng: number, lat: number, x: number, y: number];

/** Made by tools/fixtures/make-crs.py: x and y are PROJ's. */
function fixture<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as T[];
}

/** Largest distance to PROJ's coordinates, in metres. */
function distance(crs: Crs, points: Point[]): number {
  const project = projector(wgs84, crs);
  const back = projector(crs, wgs84);
  return Math.max(
    ...points.map(([lng, lat, x, y]) => {
      const [px, py] = project(lng, lat);
      const [bx, by] = back(px, py);
      const turn = isGeographic(crs) ? Math.round((px - x) / 360) * 360 : 0;
      const unit = isGeographic(crs) ? 111_320 : Number(/to_meter=(\S+)/.exec(crs.proj4)?.[1] ?? 1);
      const there = Math.hypot(px - turn - x, py - y) * unit;
      const again = Math.hypot(bx - lng - Math.round((bx - lng) / 360) * 360, by - lat) * 111_320;
      return Math.max(there, again);
    }),
  );
}

/** PROJ's own choice among national datum shifts differs from the mean by up to 14 m (NAD27), 9 m (S-JTSK). */
const shiftedBy = 20;

describe('a CRS by code', () => {
  const cases = fixture<{ code: string; shifted: boolean; points: Point[] }>('codes');
  it.each(cases)('agrees with PROJ: $code', async ({ code, shifted, points }) => {
    expect(distance(await crsFromCode(code), points)).toBeLessThan(shifted ? shiftedBy : 0.01);
  });
});

describe('a CRS by definition', () => {
  const cases = fixture<{ title: string; code: string; text: string; points: Point[] }>('definitions');
  it.each(cases)('agrees with PROJ: $title', async ({ text, points }) => {
    const crs = await crsFromCode(text);
    expect(distance(crs, points)).toBeLessThan(0.01);
  });

  it('is its EPSG code where it names it, so that grids and files meet as one CRS', async () => {
    for (const { title, code, text } of cases) {
      if (!title.endsWith('ESRI WKT')) expect((await crsFromCode(text)).name).toBe(code);
    }
  });

  it('has one name for all spellings of a code', async () => {
    const spellings = {
      'EPSG:4326': [
        'epsg:4326',
        ' EPSG:4326 ',
        'OGC:CRS84',
        'urn:ogc:def:crs:OGC:1.3:CRS84',
        'urn:ogc:def:crs:EPSG::4326',
      ],
      'EPSG:3857': ['EPSG:900913', 'ESRI:102100', 'http://www.opengis.net/def/crs/EPSG/0/3857'],
    };
    for (const [name, codes] of Object.entries(spellings)) {
      for (const code of codes) expect((await crsFromCode(code)).name).toBe(name);
    }
  });

  it.each([
    'EPSG:999999',
    'EPSG:0',
    'EPSG:4978',
    'EPSG:2046',
    'elsewhere',
    '',
    '{"a":',
    'PROJCS["x"]',
    '+proj=nothing',
  ])('is refused, with what to do: %s', async (code) => {
    await expect(crsFromCode(code)).rejects.toMatchObject({
      tag: 'unknown-crs',
      remedy: expect.stringMatching(/gdalwarp/),
    });
  });

  it('never needs a grid file: the shift it would give is left out, and said', async () => {
    const crs = await crsFromCode('+proj=utm +zone=13 +ellps=clrk66 +nadgrids=conus');
    expect(projector(wgs84, crs)(-105, 40).every(Number.isFinite)).toBe(true);
    expect(datumNote(crs)).toMatch(/datum shift/);
    expect(datumNote(await crsFromCode('EPSG:32613'))).toBeNull();
    expect(datumNote(await crsFromCode('EPSG:5070'))).toBeNull();
    expect(datumNote(await crsFromCode('EPSG:3857'))).toBeNull();
  });
});

describe('a CRS by GeoKeys', () => {
  const cases = fixture<{ title: string; name?: string; keys: Record<string, unknown>; points: Point[] }>(
    'geokeys',
  );
  it.each(cases)('agrees with GDAL: $title', async ({ name, keys, points }) => {
    const crs = await crsFromGeoKeys(keys);
    if (name) expect(crs.name).toBe(name);
    expect(distance(crs, points)).toBeLessThan(0.01);
  });

  it('is the projected one where a writer names its geographic base too', async () => {
    const keys = { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjectedCSTypeGeoKey: 32613 };
    expect((await crsFromGeoKeys(keys)).name).toBe('EPSG:32613');
  });

  it('counts in the unit the file says, also against its code', async () => {
    const feet = await crsFromGeoKeys({
      GTModelTypeGeoKey: 1,
      ProjectedCSTypeGeoKey: 32613,
      ProjLinearUnitsGeoKey: 9002,
    });
    const metres = await crsFromCode('EPSG:32613');
    const [x, y] = projector(wgs84, feet)(-103.19, 40.14);
    const [mx, my] = projector(wgs84, metres)(-103.19, 40.14);
    expect([x * 0.3048, y * 0.3048]).toEqual([expect.closeTo(mx, 6), expect.closeTo(my, 6)]);
    expect(feet.name).not.toBe('EPSG:32613');
  });

  it('is UTM by its conversion code', async () => {
    const keys = { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjectionGeoKey: 16113 };
    expect((await crsFromGeoKeys(keys)).name).toBe('EPSG:32713');
  });

  it.each([
    ['none', {}],
    ['undefined codes', { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 0 }],
    ['geocentric coordinates', { GTModelTypeGeoKey: 3, GeographicTypeGeoKey: 4978 }],
    ['a code of no CRS', { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 2 }],
    ['grads', { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4807, GeogAngularUnitsGeoKey: 9105 }],
    [
      'a method without a name',
      { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32767, ProjCoordTransGeoKey: 2 },
    ],
    [
      'a unit without a size',
      { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32613, ProjLinearUnitsGeoKey: 32767 },
    ],
  ])('is refused where the keys say %s', async (_, keys) => {
    await expect(crsFromGeoKeys(keys)).rejects.toMatchObject({ tag: 'unknown-crs' });
  });
});
