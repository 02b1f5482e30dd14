import type { DictionaryValue, Value } from '../values.ts';

export function dictionaryOf(entries: Iterable<readonly [string, Value]>): DictionaryValue {
  return { kind: 'dictionary', entries: new Map(entries) };
}

export function isDictionary(value: Value | undefined): value is DictionaryValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dictionary';
}
