const dayLength = 86_400_000;

/** The day, of Coordinated Universal Time, of a time in ms since 1970. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whole days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** So many days after an ISO day. */
export function dayAfter(from: string, days: number): string {
  return dayOf(Date.parse(from) + days * dayLength);
}

/** What 'clear-sky' aims at unless told. */
export function middleDay({ from, to }: { readonly from: string; readonly to: string }): string {
  return dayAfter(from, Math.floor(daysBetween(from, to) / 2));
}
