import type { Position } from '../errors.ts';

/** What the interpreter calls a script in its stacks. */
export const scriptName = 'script';

const frame = /\bscript:(\d+):(\d+)\)?$/;

/** The innermost place of a stack that lies in the script; null: none does. */
export function placeIn(stack: string): Position | null {
  for (const line of stack.split('\n')) {
    const found = frame.exec(line);
    if (found) return { line: Number(found[1]), column: Number(found[2]) };
  }
  return null;
}

const quoted = /'([^']+)'$/;

/** Of a syntax error the interpreter often tells the line alone: the token that it names is looked for there. */
export function placeOfToken(source: string, place: Position, what: string): Position | null {
  const line = linesOf(source)[place.line - 1];
  if (line === undefined) return null;
  const token = quoted.exec(what)?.[1];
  const found = token === undefined || place.column > 1 ? -1 : line.indexOf(token);
  if (found >= 0) return { line: place.line, column: found + 1 };
  return { line: place.line, column: Math.min(place.column, line.length + 1) };
}

/**
 * Where a call begins: the interpreter tells of its last argument. The nearest call of that name before is taken; the
 * place as it is where there is none.
 *
 * @param name letters alone, or several with bars between
 */
export function placeOfCall(source: string, place: Position, name: string): Position | null {
  const offset = offsetOf(source, place);
  const from = Math.max(0, offset - farthest);
  const called = new RegExp(String.raw`(?<![\w$])(?:${name})\s*\(`, 'g');
  const calls = [...source.slice(from, offset + farthest).matchAll(called)];
  const last = calls.findLast(({ index }) => from + index <= offset);
  return last ? placeAt(source, from + last.index) : placeOfToken(source, place, '');
}

/** Where a member is named: the interpreter tells of the object before it. */
export function placeOfMember(source: string, place: Position, name: string): Position | null {
  const from = offsetOf(source, place) - 1;
  const named = new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`);
  const found = source.slice(from, from + farthest).search(named);
  return found < 0 ? placeOfToken(source, place, '') : placeAt(source, from + found);
}

/** Characters around a place in which its call is looked for. */
const farthest = 10_000;

/** Where a pattern is first met, for what the interpreter gives no place of. */
export function placeOf(source: string, pattern: RegExp): Position | null {
  const at = source.search(pattern);
  return at < 0 ? null : placeAt(source, at);
}

/** The same where it is met once; null: it may be another. */
export function onlyPlaceOf(source: string, pattern: RegExp): Position | null {
  const met = source.match(new RegExp(pattern, 'g')) ?? [];
  return met.length === 1 ? placeOf(source, pattern) : null;
}

/** Characters up to a place; a line break before it is one. */
function offsetOf(source: string, { line, column }: Position): number {
  const before = linesOf(source).slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column;
}

function placeAt(source: string, index: number): Position {
  const before = linesOf(source.slice(0, index));
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function linesOf(source: string): readonly string[] {
  return source.split('\n');
}
