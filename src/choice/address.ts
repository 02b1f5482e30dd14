import { asBestpixelError, BestpixelError } from '../errors.ts';
import { checkRewrite, type Rewrite } from '../net/addresses.ts';
import type { Choice } from './choice.ts';
import { compareOfText, compareText } from './compare-text.ts';
import type { Compare } from './compare.ts';
import { paramNames, fromParams, toParams } from './params.ts';
import { recipeParam } from './recipe-param.ts';
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

/** What the app writes into its page's address; what is left out here stays there as it is. */
export interface Written {
  readonly data?: Named;
  readonly compare?: Compare | null;
  readonly rule?: Rule | null;
}

/**
 * Query string and hash of a page's address with these named in the hash, and nowhere else. Parameters that are not the
 * app's own stay where and as they are.
 */
export function addressWith({ hash, search }: { hash: string; search: string }, written: Written): string {
  const { data, compare, rule } = written;
  const params = new URLSearchParams();
  for (const [key, value] of data?.choice ? toParams(data.choice) : []) params.append(key, value);
  for (const { from, to } of data?.rewrites ?? []) params.append('rewrite', safe(`${from}>${to}`));
  if (compare) params.set('compare', compareText(compare));
  if (rule) params.set('rule', ruleText(rule));
  const replaced = [
    // It told of a moment that is over.
    recipeParam,
    ...(data === undefined ? [] : keys),
    ...(compare === undefined ? [] : ['compare']),
    ...(rule === undefined ? [] : ['rule']),
  ];
  const query = without(search, replaced).join('&');
  const fragment = [...without(hash, replaced), ...(params.size > 0 ? [legible(params.toString())] : [])];
  return (query && `?${query}`) + (fragment.length > 0 ? `#${fragment.join('&')}` : '');
}

/** A script that an address brings; each null where it does not. */
export interface NamedScript {
  /** Somebody's own: never run before a person has read it. */
  readonly source: string | null;
  /** Id in the gallery. */
  readonly example: string | null;
}

/** Characters of a script in an address; browsers keep no longer ones. */
export const longestScript = 100_000;

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

/** The parts of a query string or hash as they are written, but not those of these parameters. */
function without(text: string, names: readonly string[]): string[] {
  const parts = text.replace(/^[#?]/, '').split('&').filter(Boolean);
  return parts.filter((part) => [...new URLSearchParams(part).keys()].every((key) => !names.includes(key)));
}

/** What needs no escape in a hash is left for people to read. */
function legible(query: string): string {
  return query.replace(/%(?:2[189CF]|3[AB]|40|7E)/g, (escape) => decodeURIComponent(escape));
}
