import { isSceneValue } from '../scene-value.ts';
import type { Value } from '../values.ts';
import { isDictionary } from './dictionaries.ts';

/** Longer keys are told by their beginning and a digest. */
const longest = 160;

/** A key that is equal for calls that are made alike. */
export function keyOf(method: string, given: Readonly<Record<string, Value | undefined>>): string {
  const args = Object.entries(given).map(([name, value]) =>
    value === undefined ? '' : `${name}=${keyOfValue(value)}`,
  );
  return short(`${method}(${args.filter(Boolean).join(',')})`);
}

const keys = new WeakMap<object, string>();

export function keyOfValue(value: Value): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (isSceneValue(value)) return value.key;
  const done = keys.get(value);
  if (done !== undefined) return done;
  let key: string;
  if (Array.isArray(value)) key = `[${value.map((item) => keyOfValue(item as Value)).join(',')}]`;
  else if (isDictionary(value)) {
    key = `{${[...value.entries].map(([name, item]) => `${JSON.stringify(name)}:${keyOfValue(item)}`).join(',')}}`;
  } else key = JSON.stringify(value);
  key = short(key);
  keys.set(value, key);
  return key;
}

function short(key: string): string {
  return key.length <= longest ? key : `${key.slice(0, 40)}…${digest(key, 0)}${digest(key, 1)}`;
}

/** 53 bits of a text (cyrb53). */
function digest(text: string, seed: number): string {
  let [a, b] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
