const pattern = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Milliseconds since 1970 of an RFC 3339 date and time; undefined where it is none. One without a zone, which STAC does
 * not allow but catalogs write, is UTC and not the reader's own zone.
 */
export function instantOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (!match) return undefined;
  const [, date, time = '00:00:00', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : ms;
}
