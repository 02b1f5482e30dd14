import { csvText } from '../csv-text.ts';
import { seriesColumns, type SeriesPin, seriesRows } from './series.ts';
import type { Units } from './variables.ts';

/** One row per pin and scene. */
export function csvOf(pins: readonly SeriesPin[], units: Units): string {
  const columns = seriesColumns(pins, units);
  const rows = seriesRows(pins).map((row) => columns.map(({ of }) => of(row)));
  return csvText([columns.map(({ title }) => title), ...rows]);
}
