import { describe, expect, it } from 'vitest';
import {
  makeItem,
  makeLandsatItem,
  makePlanetaryComputerItem,
  makeSentinel2Item,
} from '../testing/make-item.ts';
import { acquisitionOfItem, editionOfItem } from './acquisition.ts';
import { readItem } from './item.ts';

const read = (item: unknown) => readItem(item, 'https://host.test/items.json');
const plain = (properties: Readonly<Record<string, unknown>>) =>
  read(makeItem({ properties: { datetime: '2020-07-01T17:50:00.9Z', ...properties } }));

describe('the acquisition of an item', () => {
  it('is the datatake of Sentinel-2, whatever the tile and the catalog', () => {
    const datatake = 'S2A_20200704T173911';
    expect(acquisitionOfItem(read(makeSentinel2Item()))).toBe(datatake);
    const neighbour = {
      'grid:code': 'MGRS-13TFF',
      datetime: '2020-07-04T17:52:48Z',
      's2:product_uri': 'S2A_MSIL2A_20200704T173911_N0510_R098_T13TFF_20240423T004950.SAFE',
    };
    expect(acquisitionOfItem(read(makeSentinel2Item(neighbour)))).toBe(datatake);
    const bare = { 's2:product_uri': undefined, 's2:datatake_id': 'GS2A_20200704T173911_026291_N05.10' };
    expect(acquisitionOfItem(read(makeSentinel2Item(bare)))).toBe(datatake);
    expect(acquisitionOfItem(read(makePlanetaryComputerItem()))).toBe('S2B_20240825T173909');
  });

  it('is the pass of Landsat: platform, path and day', () => {
    expect(acquisitionOfItem(read(makeLandsatItem()))).toBe('landsat-9_084_2025-07-22');
    const numbers = { 'landsat:wrs_path': 84, 'landsat:wrs_row': 70 };
    expect(acquisitionOfItem(read(makeLandsatItem(numbers)))).toBe('landsat-9_084_2025-07-22');
  });

  it.each([
    [
      'the second, where there are tiles',
      { platform: 'X-1', 'grid:code': 'CDEM-1' },
      'x-1_2020-07-01T17:50:00',
    ],
    ['its own, where there are none', { platform: 'X-1' }, undefined],
    ['its own, where no platform is told', { 'grid:code': 'CDEM-1' }, undefined],
    [
      'its own, where all is rubbish',
      { platform: {}, 'landsat:wrs_path': [], 's2:product_uri': 7 },
      undefined,
    ],
  ])('of others is %s', (_name, properties, expected) => {
    expect(acquisitionOfItem(plain(properties))).toBe(expected);
  });
});

describe('the edition of an item', () => {
  it('of Sentinel-2 has level, tile, baseline, time of making and datastrip', () => {
    expect(editionOfItem(read(makeSentinel2Item()))).toEqual({
      product: 'Sentinel-2 L2A',
      tile: '13TFE',
      baseline: 5.1,
      generated: Date.UTC(2024, 3, 23, 0, 49, 50),
      strip: Date.UTC(2020, 6, 4, 17, 49, 11),
    });
  });

  it.each([
    [{ 's2:generation_time': '2024-05-01T00:00:00Z' }, { generated: Date.UTC(2024, 4, 1) }],
    [{ 's2:generation_time': 'soon' }, { generated: Date.UTC(2024, 3, 23, 0, 49, 50) }],
    [{ 's2:processing_baseline': '02.14' }, { baseline: 2.14 }],
    [{ 's2:processing_baseline': 5.1 }, { baseline: null }],
    [{ 's2:datastrip_id': undefined }, { strip: null }],
    [{ 's2:datastrip_id': '_S20201399T999999_' }, { strip: null }],
    [
      { 's2:product_uri': 'S2A_MSIL1C_20200704T173911_N0510_R098_T13TFE_20240423T004950.SAFE' },
      { product: 'Sentinel-2 L1C' },
    ],
  ])('takes from %j: %j', (properties, expected) => {
    expect(editionOfItem(read(makeSentinel2Item(properties)))).toMatchObject(expected);
  });

  it('of Landsat has path and row, and when it was made', () => {
    const landsat = { product: 'Landsat L2', tile: '084069', baseline: null, strip: null };
    expect(editionOfItem(read(makeLandsatItem()))).toEqual({
      ...landsat,
      generated: Date.UTC(2025, 6, 30, 9, 24, 29, 698),
    });
    const told = { 'landsat:product_generated': '2025-07-25T16:22:27Z' };
    expect(editionOfItem(read(makeLandsatItem(told)))).toMatchObject({
      generated: Date.UTC(2025, 6, 25, 16, 22, 27),
    });
  });

  it('is not told by others, nor without a tile', () => {
    expect(editionOfItem(plain({ platform: 'X-1', 'grid:code': 'MGRS-13TFE' }))).toBeUndefined();
    expect(editionOfItem(read(makeSentinel2Item({ 'grid:code': undefined })))).toBeUndefined();
    expect(editionOfItem(read(makeLandsatItem({ 'landsat:wrs_row': undefined })))).toBeUndefined();
  });
});
