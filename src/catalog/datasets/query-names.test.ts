import { describe, expect, it } from 'vitest';
import type { PropertyTest } from '../../scene/query.ts';
import { sourcesOf } from './table.ts';

function translate(id: string, api: string | null, test: PropertyTest): unknown {
  return sourcesOf(id, api)[0]!.rows[0]!.queryNames[test.name]?.(test) ?? null;
}

const test = (name: string, op: PropertyTest['op'], value: unknown) => ({ name, op, value }) as PropertyTest;
const s2 = 'COPERNICUS/S2_SR_HARMONIZED';
const computer = 'https://planetarycomputer.microsoft.com/api/stac/v1';

describe("Earth Engine's property tests as Earth Search is asked", () => {
  it.each([
    [test('CLOUDY_PIXEL_PERCENTAGE', 'lt', 20), test('eo:cloud_cover', 'lt', 20)],
    [test('CLOUDY_PIXEL_PERCENTAGE', 'lt', '20'), null],
    [test('CLOUDY_PIXEL_PERCENTAGE', 'in', [1, 2]), test('eo:cloud_cover', 'in', [1, 2])],
    [test('CLOUDY_PIXEL_PERCENTAGE', 'in', [1, '2']), null],
    [test('NODATA_PIXEL_PERCENTAGE', 'lte', 5), test('s2:nodata_pixel_percentage', 'lte', 5)],
    [test('MGRS_TILE', 'eq', '13TFE'), test('grid:code', 'eq', 'MGRS-13TFE')],
    [test('MGRS_TILE', 'neq', '13TFE'), test('grid:code', 'neq', 'MGRS-13TFE')],
    [test('MGRS_TILE', 'in', ['13TFE', '13TFF']), test('grid:code', 'in', ['MGRS-13TFE', 'MGRS-13TFF'])],
    // The zone's zero may be there or not.
    [test('MGRS_TILE', 'eq', '05QKB'), test('grid:code', 'in', ['MGRS-05QKB', 'MGRS-5QKB'])],
    [test('MGRS_TILE', 'neq', '05QKB'), null],
    [test('MGRS_TILE', 'gt', '13TFE'), null],
    [test('SPACECRAFT_NAME', 'eq', 'Sentinel-2A'), test('platform', 'eq', 'sentinel-2a')],
    [test('SPACECRAFT_NAME', 'in', ['Sentinel-2A', 'other']), null],
    [test('PROCESSING_BASELINE', 'gte', '04.00'), test('s2:processing_baseline', 'gte', '04.00')],
    [test('PROCESSING_BASELINE', 'gte', 4), null],
    [test('PRODUCT_ID', 'eq', 'S2A_X'), test('s2:product_uri', 'in', ['S2A_X.SAFE', 'S2A_X'])],
    [test('SENSING_ORBIT_NUMBER', 'eq', 98), null],
    [test('system:index', 'eq', 'x'), null],
    [test('eo:cloud_cover', 'lt', 20), null],
  ])('%j → %j', (asked, expected) => {
    expect(translate(s2, null, asked)).toEqual(expected);
  });
});

describe("Earth Engine's property tests as the Planetary Computer is asked", () => {
  it.each([
    [test('MGRS_TILE', 'eq', '13TFE'), test('s2:mgrs_tile', 'eq', '13TFE')],
    [test('SPACECRAFT_NAME', 'eq', 'Sentinel-2A'), test('platform', 'eq', 'Sentinel-2A')],
    [test('SENSING_ORBIT_NUMBER', 'eq', 98), test('sat:relative_orbit', 'eq', 98)],
    [test('SENSING_ORBIT_DIRECTION', 'eq', 'DESCENDING'), test('sat:orbit_state', 'eq', 'descending')],
    [test('SENSING_ORBIT_DIRECTION', 'eq', 'descending'), null],
    [test('MEAN_SOLAR_ZENITH_ANGLE', 'lt', 70), test('s2:mean_solar_zenith', 'lt', 70)],
  ])('of Sentinel-2: %j → %j', (asked, expected) => {
    expect(translate(s2, computer, asked)).toEqual(expected);
  });

  it.each([
    [test('CLOUD_COVER', 'lt', 20), test('eo:cloud_cover', 'lt', 20)],
    [test('WRS_PATH', 'eq', 33), test('landsat:wrs_path', 'eq', '033')],
    [test('WRS_ROW', 'gte', 9), test('landsat:wrs_row', 'gte', '009')],
    [test('WRS_ROW', 'in', [32, 101]), test('landsat:wrs_row', 'in', ['032', '101'])],
    [test('WRS_PATH', 'eq', 33.5), null],
    [test('WRS_PATH', 'lt', 1000), null],
    [test('WRS_PATH', 'gt', -1), null],
    [test('SPACECRAFT_ID', 'eq', 'LANDSAT_8'), test('platform', 'eq', 'landsat-8')],
    [test('SUN_ELEVATION', 'gt', 30), test('view:sun_elevation', 'gt', 30)],
    [test('DATE_ACQUIRED', 'eq', '2020-07-01'), null],
  ])('of Landsat: %j → %j', (asked, expected) => {
    expect(translate('LANDSAT/LC08/C02/T1_L2', null, asked)).toEqual(expected);
  });
});
