import { isComputed } from '../../ee/computed.ts';
import { most } from '../limits.ts';

/** A value of the script as a person reads it: text as it is, other values as they are written. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : write(value, { left: most.printed, around: [] });
  return text.length <= most.printed ? text : `${text.slice(0, most.printed)}…`;
}

/** How far values are written that lie in each other. */
const deepest = 20;

interface Room {
  /** Characters; a value that takes more is cut. */
  left: number;
  /** What the value lies in. */
  readonly around: readonly unknown[];
}

function write(value: unknown, room: Room): string {
  const text = written(value, room);
  room.left -= text.length;
  return text;
}

function written(value: unknown, room: Room): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, most.printed));
  if (typeof value === 'function') return `function ${value.name}()`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isComputed(value)) return `ee.${value.type}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (room.around.includes(value) || room.around.length > deepest) return '…';
  const inner: Room = { left: room.left, around: [...room.around, value] };
  return Array.isArray(value) || ArrayBuffer.isView(value) ? list(value, inner) : dictionary(value, inner);
}

function list(value: unknown, room: Room): string {
  const parts: string[] = [];
  const items = value as ArrayLike<unknown>;
  for (let i = 0; i < items.length; i += 1) {
    if (room.left <= 0) return `[${parts.join(', ')}, … ${items.length - i} more]`;
    parts.push(write(items[i], room));
  }
  return `[${parts.join(', ')}]`;
}

function dictionary(value: object, room: Room): string {
  const parts: string[] = [];
  const entries = Object.entries(value);
  for (const [i, [key, item]] of entries.entries()) {
    if (room.left <= 0) return `{${parts.join(', ')}, … ${entries.length - i} more}`;
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    parts.push(`${name}: ${write(item, room)}`);
    room.left -= key.length;
  }
  return `{${parts.join(', ')}}`;
}
