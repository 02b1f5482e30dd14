import { describe, expect, test } from 'vitest';
import { ee, type Filter } from '../ee/ee.ts';
import { resolveCollection } from './resolve.ts';
import { listsFor, makeScene } from './testing/scene-lists.ts';

const col = ee.ImageCollection('S2');
const scenes = [
  makeScene({ id: 'a', date: '2020-01-05Z', properties: { cloud: 10, tile: '13TFE' } }),
  makeScene({ id: 'b', date: '2020-07-01Z', properties: { cloud: 20, tile: '13TEE' } }),
  makeScene({ id: 'c', date: '2020-12-31Z', properties: { tile: '14TFE' } }),
];
const idsOf = ({ node }: typeof col): string =>
  resolveCollection(node, listsFor(node, scenes))
    .scenes.map(({ id }) => id)
    .join('');
const ids = (filter: Filter | string): string => idsOf(col.filter(filter as Filter));

describe('filters of text', () => {
  test.each<[string, Filter, string]>([
    ['contains', ee.Filter.stringContains('tile', 'TF'), 'ac'],
    ['begins', ee.Filter.stringStartsWith('tile', '13'), 'ab'],
    ['ends', ee.Filter.stringEndsWith('tile', 'FE'), 'ac'],
    ['is no text', ee.Filter.stringContains('cloud', '1'), ''],
    ['has all properties', ee.Filter.notNull(['tile', 'cloud']), 'ab'],
    ['equals', ee.Filter.equals('cloud', 20), 'b'],
    ['at most, which a missing property is not', ee.Filter.lessThanOrEquals('cloud', 20), 'ab'],
    ['day of the year', ee.Filter.dayOfYear(1, 5), 'a'],
  ])('%s', (_, filter, expected) => expect(ids(filter)).toBe(expected));
});

describe('filterMetadata', () => {
  test.each<[string, string, number | string, string]>([
    ['cloud', 'less_than', 20, 'a'],
    ['cloud', 'not_less_than', 20, 'bc'],
    ['cloud', 'EQUALS', 20, 'b'],
    ['cloud', 'greater_than', 5, 'ab'],
    ['tile', 'starts_with', '13', 'ab'],
    ['tile', 'not_contains', 'TF', 'b'],
    ['tile', 'ends_with', 'FE', 'ac'],
  ])('%s %s %s', (name, operator, value, expected) => {
    expect(idsOf(col.filterMetadata(name, operator, value))).toBe(expected);
  });

  test('names an operator that is none, and those that are', () => {
    expect(() => idsOf(col.filterMetadata('cloud', 'constructor', 1))).toThrow(
      "'constructor' is no operator",
    );
  });
});

describe('filters written as text', () => {
  test.each([
    ['cloud < 20', 'a'],
    ['cloud<=20', 'ab'],
    ["tile == '13TEE' or cloud = 10", 'ab'],
    ['cloud > 5 and tile == "13TFE"', 'a'],
    ['not (cloud < 20 || cloud >= 20)', 'c'],
    ["cloud < 15 && (tile != '14TFE' or cloud > 1e3)", 'a'],
  ])('%s', (text, expected) => expect(ids(text)).toBe(expected));

  test.each([
    '',
    'cloud',
    'cloud <',
    'cloud < tile',
    'cloud < 20 and',
    '(cloud < 20',
    'cloud ~ 3',
    '('.repeat(500),
  ])("'%s' is refused", (text) => expect(() => ids(text)).toThrow('is no filter that can be read here'));
});
