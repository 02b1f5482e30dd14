import { bad, shortText } from './fail.ts';

const directive = /%(?:%|([-+0 ]*)(\d{0,3})(?:\.(\d{1,2}))?([a-zA-Z]))/g;

/**
 * A number by a pattern of printf: %d, %x, %o, %f, %e, %s and %%, with flags, width and precision.
 * @throws BestpixelError 'bad-input' for other directives, and for a fraction where a whole number is meant.
 */
export function formatNumber(method: string, value: number, pattern: string): string {
  if (pattern.replace(directive, '').includes('%')) throw unknown(method, pattern);
  const text = pattern.replace(
    directive,
    (all, flags: string, width: string, digits: string, kind: string) => {
      if (all === '%%') return '%';
      const body = bodyOf(method, value, { kind, digits: digits === undefined ? undefined : Number(digits) });
      return padded(body, flags, Number(width || 0));
    },
  );
  return shortText(method, text);
}

function bodyOf(
  method: string,
  value: number,
  { kind, digits }: { kind: string; digits: number | undefined },
): string {
  switch (kind) {
    case 's':
      return tellNumber(value);
    case 'f':
      return value.toFixed(digits ?? 6);
    case 'e':
      return value.toExponential(digits ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'd':
      return whole(method, value).toString();
    case 'x':
      return whole(method, value).toString(16);
    case 'o':
      return whole(method, value).toString(8);
    default:
      throw unknown(method, `%${kind}`);
  }
}

function whole(method: string, value: number): number {
  if (Number.isInteger(value)) return value;
  throw bad(method, `${value} is no whole number`, 'Use %.2f, or round it first.');
}

function padded(body: string, flags: string, width: number): string {
  const sign = body.startsWith('-') ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const digits = body.replace(/^-/, '');
  if (flags.includes('-')) return (sign + digits).padEnd(width);
  if (flags.includes('0')) return sign + digits.padStart(width - sign.length, '0');
  return (sign + digits).padStart(width);
}

/** Without an exponent as long as people can read it. */
export function tellNumber(value: number): string {
  return String(Object.is(value, -0) ? 0 : value);
}

function unknown(method: string, pattern: string) {
  const shown = pattern.slice(0, 40);
  return bad(
    method,
    `the pattern '${shown}' is not supported`,
    "Use a pattern such as '%d', '%04d' or '%.2f'.",
  );
}
