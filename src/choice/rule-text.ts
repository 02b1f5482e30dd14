import { BestpixelError } from '../errors.ts';
import type { Rule, RuleKind } from './rule.ts';
import { safe, unsafed } from './safe-text.ts';
import { readDay } from './values.ts';

/** In the order in which they are offered. */
export const ruleKinds: readonly RuleKind[] = [
  'cloud-score',
  'clear-sky',
  'greenest',
  'most-recent',
  'oldest',
  'burnt',
  'wettest',
  'driest',
  'medoid',
  'custom',
];

/** A rule of that kind with everything else left open. */
export function plainRule(kind: RuleKind): Rule {
  return { kind, gate: null, tolerance: 0, target: null, weight: 0, expression: '' };
}

/** Characters of an expression. */
const longestExpression = 2_000;
/** Of the classes of a gate. */
const highestClass = 255;

/**
 * As a person may write it in an address: "greenest;gate=0.1.3;tolerance=0.02". What is left open is not written. The
 * expression comes last and may hold semicolons.
 */
export function ruleText({ kind, gate, tolerance, target, weight, expression }: Rule): string {
  return [
    kind,
    ...(gate && kind !== 'cloud-score' ? [`gate=${gate.length === 0 ? 'none' : gate.join('.')}`] : []),
    ...(tolerance === 0 ? [] : [`tolerance=${numberText(tolerance)}`]),
    ...(target === null ? [] : [`target=${target}`]),
    ...(weight === 0 ? [] : [`weight=${numberText(weight)}`]),
    ...(expression === '' ? [] : [`expression=${safe(expression)}`]),
  ].join(';');
}

/** @throws BestpixelError 'bad-input' */
export function ruleOfText(text: string): Rule {
  const [, head, expression] = /^(.*?)(?:;expression=(.*))?$/s.exec(text)!;
  const [name, ...parts] = head!.split(';');
  const kind = ruleKinds.find((each) => each === name);
  if (!kind) throw bad(`'${shown(name!)}' is no quality rule`, `Write one of ${ruleKinds.join(', ')}.`);
  const given = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    const key = part.slice(0, Math.max(at, 0));
    if (!keys.includes(key)) {
      throw bad(
        `'${shown(part)}' is no part of a quality rule`,
        `Write ${keys.join('=…, ')}=… or expression=….`,
      );
    }
    if (given.has(key)) throw bad(`a quality rule has '${key}' twice`, 'Write it once.');
    given.set(key, part.slice(at + 1));
  }
  const read = <T>(key: string, open: T, reader: (text: string) => T): T => {
    const value = given.get(key);
    return value === undefined ? open : reader(value);
  };
  if (kind === 'cloud-score' && given.has('gate')) {
    throw bad('the cloud score has no gate', 'Leave gate= out, or choose another rule.');
  }
  return {
    kind,
    gate: read<readonly number[] | null>('gate', null, readGate),
    tolerance: read('tolerance', 0, readTolerance),
    target: read<string | null>('target', null, readDay),
    weight: read('weight', 0, readWeight),
    expression: expression === undefined ? '' : readExpression(unsafed(expression)),
  };
}

const keys: readonly string[] = ['gate', 'tolerance', 'target', 'weight'];

/** In ascending order, each once. */
function readGate(text: string): readonly number[] {
  if (text === 'none') return [];
  const classes = text.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (!classes.every((each) => each <= highestClass)) {
    throw bad(
      `'${shown(text)}' is no gate`,
      'Write numbers of classes with dots between, such as 0.1.3.8.9.10.',
    );
  }
  return [...new Set(classes)].toSorted((a, b) => a - b);
}

function readTolerance(text: string): number {
  const value = readNumber(text);
  if (value >= 0) return value;
  throw bad(`'${shown(text)}' is no tolerance`, 'Write a number that is not negative, such as 0.02.');
}

function readWeight(text: string): number {
  const value = readNumber(text);
  if (value >= 0 && value <= 1) return value;
  throw bad(`'${shown(text)}' is no weight`, 'Write a number from 0 to 1.');
}

function readExpression(text: string): string {
  if (text.length <= longestExpression) return text;
  throw bad(`the expression is longer than ${longestExpression} characters`, 'Write a shorter one.');
}

/** NaN where it is none. */
function readNumber(text: string): number {
  const value = /^\d*\.?\d+(?:e-?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Without the plus sign that an address turns into a space. */
function numberText(value: number): string {
  return String(value).replace('e+', 'e');
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function bad(what: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', what, { remedy });
}
