import { expect, it } from 'vitest';
import { factsOf } from './scene-facts.ts';

const nothing = {
  index: 'S2A_13TDE',
  cloudCover: null,
  relativeOrbit: null,
  viewAngle: null,
  sensor: null,
  baseline: null,
};

const facts = (properties: Record<string, unknown>) => factsOf({ id: 'S2A_13TDE', properties });

it.each<[string, Record<string, unknown>, Partial<typeof nothing> | Record<string, unknown>]>([
  ['nothing but its id', {}, {}],
  [
    'what a STAC item of Sentinel-2 says',
    {
      'eo:cloud_cover': 12.5,
      'sat:relative_orbit': 98,
      'view:off_nadir': 0,
      platform: 'sentinel-2a',
      's2:processing_baseline': '05.10',
    },
    { cloudCover: 12.5, relativeOrbit: 98, viewAngle: 0, sensor: 'sentinel-2a', baseline: '05.10' },
  ],
  [
    "what Earth Engine's Sentinel-2 says",
    {
      'system:index': '20240401T174909_20240401T175603_T13TDE',
      CLOUDY_PIXEL_PERCENTAGE: 0,
      SENSING_ORBIT_NUMBER: 141,
      MEAN_INCIDENCE_ZENITH_ANGLE_B4: 7.25,
      SPACECRAFT_NAME: 'Sentinel-2A',
      PROCESSING_BASELINE: '05.10',
    },
    {
      index: '20240401T174909_20240401T175603_T13TDE',
      cloudCover: 0,
      relativeOrbit: 141,
      viewAngle: 7.25,
      sensor: 'Sentinel-2A',
      baseline: '05.10',
    },
  ],
  [
    'what Landsat says, its path as the orbit',
    { CLOUD_COVER: 3.4, 'landsat:wrs_path': '033', platform: 'landsat-9', 'processing:version': 2 },
    { cloudCover: 3.4, relativeOrbit: 33, sensor: 'landsat-9', baseline: '2' },
  ],
  [
    'nothing of what is no number and no text',
    { 'eo:cloud_cover': Number.NaN, 'sat:relative_orbit': 'ascending', platform: ['a'], 'system:index': '' },
    {},
  ],
  [
    'what the next name says where the first holds null',
    { CLOUD_COVER: null, 'eo:cloud_cover': 40 },
    { cloudCover: 40 },
  ],
])('a scene tells %s', (_, properties, told) => {
  expect(facts(properties)).toEqual({ ...nothing, ...told });
});
