import { describe, expect, it } from 'vitest';
import { bandPresets } from './band-presets.ts';

const told = (bands: string) =>
  bandPresets(bands.split(' ')).map(({ name, bands }) => `${name} ${bands.join(' ')}`);

describe('band combinations', () => {
  it.each([
    [
      'Sentinel-2',
      'B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12 SCL',
      'B4 B3 B2',
      'B8 B4 B3',
      'B12 B8 B4',
      'B11 B8 B2',
    ],
    [
      'Landsat 8',
      'SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B6 SR_B7 ST_B10',
      'SR_B4 SR_B3 SR_B2',
      'SR_B5 SR_B4 SR_B3',
      'SR_B7 SR_B5 SR_B4',
      'SR_B6 SR_B5 SR_B2',
    ],
    [
      'Landsat 5',
      'SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B7',
      'SR_B3 SR_B2 SR_B1',
      'SR_B4 SR_B3 SR_B2',
      'SR_B7 SR_B4 SR_B3',
      'SR_B5 SR_B4 SR_B1',
    ],
    [
      'Landsat 8 at the top of the atmosphere',
      'B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11',
      'B4 B3 B2',
      'B5 B4 B3',
      'B7 B5 B4',
      'B6 B5 B2',
    ],
    [
      'common names',
      'blue green red nir08 swir16 swir22',
      'red green blue',
      'nir08 red green',
      'swir22 nir08 red',
      'swir16 nir08 blue',
    ],
  ])('of %s', (_name, bands, natural, nir, swir, agriculture) => {
    expect(told(bands)).toEqual([
      `Natural ${natural}`,
      `False colour NIR ${nir}`,
      `SWIR ${swir}`,
      `Agriculture ${agriculture}`,
    ]);
  });

  it('are those alone that the bands allow', () => {
    expect(told('B2 B3 B4')).toEqual(['Natural B4 B3 B2']);
    expect(told('B2 B3 B4 B8 MSK_CLDPRB')).toEqual(['Natural B4 B3 B2', 'False colour NIR B8 B4 B3']);
    expect(told('nd VV VH')).toEqual([]);
  });
});
