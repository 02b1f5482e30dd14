/** GDAL metadata items that say when the pixels were taken, the most particular first. */
const names = [
  'ACQUISITIONDATETIME',
  'ACQUISITION_DATETIME',
  'SENSING_TIME',
  'PRODUCT_START_TIME',
  'DATE_ACQUIRED',
  'ACQUISITION_DATE',
  'ACQUISITIONDATE',
  'DATETIME',
  'TIFFTAG_DATETIME',
];

/** When the pixels were taken by a file's texts, in ms since 1970; null where none of them says. */
export function acquiredBy(metadata: ReadonlyMap<string, string>): number | null {
  for (const name of names) {
    const time = timeOf(metadata.get(name) ?? '');
    if (time !== null) return time;
  }
  return null;
}

const pattern =
  /^\s*(\d{4})([:/-])(\d{2})\2(\d{2})(?:[T ]+(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*$/i;

/** TIFF's "2020:07:01 17:49:11" and its ISO kin; UTC where no zone is named. */
function timeOf(text: string): number | null {
  const match = pattern.exec(text.slice(0, 100));
  if (!match) return null;
  const [, year, , month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(
    `${date}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  // Day 31 of a short month would pass for one of the next.
  const exists = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ?? false;
  return Number.isNaN(time) || !exists ? null : time;
}
