import type { Item } from '../item/item.ts';
import { numberOf, textOf } from '../json.ts';

/** The first of these properties that is a number. */
export function number(...names: readonly string[]): (item: Item) => number | undefined {
  return ({ properties }) => first(names.map((name) => numberOf(properties[name])));
}

/** The first of these properties that is a text. */
export function text(...names: readonly string[]): (item: Item) => string | undefined {
  return ({ properties }) => first(names.map((name) => textOf(properties[name])));
}

/** A whole number, written as one or as digits with zeros before them. */
export function whole(name: string): (item: Item) => number | undefined {
  return ({ properties }) => {
    const value = properties[name];
    const digits = /^\d{1,6}$/.exec(textOf(value) ?? '')?.[0];
    return digits === undefined ? numberOf(value) : Number(digits);
  };
}

function first<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}
