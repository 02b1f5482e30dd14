/** A date in a name, and where it stands. */
export interface NamedDate {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** True where the time of day is told. */
  readonly exact: boolean;
  readonly start: number;
  readonly end: number;
}

/** "20200701T174911", "20200701_174911", "20200701", "2020-07-01", "2020_07_01T17-49-11", "2020183": no digit beside them. */
const pattern = new RegExp(
  [
    String.raw`(?<y1>\d{4})(?<m1>\d\d)(?<d1>\d\d)(?:(?:[Tt]|[-_ ](?=\d{6}(?!\d)))?(?<h1>\d\d)(?<n1>\d\d)(?<s1>\d\d)?(?:\.\d{1,6})?[Zz]?)?`,
    String.raw`(?<y2>\d{4})(?<sep>[-_.])(?<m2>\d\d)\k<sep>(?<d2>\d\d)(?:[Tt_ -](?<h2>\d\d)(?<sep2>[-:_.]?)(?<n2>\d\d)(?:\k<sep2>(?<s2>\d\d))?[Zz]?)?`,
    String.raw`(?<y3>\d{4})(?<doy>\d{3})`,
  ]
    .map((form) => `(?<!\\d)${form}(?!\\d)`)
    .join('|'),
  'g',
);

/** All dates in a text, in its order. */
export function datesIn(text: string): NamedDate[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const read = timeOf(match.groups!);
    return read ? [{ ...read, start: match.index, end: match.index + match[0].length }] : [];
  });
}

/** The date a text names, the most exact where it names one twice; null where it names none, or several days. */
export function dateIn(text: string): NamedDate | null {
  const dates = datesIn(text);
  const days = new Set(dates.map(({ time }) => Math.floor(time / 86_400_000)));
  if (days.size !== 1) return null;
  return dates.find(({ exact }) => exact) ?? dates[0]!;
}

function timeOf(
  groups: Readonly<Record<string, string | undefined>>,
): { time: number; exact: boolean } | null {
  const part = (name: string): number | null => {
    const text = groups[`${name}1`] ?? groups[`${name}2`];
    return text === undefined ? null : Number(text);
  };
  const ofYear = groups['y3'];
  if (ofYear !== undefined) {
    const [year, day] = [Number(ofYear), Number(groups['doy'])];
    const time = Date.UTC(year, 0, day);
    return isYear(year) && day > 0 && new Date(time).getUTCFullYear() === year
      ? { time, exact: false }
      : null;
  }
  const [year, month, day] = [part('y')!, part('m')!, part('d')!];
  const [hour, minute, second] = [part('h') ?? 0, part('n') ?? 0, part('s') ?? 0];
  const date = new Date(Date.UTC(year, month - 1, day));
  // Month 13 and day 31 of a short month would pass for other days.
  if (!isYear(year) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  return { time: Date.UTC(year, month - 1, day, hour, minute, second), exact: part('h') !== null };
}

/** Numbers of eight digits are mostly something else: aerial pictures begin about here. */
function isYear(year: number): boolean {
  return year >= 1900 && year < 2100;
}
