import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { valueOf } from '../scalars/testing/values-of.ts';

const list = ee.List([3, 1, 2, 1]);

// These are Earth Engine's lists, which change nothing.
/* oxlint-disable no-array-reverse, no-array-sort */
describe('lists', () => {
  test.each([
    ['sequence', ee.List.sequence(1, 4), [1, 2, 3, 4]],
    ['sequence by steps', ee.List.sequence(0, 10, 4), [0, 4, 8]],
    ['sequence downwards', ee.List.sequence(3, 1, -1), [3, 2, 1]],
    ['sequence by tenths', ee.List.sequence(0, 0.3, 0.1), [0, 0.1, 0.2, 0.1 * 3]],
    ['sequence of a count', ee.List.sequence(0, 1, null, 5), [0, 0.25, 0.5, 0.75, 1]],
    ['repeat', ee.List.repeat('a', 3), ['a', 'a', 'a']],
    ['get', list.get(0), 3],
    ['get from the end', list.get(-2), 2],
    ['size', list.size(), 4],
    ['length', list.length(), 4],
    ['reverse', list.reverse(), [1, 2, 1, 3]],
    ['cat', list.cat([5]), [3, 1, 2, 1, 5]],
    ['add', list.add('x'), [3, 1, 2, 1, 'x']],
    ['slice', list.slice(1, 3), [1, 2]],
    ['slice from the end', list.slice(-2), [2, 1]],
    ['contains', list.contains(2), 1],
    ['contains a list', ee.List([[1, 2]]).contains([1, 2]), 1],
    ['containsAll', list.containsAll([1, 9]), 0],
    ['indexOf', list.indexOf(1), 1],
    ['indexOf nothing', list.indexOf(9), -1],
    ['frequency', list.frequency(1), 2],
    ['sort', list.sort(), [1, 1, 2, 3]],
    ['sort by keys', ee.List(['a', 'b', 'c']).sort([3, 1, 2]), ['b', 'c', 'a']],
    ['sort of texts', ee.List(['b10', 'B2', 'b2']).sort(), ['B2', 'b10', 'b2']],
    ['distinct', list.distinct(), [3, 1, 2]],
    [
      'zip',
      ee.List([1, 2, 3]).zip(['a', 'b']),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['flatten', ee.List([1, [2, [3]]]).flatten(), [1, 2, 3]],
    ['set', list.set(-1, 9), [3, 1, 2, 9]],
    ['insert', list.insert(1, 9), [3, 9, 1, 2, 1]],
    ['remove', list.remove(1), [3, 2, 1]],
    ['removeAll', list.removeAll([1]), [3, 2]],
    ['replace', list.replace(1, 9), [3, 9, 2, 1]],
    ['replaceAll', list.replaceAll(1, 9), [3, 9, 2, 9]],
    ['join', list.join('-'), '3-1-2-1'],
  ])('%s', (_, value, expected) => expect(valueOf(value)).toEqual(expected));

  test('an index beyond the list, or a sequence without end, is told', () => {
    expect(() => valueOf(list.get(4))).toThrow('List.get: there is no item at 4 in a list of 4');
    expect(() => valueOf(ee.List.sequence(0))).toThrow("List.sequence: 'end' is missing");
    expect(() => valueOf(ee.List.sequence(0, 1, 0))).toThrow('a step of 0 leads nowhere');
  });

  test('lists that grow without bound are refused', () => {
    expect(() => valueOf(ee.List.sequence(0, 1e9))).toThrow('List.sequence: the list is longer than 100000');
    expect(() => valueOf(ee.List.repeat(1, 1e9))).toThrow('List.repeat: the list is longer than 100000');
    const nested = Array.from({ length: 20 }).reduce<typeof list>((inner) => ee.List([inner, inner]), list);
    expect(() => valueOf(nested.flatten())).toThrow('List.flatten: the list is longer than 100000');
  });
});

describe('dictionaries', () => {
  const dict = ee.Dictionary({ b: 2, a: 1 });
  test.each([
    ['get', dict.get('a'), 1],
    ['get with a default', dict.get('x', 9), 9],
    ['set', dict.set('c', 3).get('c'), 3],
    ['keys, in order', dict.keys(), ['a', 'b']],
    ['values, in the order of the keys', dict.values(), [1, 2]],
    ['values of some', dict.values(['b']), [2]],
    ['contains', dict.contains('a'), 1],
    ['size', dict.size(), 2],
    ['combine', dict.combine({ a: 5 }).get('a'), 5],
    ['combine without overwriting', dict.combine({ a: 5 }, false).get('a'), 1],
    ['select', dict.select(['b']).keys(), ['b']],
    ['remove', dict.remove(['b']).keys(), ['a']],
    ['fromLists', ee.Dictionary.fromLists(['x'], [4]).get('x'), 4],
    ['a name of the prototype', ee.Dictionary({}).contains('constructor'), 0],
  ])('%s', (_, value, expected) => expect(valueOf(value)).toEqual(expected));

  test('a missing key is told as Earth Engine tells it, with the keys that there are', () => {
    expect(() => valueOf(dict.get('x'))).toThrow("Dictionary.get: Dictionary does not contain key: 'x'");
  });
});

describe('Algorithms.If', () => {
  test.each([
    [1, 'yes'],
    [0, 'no'],
    ['', 'no'],
    ['x', 'yes'],
    [ee.List([null]).get(0), 'no'],
    [true, 'yes'],
    [false, 'no'],
  ])('takes %j as %s', (condition, expected) =>
    expect(valueOf(ee.Algorithms.If(condition, 'yes', 'no'))).toBe(expected),
  );
});
