import type { listMethods } from '../../expression/methods/list.ts';
import { bad, largest, shortList } from '../scalars/fail.ts';
import { tellNumber } from '../scalars/number-format.ts';
import { reduceNumbers } from '../scalars/reduce-numbers.ts';
import { sameValue } from '../scalars/same-value.ts';
import type { Rules, Value } from '../values.ts';

type Values = readonly Value[];

export const listRules: Rules<typeof listMethods> = {
  'List.of': ({ list }) => list,
  'List.sequence': ({ start, end, step, count }) => sequence(start, { end, step, count }),
  'List.repeat': ({ value, count }) => {
    const length = Math.max(0, Math.floor(count));
    return shortList('List.repeat', length, () => Array.from({ length }, () => value));
  },
  'List.get': ({ list, index }) => item('List.get', list, index),
  'List.getNumber': ({ list, index }) => {
    const found = item('List.getNumber', list, index);
    if (typeof found === 'number') return found;
    throw bad('List.getNumber', `the item at ${index} is no number`);
  },
  'List.getString': ({ list, index }) => {
    const found = item('List.getString', list, index);
    if (typeof found === 'string') return found;
    throw bad('List.getString', `the item at ${index} is no text`);
  },
  'List.size': ({ list }) => list.length,
  'List.length': ({ list }) => list.length,
  'List.reverse': ({ list }) => list.toReversed(),
  'List.distinct': ({ list }) => distinct(list),
  'List.flatten': ({ list }) => flat(list),
  'List.add': ({ list, element }) => shortList('List.add', list.length + 1, () => [...list, element]),
  'List.cat': ({ list, other }) =>
    shortList('List.cat', list.length + other.length, () => [...list, ...other]),
  'List.slice': ({ list, start, end, step }) => {
    if (!Number.isInteger(step) || step < 1) throw bad('List.slice', `${step} is no step`);
    return list.slice(start, end).filter((_, i) => i % step === 0);
  },
  'List.contains': ({ list, element }) => (has(list, element) ? 1 : 0),
  'List.containsAll': ({ list, other }) => {
    sizes('List.containsAll', list, other);
    return other.every((each) => has(list, each)) ? 1 : 0;
  },
  'List.indexOf': ({ list, element }) => list.findIndex((each) => sameValue(each, element)),
  'List.frequency': ({ list, element }) => list.filter((each) => sameValue(each, element)).length,
  'List.sort': ({ list, keys }) => sorted(list, keys),
  'List.zip': ({ list, other }) =>
    list.slice(0, Math.min(list.length, other.length)).map((each, i) => [each, other[i]!]),
  'List.set': ({ list, index, element }) => list.with(position('List.set', list, index), element),
  'List.insert': ({ list, index, element }) => {
    const at = index === list.length ? index : position('List.insert', list, index);
    return shortList('List.insert', list.length + 1, () => list.toSpliced(at, 0, element));
  },
  'List.remove': ({ list, element }) => {
    const at = list.findIndex((each) => sameValue(each, element));
    return at < 0 ? list : list.toSpliced(at, 1);
  },
  'List.removeAll': ({ list, other }) => {
    sizes('List.removeAll', list, other);
    return list.filter((each) => !has(other, each));
  },
  'List.replace': ({ list, oldval, newval }) => {
    const at = list.findIndex((each) => sameValue(each, oldval));
    return at < 0 ? list : list.with(at, newval);
  },
  'List.replaceAll': ({ list, oldval, newval }) =>
    list.map((each) => (sameValue(each, oldval) ? newval : each)),
  'List.join': ({ list, separator }) => joined(list, separator),
  'List.reduce': ({ list, reducer }) => {
    const others = 'others' in reducer ? (reducer.others as Values) : [];
    if (others.length > 0)
      throw bad('List.reduce', 'the reducer gives several numbers', 'Use one percentile.');
    return reduceNumbers(reducer.reducer, numbers('List.reduce', list));
  },
};

interface Steps {
  readonly end: number | undefined;
  readonly step: number;
  readonly count: number | undefined;
}

function sequence(start: number, { end, step, count }: Steps): Values {
  const method = 'List.sequence';
  if (count !== undefined) {
    if (!Number.isInteger(count) || count < 1) throw bad(method, `${count} is no count of numbers`);
    const each = end === undefined ? step : count === 1 ? 0 : (end - start) / (count - 1);
    return shortList(method, count, () => Array.from({ length: count }, (_, i) => start + i * each));
  }
  if (end === undefined) throw bad(method, "'end' is missing", 'Give an end or a count.');
  if (step === 0) throw bad(method, 'a step of 0 leads nowhere');
  // What rounding loses of a step of 0.1 does not drop the end.
  const length = Math.max(0, Math.floor((end - start) / step + 1e-9) + 1);
  return shortList(method, length, () => Array.from({ length }, (_, i) => start + i * step));
}

function position(method: string, list: Values, index: number): number {
  const at = index < 0 ? list.length + index : index;
  if (Number.isInteger(at) && at >= 0 && at < list.length) return at;
  throw bad(method, `there is no item at ${index} in a list of ${list.length}`);
}

function item(method: string, list: Values, index: number): Value {
  return list[position(method, list, index)]!;
}

function has(list: Values, element: Value): boolean {
  return list.some((each) => sameValue(each, element));
}

/** Every item of one list is compared with every item of the other. */
function sizes(method: string, a: Values, b: Values): void {
  if (a.length * b.length > 10_000_000) throw bad(method, 'the lists are too long to be compared');
}

function distinct(list: Values): Values {
  const plain = list.every((each) => typeof each !== 'object');
  if (plain) return [...new Set(list)];
  sizes('List.distinct', list, list);
  return list.filter((each, i) => list.findIndex((other) => sameValue(other, each)) === i);
}

/** Bounded while it grows: lists may hold one list many times. */
function flat(list: Values): Values {
  const result: Value[] = [];
  let seen = 0;
  const visit = (items: Values): void => {
    for (const each of items) {
      if (++seen > largest.list) throw bad('List.flatten', `the list is longer than ${largest.list} items`);
      if (Array.isArray(each)) visit(each as Values);
      else result.push(each);
    }
  };
  visit(list);
  return result;
}

function sorted(list: Values, keys: Values = list): Values {
  const method = 'List.sort';
  if (keys.length !== list.length)
    throw bad(method, `there are ${keys.length} keys for ${list.length} items`);
  const wrong = keys.some((key) => typeof key !== typeof keys[0]);
  if (wrong || !['number', 'string', 'undefined'].includes(typeof keys[0])) {
    throw bad(method, 'the items are not all numbers or all texts');
  }
  const pairs = list.map((each, i) => ({ each, key: keys[i] as number | string }));
  return pairs.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ each }) => each);
}

function joined(list: Values, separator: string): string {
  const texts = list.map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'number') return tellNumber(each);
    throw bad('List.join', 'an item is neither a text nor a number');
  });
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  if (length > largest.text) throw bad('List.join', `the text is longer than ${largest.text} characters`);
  return texts.join(separator);
}

/** Values that are missing are passed over. */
function numbers(method: string, list: Values): number[] {
  return list
    .filter((each) => each !== null)
    .map((each) => {
      if (typeof each === 'number') return each;
      throw bad(method, 'an item is no number');
    });
}
