import { describe, expect, it } from 'vitest';
import { acquiredBy } from './acquired.ts';

const by = (items: Readonly<Record<string, string>>) => acquiredBy(new Map(Object.entries(items)));
const day = Date.UTC(2020, 6, 1);
const second = Date.UTC(2020, 6, 1, 17, 49, 11);

describe("the acquisition by a file's texts", () => {
  it.each([
    ['2020:07:01 17:49:11', second],
    [' 2020:07:01 17:49:11 ', second],
    ['2020-07-01T17:49:11Z', second],
    ['2020-07-01T17:49:11.036999Z', second + 36],
    ['2020-07-01 17:49:11 UTC', second],
    ['2020-07-01T19:49:11+02:00', second],
    ['2020-07-01T19:49:11+0200', second],
    ['2020-07-01', day],
    ['2020/07/01', day],
  ])('is %j', (text, time) => {
    expect(by({ TIFFTAG_DATETIME: text })).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '2020:07:32 00:00:00',
    '2021-02-29',
    '2020-13-01',
    '2020:07-01',
    '0000:00:00 00:00:00',
  ])('is not %j', (text) => {
    expect(by({ TIFFTAG_DATETIME: text })).toBeNull();
  });

  it('is told by what is named so before what the file is dated', () => {
    const TIFFTAG_DATETIME = '2023:01:01 00:00:00';
    expect(by({ TIFFTAG_DATETIME, ACQUISITIONDATETIME: '2020-07-01' })).toBe(day);
    expect(by({ TIFFTAG_DATETIME, ACQUISITIONDATETIME: 'unknown' })).toBe(Date.UTC(2023, 0, 1));
    expect(by({ CREATED: '2020-07-01' })).toBeNull();
  });
});
