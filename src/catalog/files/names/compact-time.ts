/** "20200701T174911" or "20200701" in milliseconds since 1970, UTC; null where there is no such time. */
export function compactTime(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  // Day 31 of a short month would pass for one of the next.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? null : time;
}
