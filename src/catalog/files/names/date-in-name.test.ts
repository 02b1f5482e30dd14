import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, datesIn } from './date-in-name.ts';

const day = Date.UTC(2020, 6, 1);
const second = Date.UTC(2020, 6, 1, 17, 49, 11);
const minute = Date.UTC(2020, 6, 1, 17, 49);

describe('a date in a name', () => {
  it.each([
    ['20200701', day, '20200701'],
    ['NDVI_20200701', day, '20200701'],
    ['20200701_NDVI', day, '20200701'],
    ['a20200701b', day, '20200701'],
    ['x 2020-07-01 y', day, '2020-07-01'],
    ['x_2020_07_01_y', day, '2020_07_01'],
    ['x.2020.07.01.y', day, '2020.07.01'],
    ['A2020183', day, '2020183'],
    ['2020366', Date.UTC(2020, 11, 31), '2020366'],
    ['MOD13Q1.A2020183.h09v04', day, '2020183'],
    ['20200701T174911', second, '20200701T174911'],
    ['20200701T174911Z_B04', second, '20200701T174911Z'],
    ['20200701t174911', second, '20200701t174911'],
    ['20200701T1749', minute, '20200701T1749'],
    ['20200701_174911', second, '20200701_174911'],
    ['20200701-174911-x', second, '20200701-174911'],
    ['20200701174911', second, '20200701174911'],
    ['202007011749', minute, '202007011749'],
    ['2020-07-01T17:49:11Z', second, '2020-07-01T17:49:11Z'],
    ['2020-07-01T17-49-11', second, '2020-07-01T17-49-11'],
    ['2020_07_01_174911', second, '2020_07_01_174911'],
    ['2020-07-01_x', day, '2020-07-01'],
    ['20200701_1_x', day, '20200701'],
    ['20200701_12', day, '20200701'],
  ])('%s', (name, time, text) => {
    const date = dateIn(name);
    expect(date?.time).toBe(time);
    expect(name.slice(date!.start, date!.end)).toBe(text);
  });

  it.each([
    '',
    'B04',
    '20201301',
    '20200230',
    '20210229',
    '20200700',
    '2020-13-01',
    '2020-07_01',
    '2021366',
    '2020000',
    '120200701',
    '202007011',
    '18200701',
    '30200701',
    '2020',
    '202007',
    'S2A_N0214_R098',
    '033032',
  ])('is not in %j', (name) => {
    expect(dateIn(name)).toBeNull();
  });

  it.each([
    ['20200701_20200716', [day, Date.UTC(2020, 6, 16)]],
    ['LC08_20200701_20200913', [day, Date.UTC(2020, 8, 13)]],
  ])('is not chosen from several: %s', (name, times) => {
    expect(datesIn(name).map(({ time }) => time)).toEqual(times);
    expect(dateIn(name)).toBeNull();
  });

  it('is the most exact of the same day', () => {
    expect(dateIn('2020-07-01_20200701T174911')).toMatchObject({ time: second, exact: true });
  });

  it('is read back in every form in which it may be written', () => {
    const time = fc.date({
      min: new Date(Date.UTC(1972, 0, 1)),
      max: new Date(Date.UTC(2099, 11, 31)),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        time,
        fc.constantFrom('', 'x_', 'B04.'),
        fc.constantFrom('', '_x', '.B04'),
        (at, before, after) => {
          const iso = new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
          const midnight = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
          const ofYear = Math.round((midnight - Date.UTC(Number(iso.slice(0, 4)), 0, 0)) / 86_400_000);
          const compact = iso.replaceAll(/[-:]|\.000Z/g, '');
          const read = (text: string) => dateIn(`${before}${text}${after}`)?.time;
          expect(read(compact)).toBe(Date.parse(iso));
          expect(read(compact.replace('T', '_'))).toBe(Date.parse(iso));
          expect(read(compact.slice(0, 8))).toBe(midnight);
          expect(read(iso.slice(0, 10))).toBe(midnight);
          expect(read(iso.slice(0, 10).replaceAll('-', '_'))).toBe(midnight);
          expect(read(`${iso.slice(0, 4)}${String(ofYear).padStart(3, '0')}`)).toBe(midnight);
        },
      ),
      { seed: 20200701 },
    );
  });
});
