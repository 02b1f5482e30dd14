import { earthSearchV1, earthSearchV2, planetaryComputer } from './roots.ts';

/** An open source to choose. */
export interface KnownSource {
  readonly title: string;
  /** What a script calls it. */
  readonly earthEngineId: string;
  /** Root of its API. */
  readonly root: string;
  /** The collection's own address, where id and root mean another copy; by the id unless given. */
  readonly address?: string;
  /** What to know before choosing it, as a sentence without a stop. */
  readonly note: string;
  /** Year of its first scenes. */
  readonly from: number;
}

const harmonized = 'COPERNICUS/S2_SR_HARMONIZED';

export const knownSources: readonly KnownSource[] = [
  {
    title: 'Sentinel-2 L2A, Collection 1 (Earth Search)',
    earthEngineId: harmonized,
    root: earthSearchV1,
    note: 'with cloud probability',
    from: 2015,
  },
  {
    title: 'Sentinel-2 L2A (Planetary Computer)',
    earthEngineId: harmonized,
    root: planetaryComputer,
    note: 'without cloud probability; a token is asked for by itself',
    from: 2015,
  },
  {
    title: 'Landsat 8 Collection 2 Level-2 (Planetary Computer)',
    earthEngineId: 'LANDSAT/LC08/C02/T1_L2',
    root: planetaryComputer,
    note: 'stored numbers: reflectance is 0.0000275 times them, minus 0.2',
    from: 2013,
  },
  {
    title: 'Landsat 9 Collection 2 Level-2 (Planetary Computer)',
    earthEngineId: 'LANDSAT/LC09/C02/T1_L2',
    root: planetaryComputer,
    note: 'stored numbers: reflectance is 0.0000275 times them, minus 0.2',
    from: 2021,
  },
  {
    title: 'Sentinel-2 L2A (Earth Search v2)',
    earthEngineId: harmonized,
    root: earthSearchV2,
    note: 'a beta, with cloud probability',
    from: 2015,
  },
  {
    title: 'Sentinel-2 L2A, older copy (Earth Search v1)',
    earthEngineId: harmonized,
    root: earthSearchV1,
    address: `${earthSearchV1}/collections/sentinel-2-l2a`,
    note: 'without cloud probability; values are harmonised already',
    from: 2015,
  },
];
