import { BestpixelError } from '../errors.ts';

const maxName = 100;

/** A band's name as it may be given: short enough for patterns to be matched in no time. */
export function isBandName(name: string): boolean {
  return name.length > 0 && name.length <= maxName;
}

/**
 * Tests whole band names against a regular expression, as `select` does. Patterns come from strangers: those that could
 * take long (repeated repetitions, back references, many stars or options) are refused.
 * @throws BestpixelError 'unsupported'
 */
export function bandPattern(pattern: string): (name: string) => boolean {
  const repeats = pattern.match(/[*+{]/g)?.length ?? 0;
  // Each may double the ways to try; alternatives that are not in parentheses do not.
  const choices = pattern.match(/[?(]/g)?.length ?? 0;
  const risky = /\)[*+{?]|\(\?|\\[1-9k]/.test(pattern);
  if (pattern.length > maxName || repeats > 3 || choices > 6 || risky) throw unsupported(pattern);
  let regex: RegExp;
  try {
    regex = new RegExp(`^(?:${pattern})$`, 'u');
  } catch (cause) {
    throw unsupported(pattern, cause);
  }
  return (name) => regex.test(name);
}

function unsupported(pattern: string, cause?: unknown): BestpixelError {
  return new BestpixelError('unsupported', `Image.select: the pattern '${pattern}' is not supported`, {
    remedy: 'Name the bands, or use a simpler pattern such as B.* or B[2-4].',
    cause,
  });
}
