import { describe, expect, it } from 'vitest';
import { readItem } from '../item/item.ts';
import { makeAsset, makeLandsatItem } from '../testing/make-item.ts';
import { sceneOfDataset } from './dataset.ts';
import { landsatRows } from './landsat.ts';

const [landsat8, landsat9] = landsatRows;
const token = 'https://planetarycomputer.microsoft.com/api/sas/v1/token/landsat-c2-l2';

function scene(...from: Parameters<typeof makeLandsatItem>) {
  return sceneOfDataset(readItem(makeLandsatItem(...from), 'https://host.test/'), landsat9!, { token });
}

describe('Landsat of the Planetary Computer', () => {
  it("maps every asset that Earth Engine has, in Earth Engine's order", () => {
    expect(landsat8!.bands.map(({ name, asset }) => `${name}=${asset}`).join(' ')).toBe(
      'SR_B1=coastal SR_B2=blue SR_B3=green SR_B4=red SR_B5=nir08 SR_B6=swir16 SR_B7=swir22 ' +
        'SR_QA_AEROSOL=qa_aerosol ST_B10=lwir11 ST_ATRAN=atran ST_CDIST=cdist ST_DRAD=drad ST_EMIS=emis ' +
        'ST_EMSD=emsd ST_QA=qa ST_TRAD=trad ST_URAD=urad QA_PIXEL=qa_pixel QA_RADSAT=qa_radsat',
    );
    expect([...scene().bands.keys()]).toEqual([
      'SR_B2',
      'SR_B4',
      'SR_QA_AEROSOL',
      'ST_B10',
      'ST_QA',
      'QA_PIXEL',
      'QA_RADSAT',
    ]);
  });

  it.each([
    ['SR_B4', { shift: 0, scale: 2.75e-5, offset: -0.2, nodata: { dataset: 0 } }],
    ['ST_B10', { shift: 0, scale: 0.00341802, offset: 149, nodata: { dataset: 0 } }],
    ['ST_QA', { shift: 0, scale: 0.01, offset: 0, nodata: { dataset: -9999 } }],
    ['QA_PIXEL', { shift: 0, scale: 1, offset: 0, nodata: { dataset: 1 }, overviewsRank: true }],
    ['SR_QA_AEROSOL', { nodata: { dataset: 1 } }],
    ['QA_RADSAT', { nodata: { never: 0 } }],
  ])('%s has the stored numbers, and what they mean beside them', (name, expected) => {
    expect(scene().bands.get(name)).toMatchObject({ ...expected, token, crs: 'EPSG:32657' });
  });

  it("knows the guide's factors where the item does not tell", () => {
    const { bands } = scene({}, { assets: { red: makeAsset('a.tif'), lwir11: makeAsset('b.tif') } });
    expect(bands.get('SR_B4')).toMatchObject({
      shift: 0,
      scale: 2.75e-5,
      offset: -0.2,
      nodata: { dataset: 0 },
    });
    expect(bands.get('ST_B10')).toMatchObject({ scale: 0.00341802, offset: 149 });
  });

  it('checks winners against red, and masks nothing by another band', () => {
    const { bands, reference } = scene();
    expect(reference).toBe('SR_B4');
    for (const source of bands.values()) expect(source).not.toHaveProperty('validWhere');
  });

  it("adds Earth Engine's properties beside STAC's", () => {
    expect(scene().properties).toMatchObject({
      'eo:cloud_cover': 41.51,
      CLOUD_COVER: 41.51,
      CLOUD_COVER_LAND: 43.14,
      COLLECTION_CATEGORY: 'T1',
      COLLECTION_NUMBER: 2,
      DATE_ACQUIRED: '2025-07-22',
      SCENE_CENTER_TIME: '23:06:59.530Z',
      LANDSAT_PRODUCT_ID: 'LC09_L2SP_084069_20250722_20250725_02_T1',
      LANDSAT_SCENE_ID: 'LC90840692025203LGN00',
      PROCESSING_LEVEL: 'L2SP',
      SENSOR_ID: 'OLI_TIRS',
      SPACECRAFT_ID: 'LANDSAT_9',
      SUN_AZIMUTH: 36.5,
      SUN_ELEVATION: 28.9,
      WRS_PATH: 84,
      WRS_ROW: 69,
      WRS_TYPE: 2,
      'system:index': 'LC09_084069_20250722',
    });
  });

  it('leaves out what STAC does not tell, and keeps the id for an index', () => {
    const { properties } = scene(
      { platform: 9, instruments: null, 'landsat:wrs_path': 'x' },
      { assets: { red: makeAsset('red.tif') } },
    );
    expect(properties['system:index']).toBe('LC09_L2SP_084069_20250722_02_T1');
    for (const name of ['SPACECRAFT_ID', 'SENSOR_ID', 'WRS_PATH', 'LANDSAT_PRODUCT_ID']) {
      expect(properties).not.toHaveProperty(name);
    }
  });
});
