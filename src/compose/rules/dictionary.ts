import { BestpixelError } from '../../errors.ts';
import type { dictionaryMethods } from '../../expression/methods/dictionary.ts';
import { dictionaryOf, isDictionary } from '../scalars/dictionaries.ts';
import { bad } from '../scalars/fail.ts';
import { isSceneValue } from '../scene-value.ts';
import type { DictionaryValue, Rules, Value } from '../values.ts';

export const dictionaryRules: Rules<typeof dictionaryMethods> = {
  'Dictionary.of': ({ dict }) => {
    if (isDictionary(dict)) return dict;
    if (Array.isArray(dict) && dict.length % 2 === 0) {
      const items = dict as readonly Value[];
      return fromLists(
        'Dictionary.of',
        items.filter((_, i) => i % 2 === 0),
        items.filter((_, i) => i % 2 === 1),
      );
    }
    throw bad('Dictionary.of', 'these are no values by name');
  },
  'Dictionary.fromLists': ({ keys, values }) => fromLists('Dictionary.fromLists', keys, values),
  'Dictionary.get': ({ dictionary, key, defaultValue }) => {
    if (dictionary.entries.has(key) || defaultValue === undefined)
      return entry('Dictionary.get', dictionary, key);
    return defaultValue;
  },
  'Dictionary.getNumber': ({ dictionary, key }) => {
    const value = entry('Dictionary.getNumber', dictionary, key);
    if (typeof value === 'number') return value;
    throw bad('Dictionary.getNumber', `'${key.slice(0, 40)}' is no number`);
  },
  'Dictionary.getString': ({ dictionary, key }) => {
    const value = entry('Dictionary.getString', dictionary, key);
    if (typeof value === 'string') return value;
    throw bad('Dictionary.getString', `'${key.slice(0, 40)}' is no text`);
  },
  'Dictionary.set': ({ dictionary, key, value }) => dictionaryOf([...dictionary.entries, [key, value]]),
  'Dictionary.keys': ({ dictionary }) => keysOf(dictionary),
  'Dictionary.values': ({ dictionary, keys = keysOf(dictionary) }) =>
    keys.map((key) => entry('Dictionary.values', dictionary, nameOf('Dictionary.values', key))),
  'Dictionary.contains': ({ dictionary, key }) => (dictionary.entries.has(key) ? 1 : 0),
  'Dictionary.size': ({ dictionary }) => dictionary.entries.size,
  'Dictionary.combine': ({ first, second, overwrite }) =>
    dictionaryOf(overwrite ? [...first.entries, ...second.entries] : [...second.entries, ...first.entries]),
  'Dictionary.select': ({ dictionary, selectors, ignoreMissing }) => {
    const there = named('Dictionary.select', dictionary, selectors, ignoreMissing);
    return dictionaryOf(there.map((key) => [key, dictionary.entries.get(key)!]));
  },
  'Dictionary.remove': ({ dictionary, selectors, ignoreMissing }) => {
    const gone = new Set(named('Dictionary.remove', dictionary, selectors, ignoreMissing));
    return dictionaryOf([...dictionary.entries].filter(([key]) => !gone.has(key)));
  },
  'Algorithms.If': ({ condition, trueCase = null, falseCase = null }) =>
    isTrue(condition) ? trueCase : falseCase,
};

function isTrue(condition: Value): boolean {
  if (condition === null || condition === false) return false;
  if (isSceneValue(condition)) {
    throw new BestpixelError('unsupported', 'Algorithms.If: the condition is another for each scene', {
      where: 'Algorithms.If',
      remedy: 'Choose between numbers or texts inside map(), or filter the collection.',
    });
  }
  return condition !== 0 && condition !== '';
}

function keysOf({ entries }: DictionaryValue): readonly string[] {
  return [...entries.keys()].toSorted((a, b) => (a < b ? -1 : 1));
}

function entry(method: string, { entries }: DictionaryValue, key: string): Value {
  const value = entries.get(key);
  if (value !== undefined) return value;
  const known = [...entries.keys()].slice(0, 20).join(', ');
  throw bad(
    method,
    `Dictionary does not contain key: '${key.slice(0, 40)}'`,
    known ? `It has: ${known}.` : undefined,
  );
}

function named(
  method: string,
  dictionary: DictionaryValue,
  keys: readonly string[],
  lax: boolean,
): readonly string[] {
  if (!lax) keys.forEach((key) => entry(method, dictionary, key));
  return keys.filter((key) => dictionary.entries.has(key));
}

function nameOf(method: string, key: Value): string {
  if (typeof key === 'string') return key;
  throw bad(method, 'a name is no text');
}

function fromLists(method: string, keys: readonly Value[], values: readonly Value[]): DictionaryValue {
  if (keys.length !== values.length)
    throw bad(method, `there are ${keys.length} names for ${values.length} values`);
  return dictionaryOf(keys.map((key, i) => [nameOf(method, key), values[i]!]));
}
