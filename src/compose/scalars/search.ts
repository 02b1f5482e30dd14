import { bad } from './fail.ts';

/** How many steps a search may take at worst. */
const maxSteps = 20_000_000;

/**
 * A regular expression to be searched for in `text`. It comes from strangers: one that could take long in it is refused.
 * @throws BestpixelError 'bad-input'
 */
export function searchFor(
  method: string,
  { regex, flags, text }: { regex: string; flags: string; text: string },
): RegExp {
  if (!/^[gi]*$/.test(flags))
    throw bad(method, `the flags '${flags.slice(0, 20)}' are not supported`, 'Use g and i.');
  const repeats = regex.match(/[*+{]/g)?.length ?? 0;
  const choices = regex.match(/[?|]/g)?.length ?? 0;
  const risky = /\)[*+{?]|\(\?|\\[1-9k]/.test(regex);
  if (risky || regex.length > 200 || (text.length + 1) ** (repeats + 1) * 2 ** choices > maxSteps) {
    throw bad(method, `the pattern '${regex.slice(0, 40)}' could take long`, 'Use a simpler one.');
  }
  try {
    return new RegExp(regex, [...new Set(`${flags}u`)].join(''));
  } catch {
    throw bad(method, `'${regex.slice(0, 40)}' is not a regular expression`);
  }
}
