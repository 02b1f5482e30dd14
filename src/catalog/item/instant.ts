const pattern = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Milliseconds since 1970 of an RFC 3339 date and time; undefined where it is none, or a day that no calendar has. One
 * without a zone, which STAC does not allow but catalogs write, is UTC and not the reader's own zone.
 */
export function instantOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (!match) return undefined;
  const [, date, time = '00:00:00', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(ms) || !isDay(date!) ? undefined : ms;
}

/** The same of "20240422T173911" or "20240422", as products' names have it. */
export function compactInstantOf(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?$/.exec(text ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts;
  return instantOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Day 31 of a short month is parsed as one of the next. */
function isDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
