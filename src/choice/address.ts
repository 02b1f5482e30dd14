import { asBestpixelError, BestpixelError } from '../errors.ts';
import { checkRewrite, type Rewrite } from '../net/addresses.ts';
import type { Choice } from './choice.ts';
import { compareOfText, compareText } from './compare-text.ts';
import type { Compare } from './compare.ts';
import { paramNames, fromParams, toParams } from './params.ts';
import { ruleOfText, ruleText } from './rule-text.ts';
import type { Rule } from './rule.ts';
import { safe, unsafed } from './safe-text.ts';

/** What an address names; each null or empty where it does not. */
export interface Named {
  readonly choice: Choice | null;
  readonly rewrites: readonly Rewrite[];
}

const keys = [...paramNames, 'rewrite'] as const;

/**
 * What a page's address names, in its hash ("#map=…&collection=…") or else in its query string. The hash counts as a
 * whole: the app writes whole choices there, and what they leave open must not come back from the query string.
 * @throws BestpixelError 'bad-input' that names the parameter
 */
export function readAddress({ hash, search }: { hash: string; search: string }): Named {
  const inHash = paramsOf(hash);
  const params = keys.some((key) => inHash.has(key)) ? inHash : new URLSearchParams(search);
  return { choice: fromParams(params), rewrites: rewritesOf(params) };
}

/** The hash with these named in it; other parameters stay where they are. */
export function hashWith(hash: string, { choice, rewrites }: Named): string {
  const params = paramsOf(hash);
  for (const key of keys) params.delete(key);
  for (const [key, value] of choice ? toParams(choice) : []) params.append(key, value);
  for (const { from, to } of rewrites) params.append('rewrite', safe(`${from}>${to}`));
  return params.size === 0 ? '' : `#${legible(params.toString())}`;
}

/** A script that an address brings; each null where it does not. */
export interface NamedScript {
  /** Somebody's own: never run before a person has read it. */
  readonly source: string | null;
  /** Id in the gallery. */
  readonly example: string | null;
}

/** Characters of a script in an address; browsers keep no longer ones. */
const longestScript = 100_000;

/** The script that a page's address brings, in its hash or else in its query string. Where it brings both, its own counts. */
export function readScript({ hash, search }: { hash: string; search: string }): NamedScript {
  const [inHash, inQuery] = [paramsOf(hash), new URLSearchParams(search)];
  const text = (key: string): string | null => {
    const found = inHash.get(key) ?? inQuery.get(key);
    return found === null ? null : unsafed(found);
  };
  const source = text('script');
  if (source !== null && source.length > longestScript) {
    throw tooLong();
  }
  return { source, example: source === null ? text('example') : null };
}

/**
 * A hash that opens a script beside what the present hash says: its data and its view.
 * @throws BestpixelError 'bad-input' for a script that is too long
 */
export function hashOfScript(source: string, hash = ''): string {
  if (source.length > longestScript) throw tooLong();
  const params = paramsOf(hash);
  params.delete('example');
  params.set('script', safe(source));
  return `#${legible(params.toString())}`;
}

/**
 * The two sides of the map that a page's address names; null where it names none.
 * @throws BestpixelError 'bad-input'
 */
export function readCompare({ hash, search }: { hash: string; search: string }): Compare | null {
  const text = paramsOf(hash).get('compare') ?? new URLSearchParams(search).get('compare');
  if (text === null) return null;
  try {
    return compareOfText(text);
  } catch (error) {
    throw asBestpixelError(error, 'bad-input').at("'compare' in the address");
  }
}

/** The hash with these sides in it, or without any; all else stays. */
export function hashOfCompare(compare: Compare | null, hash: string): string {
  const params = paramsOf(hash);
  if (compare) params.set('compare', compareText(compare));
  else params.delete('compare');
  return params.size === 0 ? '' : `#${legible(params.toString())}`;
}

/**
 * The quality rule that a page's address names; null where it names none.
 * @throws BestpixelError 'bad-input'
 */
export function readRule({ hash, search }: { hash: string; search: string }): Rule | null {
  const text = paramsOf(hash).get('rule') ?? new URLSearchParams(search).get('rule');
  if (text === null) return null;
  try {
    return ruleOfText(text);
  } catch (error) {
    throw asBestpixelError(error, 'bad-input').at("'rule' in the address");
  }
}

/** The hash with this rule in it; all else stays. */
export function hashOfRule(rule: Rule | null, hash: string): string {
  const params = paramsOf(hash);
  if (rule) params.set('rule', ruleText(rule));
  else params.delete('rule');
  return params.size === 0 ? '' : `#${legible(params.toString())}`;
}

function tooLong(): BestpixelError {
  return new BestpixelError('bad-input', `the script is longer than ${longestScript} characters`, {
    where: "'script' in the address",
    remedy: 'Send it as a file, and paste it.',
  });
}

function rewritesOf(params: URLSearchParams): Rewrite[] {
  return params.getAll('rewrite').map((text) => {
    const [from, to, ...more] = unsafed(text).split('>');
    if (to === undefined || more.length > 0) {
      throw new BestpixelError('bad-input', 'this is no rewriting of addresses', {
        where: "'rewrite' in the address",
        remedy: 'Write rewrite=https://from.example/>https://to.example/.',
      });
    }
    try {
      return checkRewrite({ from: from!, to });
    } catch (error) {
      throw (error as BestpixelError).at("'rewrite' in the address");
    }
  });
}

function paramsOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, ''));
}

/** What needs no escape in a hash is left for people to read. */
function legible(query: string): string {
  return query.replace(/%(?:2[189CF]|3[AB]|40|7E)/g, (escape) => decodeURIComponent(escape));
}
