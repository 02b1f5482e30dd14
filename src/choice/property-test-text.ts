import { BestpixelError } from '../errors.ts';
import type { PropertyTest } from '../scene/query.ts';

const signs = { lte: '<=', gte: '>=', neq: '!=', eq: '=', lt: '<', gt: '>' } as const;
type Op = keyof typeof signs;
const ops = new Map(Object.entries(signs).map(([op, sign]) => [sign as string, op as Op]));

/**
 * A condition as a person writes it: "eo:cloud_cover<20", "platform=landsat-8", "platform=[\"a\",\"b\"]" for one of a
 * list. Quotes, as in JSON, tell a text from a number: "orbit=\"20\"".
 */
export function testText({ name, op, value }: PropertyTest): string {
  return `${nameText(name)}${op === 'in' ? '=' : signs[op]}${op === 'in' ? JSON.stringify(value) : valueText(value)}`;
}

/** @throws BestpixelError 'bad-input' */
export function testOfText(text: string): PropertyTest {
  const [, name, sign, value] =
    /^\s*("(?:[^"\\]|\\.)*"|[^<>=!"][^<>=!]*?)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*$/su.exec(text) ?? [];
  if (name === undefined || sign === undefined || value === undefined || value === '') throw bad(text);
  const op = ops.get(sign)!;
  const plain = name.startsWith('"') ? parsed(name, text) : name;
  if (typeof plain !== 'string') throw bad(text);
  if (!value.startsWith('[')) return { name: plain, op, value: valueOf(value, text) };
  const list = parsed(value, text);
  if (op !== 'eq' || !Array.isArray(list) || !list.every(isValue)) throw bad(text);
  return { name: plain, op: 'in', value: list };
}

/** A number where it is written as one, else the text, quotes taken off. */
function valueOf(value: string, text: string): number | string {
  if (value.startsWith('"')) {
    const quoted = parsed(value, text);
    if (typeof quoted === 'string') return quoted;
    throw bad(text);
  }
  return isNumber(value) ? Number(value) : value;
}

function valueText(value: number | string): string {
  if (typeof value === 'number') return String(value);
  const plain = /^[^\s"[<>=!][^"]*$/.test(value) && value === value.trim() && !isNumber(value);
  return plain ? value : JSON.stringify(value);
}

function nameText(name: string): string {
  return /^[^<>=!"\s]+$/.test(name) ? name : JSON.stringify(name);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function isValue(value: unknown): value is number | string {
  return typeof value === 'string' || typeof value === 'number';
}

function parsed(json: string, text: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw bad(text);
  }
}

function bad(text: string): BestpixelError {
  return new BestpixelError('bad-input', `'${text.slice(0, 80)}' is no condition`, {
    remedy: 'Write a property, one of < <= = != >= > and a value, such as eo:cloud_cover<20.',
  });
}
