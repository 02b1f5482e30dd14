import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { valueOf } from '../scalars/testing/values-of.ts';

const date = ee.Date('2020-07-01T18:30:15');
const iso = (value: Parameters<typeof valueOf>[0]): string =>
  new Date(valueOf(value) as number).toISOString();

describe('dates', () => {
  test.each([
    ['a text', ee.Date('2020-07-01'), '2020-07-01T00:00:00.000Z'],
    ['milliseconds', ee.Date(1593628215000), '2020-07-01T18:30:15.000Z'],
    ['a date', ee.Date(date), '2020-07-01T18:30:15.000Z'],
    ['fromYMD', ee.Date.fromYMD(2020, 7, 1), '2020-07-01T00:00:00.000Z'],
    ['advance by days', date.advance(-1, 'day'), '2020-06-30T18:30:15.000Z'],
    ['advance by weeks', date.advance(2, 'weeks'), '2020-07-15T18:30:15.000Z'],
    ['advance by half a day', date.advance(0.5, 'day'), '2020-07-02T06:30:15.000Z'],
    ['advance by months', date.advance(3, 'month'), '2020-10-01T18:30:15.000Z'],
    ['advance to a shorter month', ee.Date('2020-01-31').advance(1, 'month'), '2020-02-29T00:00:00.000Z'],
    ['advance back over a year', ee.Date('2020-02-29').advance(-1, 'year'), '2019-02-28T00:00:00.000Z'],
    ['update', date.update(2021, null, 2), '2021-07-02T18:30:15.000Z'],
    ['parse', ee.Date.parse('YYYYMMdd', '20200701'), '2020-07-01T00:00:00.000Z'],
  ])('%s', (_, value, expected) => expect(iso(value)).toBe(expected));

  test.each([
    ['millis', date.millis(), 1593628215000],
    ['get year', date.get('year'), 2020],
    ['get month, from 1', date.get('month'), 7],
    ['get day, of the month', date.get('day'), 1],
    ['get hour', date.get('hour'), 18],
    ['get week, by ISO 8601', ee.Date('2021-01-03').get('week'), 53],
    ['getRelative day in year, from 0', ee.Date('2020-01-01').getRelative('day', 'year'), 0],
    ['getRelative day in a leap year', ee.Date('2020-12-31T23:59').getRelative('day', 'year'), 365],
    ['getRelative month in year, from 0', date.getRelative('month', 'year'), 6],
    ['getRelative day in month, from 0', date.getRelative('day', 'month'), 0],
    ['getRelative hour in day', date.getRelative('hour', 'day'), 18],
    ['getFraction of a day', ee.Date('2020-07-01T06:00').getFraction('day'), 0.25],
    ['getFraction of a leap year', ee.Date('2020-07-02').getFraction('year'), 0.5],
    ['difference in days', ee.Date('2020-07-02T12:00').difference('2020-07-01', 'day'), 1.5],
    ['difference backwards', ee.Date('2020-07-01').difference('2020-07-08', 'week'), -1],
  ])('%s', (_, value, expected) => expect(valueOf(value)).toBe(expected));

  test.each([
    ['YYYYMMdd', '20200701'],
    ['yyyy-MM-dd HH:mm:ss', '2020-07-01 18:30:15'],
    ['DDD', '183'],
    ['D', '183'],
    ['YY M d', '20 7 1'],
    ['d MMM YYYY', '1 Jul 2020'],
    ['EEEE, MMMM', 'Wednesday, July'],
    ['hh:mm a', '06:30 PM'],
    ["YYYY'T'dd''", "2020T01'"],
    [undefined, '2020-07-01T18:30:15'],
  ])('format %s gives %s', (pattern, expected) => expect(valueOf(date.format(pattern))).toBe(expected));

  test("days of a month are dd, not DD: Earth Engine's DD is the day of the year", () => {
    expect(valueOf(ee.Date('2020-02-05').format('YYYY-MM-DD'))).toBe('2020-02-36');
  });

  test('what is no date, unit, pattern or known time zone is told with the method', () => {
    expect(() => valueOf(ee.Date('yesterday'))).toThrow("'yesterday' is not a date");
    expect(() => valueOf(ee.Date.fromYMD(2020, 2, 30))).toThrow('Date.fromYMD: there is no date 2020-2-30');
    expect(() => valueOf(date.advance(1, 'fortnight'))).toThrow(
      "Date.advance: 'fortnight' is no unit of time",
    );
    expect(() => valueOf(date.format('ZZ'))).toThrow("Date.format: the pattern 'ZZ' is not supported");
    expect(() => valueOf(date.format('YYYY', 'Europe/Berlin'))).toThrow("the time zone 'Europe/Berlin'");
    expect(() => valueOf(date.getRelative('year', 'day'))).toThrow('a year is not a part of a day');
    expect(() => valueOf(date.advance(1e9, 'year'))).toThrow('the date is too far away');
    expect(() => valueOf(ee.Date.parse('YYYYMMdd', '2020-07'))).toThrow("is not written as 'YYYYMMdd'");
  });
});
