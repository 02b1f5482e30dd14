import type { stringMethods } from '../../expression/methods/string.ts';
import { bad, shortText } from '../scalars/fail.ts';
import { tellNumber } from '../scalars/number-format.ts';
import { searchFor } from '../scalars/search.ts';
import type { Rules } from '../values.ts';

export const stringRules: Rules<typeof stringMethods> = {
  'String.of': ({ string }) => {
    if (typeof string === 'string') return string;
    if (typeof string === 'number') return tellNumber(string);
    if (typeof string === 'boolean') return String(string);
    throw bad('String.of', 'this is neither a text nor a number');
  },
  'String.cat': ({ string1, string2 }) => shortText('String.cat', string1 + string2),
  'String.slice': ({ string, start, end }) => string.slice(start, end),
  'String.replace': ({ input, regex, replacement, flags }) => {
    const method = 'String.replace';
    const found = searchFor(method, { regex, flags, text: input });
    // A script's few characters may not multiply what they replace: $& and its like are kept to one level.
    const room = input.length * (replacement.length + 1) * (replacement.includes('$') ? input.length : 1);
    if (room > 50_000_000) throw bad(method, 'the replacement is too long');
    return shortText(method, input.replace(found, replacement));
  },
  'String.split': ({ string, regex, flags }) => {
    if (string === '') return [''];
    return string.split(searchFor('String.split', { regex, flags, text: string }));
  },
  'String.match': ({ input, regex, flags }) => {
    const match = searchFor('String.match', { regex, flags, text: input });
    return [...(input.match(match) ?? [])].map((part) => part ?? null);
  },
  'String.length': ({ string }) => string.length,
  'String.toLowerCase': ({ string }) => string.toLowerCase(),
  'String.toUpperCase': ({ string }) => string.toUpperCase(),
  'String.trim': ({ string }) => string.trim(),
  'String.index': ({ target, pattern }) => target.indexOf(pattern),
  'String.rindex': ({ target, pattern }) => target.lastIndexOf(pattern),
  'String.compareTo': ({ string1, string2 }) => (string1 < string2 ? -1 : string1 > string2 ? 1 : 0),
  'String.equals': ({ string1, string2 }) => (string1 === string2 ? 1 : 0),
};
