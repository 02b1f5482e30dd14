import type { ConstantValue } from '../../expression/nodes.ts';
import { filled, listed, type Doc } from './layout.ts';

/** A text as a literal that neither ends early nor ends the script element it may lie in. */
export function text(value: string): string {
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('<', '\\x3C').replace(/[\u007f-\u009f\u2028\u2029]/g, escaped)}'`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function number(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export function literal(value: ConstantValue): Doc {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const items = value.map(literal);
  return value.some(Array.isArray) ? listed('[', items, ']') : filled('[', items, ']');
}

/** Values by name. */
export function dictionary(entries: readonly (readonly [name: string, value: Doc])[]): Doc {
  const pairs = entries.map(([name, value]): Doc => [key(name), ': ', value]);
  return listed('{', pairs, '}');
}

function key(name: string): string {
  // A literal's own __proto__ is no entry: it sets what the object inherits from.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}
