import type { Tile } from './place.ts';

/** What the sky holds on one day. Amounts of 0 … 1 set how much; `seed` sets where. */
export interface Weather {
  readonly seed: number;
  /** Small clouds with sharp shadows. */
  readonly cumulus?: number;
  /** Wide sheets of cloud. */
  readonly deck?: number;
  /** Ice cloud that the probability does not see. */
  readonly cirrus?: number;
  /** Reflectance × 10000 added in blue; less in longer waves. */
  readonly haze: number;
}

/** One overflight. Both tiles it covers show the same ground and sky. */
export interface Pass {
  /** UTC, of the day. */
  readonly date: string;
  readonly orbit: 55 | 98;
  readonly platform: 'sentinel-2a' | 'sentinel-2b';
  /** Column, at the region's top, where the swath ends: orbit 55 lies to the west of it, 98 to the east. */
  readonly edge?: number;
  readonly weather: Weather;
  readonly tiles: readonly Tile['square'][];
}

export interface DemoScene {
  readonly pass: Pass;
  readonly square: Tile['square'];
}

const a = 'sentinel-2a';
const b = 'sentinel-2b';

/** How far, per row down, the edge of a swath moves west: the orbit leans from north-north-east. */
export const swathLean = 0.21;

/** Every real date on which these orbits passed by has this parity of days and satellites. */
export const passes: readonly Pass[] = [
  {
    date: '2020-07-02',
    orbit: 98,
    platform: a,
    weather: { seed: 1, cumulus: 0.45, haze: 60 },
    tiles: ['FE'],
  },
  { date: '2020-07-04', orbit: 55, platform: b, weather: { seed: 2, haze: 40 }, tiles: ['FE'] },
  { date: '2020-07-07', orbit: 98, platform: b, weather: { seed: 3, haze: 30 }, tiles: ['GE'] },
  { date: '2020-07-09', orbit: 55, platform: a, weather: { seed: 4, deck: 0.95, haze: 60 }, tiles: ['FE'] },
  {
    date: '2020-07-12',
    orbit: 98,
    platform: a,
    weather: { seed: 5, cumulus: 0.22, haze: 50 },
    tiles: ['FE', 'GE'],
  },
  {
    date: '2020-07-14',
    orbit: 55,
    platform: b,
    edge: 900,
    weather: { seed: 6, cumulus: 0.4, haze: 45 },
    tiles: ['FE'],
  },
  { date: '2020-07-17', orbit: 98, platform: b, weather: { seed: 7, haze: 35 }, tiles: ['FE'] },
  {
    date: '2020-07-22',
    orbit: 98,
    platform: a,
    weather: { seed: 8, cirrus: 0.7, cumulus: 0.1, haze: 60 },
    tiles: ['FE'],
  },
  {
    date: '2020-07-24',
    orbit: 55,
    platform: b,
    edge: 1830,
    weather: { seed: 9, cumulus: 0.5, haze: 50 },
    tiles: ['GE'],
  },
  { date: '2020-07-27', orbit: 98, platform: b, weather: { seed: 10, deck: 0.7, haze: 60 }, tiles: ['FE'] },
  {
    date: '2020-07-29',
    orbit: 55,
    platform: a,
    edge: 1560,
    weather: { seed: 11, haze: 30 },
    tiles: ['FE', 'GE'],
  },
  {
    date: '2020-08-01',
    orbit: 98,
    platform: a,
    edge: 420,
    weather: { seed: 12, cumulus: 0.5, haze: 55 },
    tiles: ['FE'],
  },
  {
    date: '2020-08-06',
    orbit: 98,
    platform: b,
    weather: { seed: 13, cumulus: 0.25, haze: 70 },
    tiles: ['FE', 'GE'],
  },
  { date: '2020-08-08', orbit: 55, platform: a, edge: 980, weather: { seed: 14, haze: 45 }, tiles: ['FE'] },
  {
    date: '2020-08-13',
    orbit: 55,
    platform: b,
    weather: { seed: 15, deck: 0.86, cumulus: 0.4, haze: 70 },
    tiles: ['FE'],
  },
  {
    date: '2020-08-16',
    orbit: 98,
    platform: b,
    weather: { seed: 16, cirrus: 0.55, haze: 80 },
    tiles: ['GE'],
  },
  {
    date: '2020-08-18',
    orbit: 55,
    platform: a,
    weather: { seed: 17, cumulus: 0.6, haze: 80 },
    tiles: ['FE'],
  },
  {
    date: '2020-08-21',
    orbit: 98,
    platform: a,
    weather: { seed: 18, cirrus: 0.4, haze: 90 },
    tiles: ['FE', 'GE'],
  },
  {
    date: '2020-08-28',
    orbit: 55,
    platform: a,
    edge: 870,
    weather: { seed: 19, cumulus: 0.42, cirrus: 0.3, haze: 70 },
    tiles: ['FE'],
  },
  {
    date: '2020-08-31',
    orbit: 98,
    platform: a,
    weather: { seed: 20, cumulus: 0.2, haze: 60 },
    tiles: ['GE'],
  },
];

export const demoScenes: readonly DemoScene[] = passes.flatMap((pass) =>
  pass.tiles.map((square) => ({ pass, square })),
);

/** Day of the year, July 1 being 183 in 2020. */
export function dayOfYear(date: string): number {
  return Math.round((Date.parse(date) - Date.parse('2020-01-01')) / 86_400_000) + 1;
}

/** Degrees, at the hour of passing. */
export function sunOn(date: string): { readonly azimuth: number; readonly elevation: number } {
  const late = (dayOfYear(date) - 183) / 62;
  return { azimuth: 133.4 + 14.2 * late, elevation: 66.1 - 10.4 * late };
}
