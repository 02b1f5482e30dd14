import { describe, expect, it } from 'vitest';
import { landsatProductIn, readLandsatName } from './landsat-name.ts';
import { readSentinel2Name, sentinel2ProductIn } from './sentinel-2-name.ts';

const product = 'S2A_MSIL2A_20200704T173911_N0214_R098_T13TFE_20200704T215049';
const granule = 'L2A_T13TFE_A026279_20200704T174911';
const taken = Date.UTC(2020, 6, 4, 17, 39, 11);
const whole = {
  id: product,
  datetime: taken,
  tile: '13TFE',
  unit: 'A',
  level: 'L2A',
  baseline: 2.14,
  orbit: 98,
  generated: Date.UTC(2020, 6, 4, 21, 50, 49),
};

describe('the name of a Sentinel-2 file', () => {
  it.each([
    [`${product}.SAFE/GRANULE/${granule}/IMG_DATA/R10m/T13TFE_20200704T173911_B04_10m.tif`, 'B04', 10],
    [`${product}.SAFE/GRANULE/${granule}/IMG_DATA/R20m/T13TFE_20200704T173911_SCL_20m.tif`, 'SCL', 20],
    [`${product}.SAFE/GRANULE/${granule}/QI_DATA/MSK_CLDPRB_20m.tif`, 'MSK_CLDPRB', 20],
    [`data/${product}/B8A.tif`, 'B8A', null],
    [`${product}/CLD_20m.tif`, 'MSK_CLDPRB', 20],
    [`${product}_B04_10m.TIF`, 'B04', 10],
    [`${product}_B4.tif`, 'B04', null],
    [`${product}.SAFE/T13TFE_20200704T173911_TCI_10m.tiff`, 'TCI', 10],
  ])('in a product of ESA: %s', (path, band, metres) => {
    expect(readSentinel2Name(path)).toEqual({ scene: whole, band, metres });
  });

  it.each([
    [
      'S2A_T13TDE_20240422T174753_L2A/B04.tif',
      { id: 'S2A_T13TDE_20240422T174753_L2A', datetime: Date.UTC(2024, 3, 22, 17, 47, 53), tile: '13TDE' },
      'B04',
    ],
    [
      '13/T/DE/2024/4/S2A_T13TDE_20240422T174753_L2A/CLD_20m.tif',
      { id: 'S2A_T13TDE_20240422T174753_L2A', level: 'L2A', unit: 'A', baseline: null },
      'MSK_CLDPRB',
    ],
    ['S2C_T13TDE_20250729T180310_L2A_SNW_20m.tif', { unit: 'C', tile: '13TDE' }, 'MSK_SNWPRB'],
    [
      'S2B_5QKB_20230602_0_L2A/SCL.tif',
      { id: 'S2B_5QKB_20230602_0_L2A', tile: '05QKB', datetime: Date.UTC(2023, 5, 2) },
      'SCL',
    ],
    [
      `${granule}/IMG_DATA/T13TFE_20200704T173911_B04.tif`,
      { id: granule, level: 'L2A', unit: null, datetime: Date.UTC(2020, 6, 4, 17, 49, 11) },
      'B04',
    ],
    [
      'T13TFE_20200701T174911_B04_10m.tif',
      { id: 'T13TFE_20200701T174911', level: null, baseline: null, tile: '13TFE', unit: null },
      'B04',
    ],
    ['L2A_T32TLQ_20170105T102432_B02_10m.tif', { id: 'L2A_T32TLQ_20170105T102432', level: 'L2A' }, 'B02'],
    [
      'S2A_MSIL1C_20220301T173911_N0400_R098_T13TFE_20220301T215049.SAFE/T13TFE_20220301T173911_B10.tif',
      { level: 'L1C', baseline: 4 },
      'B10',
    ],
    [`${product.replace('N0214', 'N9999')}/B04.tif`, { baseline: null, level: 'L2A' }, 'B04'],
    // The file knows its tile better than a folder that it was moved to.
    [`${product}/T13TFD_20200704T173911_B04.tif`, { id: 'T13TFD_20200704T173911', tile: '13TFD' }, 'B04'],
  ])('elsewhere: %s', (path, scene, band) => {
    expect(readSentinel2Name(path)).toMatchObject({ scene, band });
  });

  it.each([
    'B04.tif',
    `${product}.tif`,
    'EOL_20150711T100008_B13.tif',
    'S2A_MSIL2A_B04.tif',
    'T13TFE_20201301T174911_B04.tif',
    'T13TFE_20200231T174911_B04.tif',
    'S2A_T13TDE_20240422T174753_L2AB04.tif',
    'LC08_L2SP_033032_20200704_20200913_02_T1_SR_B4.TIF',
  ])('is not %s', (path) => {
    expect(readSentinel2Name(path)).toBeNull();
  });

  it('may be that of a product alone', () => {
    expect(sentinel2ProductIn(`${product}.SAFE`)).toMatchObject({ id: product, datetime: taken });
    expect(sentinel2ProductIn('a name')).toBeNull();
  });
});

describe('the name of a Landsat file', () => {
  const id = 'LC08_L2SP_033032_20200704_20200913_02_T1';
  const scene = {
    id,
    sensor: 'LC08',
    processing: 'L2SP',
    path: 33,
    row: 32,
    datetime: Date.UTC(2020, 6, 4),
    generated: Date.UTC(2020, 8, 13),
    category: 'T1',
  };

  it.each(['SR_B4', 'ST_B10', 'QA_PIXEL', 'QA_RADSAT', 'SR_QA_AEROSOL', 'ST_EMIS', 'own'])('%s', (band) => {
    expect(readLandsatName(`folder/${id}_${band}.TIF`)).toEqual({ scene, band });
  });

  it.each([
    ['LE07_L1TP_033032_19990704_20200913_02_T2_B6_VCID_1.TIF', 'B6_VCID_1', 'LE07'],
    ['LT05_L2SP_033032_19850704_20200913_02_RT_SR_B7.TIF', 'SR_B7', 'LT05'],
    ['LM01_L1GS_035032_19720704_20200913_02_T2_B4.TIF', 'B4', 'LM01'],
  ])('%s', (path, band, sensor) => {
    expect(readLandsatName(path)).toMatchObject({ scene: { sensor }, band });
  });

  it.each([
    `${id}.tif`,
    'LC08_L1TP_033032_20200704_20200913_01_T1_B4.TIF',
    'LC08_L2SP_033032_20201304_20200913_02_T1_SR_B4.TIF',
    'LC08_CU_010007_20200704_20210503_02_SR_B4.TIF',
  ])('is not %s', (path) => {
    expect(readLandsatName(path)).toBeNull();
  });

  it('may be that of a product alone', () => {
    expect(landsatProductIn(id)).toEqual(scene);
  });
});
