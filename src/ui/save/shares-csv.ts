import { csvText } from '../csv-text.ts';
import type { LayerShares } from './save-port.ts';

const titles = [
  'layer',
  'date (UTC)',
  'scenes',
  'share of what has a winner (0 to 1)',
  'share of the view (0 to 1)',
  'area (km2)',
  'counted at pixels of (m)',
  'complete',
  'what is missing',
  'ids of the scenes',
];

/** One row per mosaic and date. */
export function sharesCsv(layers: readonly LayerShares[]): string {
  const rows = layers.flatMap(({ name, shares, km2, missing }) =>
    shares.dates.map(({ day, share, scenes }) => {
      const ofView = share * shares.covered;
      const date = Number.isNaN(day) ? null : new Date(day).toISOString().slice(0, 10);
      const complete = missing === null ? 'yes' : 'no';
      return [
        name,
        date,
        scenes.length,
        share,
        ofView,
        ofView * km2,
        shares.metres,
        complete,
        missing,
        scenes.join(' '),
      ];
    }),
  );
  return csvText([titles, ...rows]);
}

/** "bestpixel-shares-2020-07-04_2020-08-28.csv": from the first date that is told to the last. */
export function sharesName(layers: readonly LayerShares[]): string {
  const days = layers.flatMap(({ shares }) => shares.dates.map(({ day }) => day)).filter(Number.isFinite);
  if (days.length === 0) return 'bestpixel-shares.csv';
  const [from, to] = [Math.min(...days), Math.max(...days)].map((day) =>
    new Date(day).toISOString().slice(0, 10),
  );
  return `bestpixel-shares-${from}_${to}.csv`;
}
