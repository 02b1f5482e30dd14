import { describe, expect, it } from 'vitest';
import { readItem } from '../item/item.ts';
import {
  makeLandsatItem,
  makeOlderSentinel2Item,
  makePlanetaryComputerItem,
  makeSentinel2Item,
  makeSentinel2ItemOf11,
} from '../testing/make-item.ts';
import { knownSources } from './known-sources.ts';
import { datasetOf, datasetsServing, explainId, rowFor, sourcesOf } from './table.ts';

const read = (item: unknown) => readItem(item, 'https://host.test/items.json');
const harmonized = 'COPERNICUS/S2_SR_HARMONIZED';
const [v1, v2] = ['https://earth-search.aws.element84.com/v1', 'https://earth-search.aws.element84.com/v2'];
const computer = 'https://planetarycomputer.microsoft.com/api/stac/v1';
const mirror = 'http://127.0.0.1:8080/api';
const likeComputer = 'https://mirror.test/api/stac/v1';

describe('what is searched for an id', () => {
  it.each([
    [harmonized, null, v1, ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a']],
    [harmonized, `${v1}/`, v1, ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a']],
    [harmonized, v2, v2, ['sentinel-2-l2a']],
    [harmonized, computer, computer, ['sentinel-2-l2a']],
    [harmonized, `${mirror}//`, mirror, ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a']],
    [
      harmonized,
      'https://mirror.test/v1',
      'https://mirror.test/v1',
      ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a'],
    ],
    [harmonized, 'https://mirror.test/v2/', 'https://mirror.test/v2', ['sentinel-2-l2a']],
    [harmonized, likeComputer, likeComputer, ['sentinel-2-l2a']],
    ['LANDSAT/LC08/C02/T1_L2', likeComputer, likeComputer, ['landsat-c2-l2']],
    ['LANDSAT/LC08/C02/T1_L2', 'https://mirror.test/v1', 'https://mirror.test/v1', ['landsat-c2-l2']],
    ['COPERNICUS/S2_SR', null, v1, ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a']],
    ['LANDSAT/LC08/C02/T1_L2', null, computer, ['landsat-c2-l2']],
    ['LANDSAT/LC09/C02/T1_L2', mirror, mirror, ['landsat-c2-l2']],
  ])('%s at %s: %s %j', (id, api, root, collections) => {
    expect(sourcesOf(id, api)).toMatchObject([{ root, collections }]);
  });

  it.each([
    ['COPERNICUS/S2', null],
    ['LANDSAT/LC08/C02/T1_L2', v1],
    ['LANDSAT/LC08/C02/T1_L2', v2],
    ['toString', null],
  ])('is nothing for %s at %s', (id, api) => {
    expect(sourcesOf(id, api)).toEqual([]);
  });

  it('tells Landsat 8 from 9, and Tier 1 from 2, since one collection has them all', () => {
    expect(sourcesOf('LANDSAT/LC09/C02/T1_L2')[0]!.tests).toEqual([
      { name: 'platform', op: 'eq', value: 'landsat-9' },
      { name: 'landsat:collection_category', op: 'eq', value: 'T1' },
    ]);
    expect(sourcesOf(harmonized)[0]!.tests).toEqual([]);
  });

  it('has rows of the root alone, of the root with the same path, or of all layouts for a mirror', () => {
    const names = (api: string | null) => sourcesOf(harmonized, api)[0]!.rows.map(({ root }) => root);
    expect(names(null)).toEqual([v1, v1]);
    expect(names(computer)).toEqual([computer]);
    expect(names(likeComputer)).toEqual([computer]);
    expect(names(mirror)).toEqual([v1, v1, v2, computer, v1]);
  });

  it('first of all is the row that the demo stands in for', () => {
    expect(datasetsServing(harmonized)[0]).toMatchObject({ root: v1, collection: 'sentinel-2-c1-l2a' });
  });
});

describe('the row of an item', () => {
  const places = (item: unknown) => {
    const row = datasetOf(read(item));
    return row && `${row.earthEngineId} ${row.root} ${row.collection}`;
  };
  const from = (href: string) => ({ links: [{ rel: 'root', href }] });

  it.each([
    ['Collection 1', makeSentinel2Item(), `${harmonized} ${v1} sentinel-2-c1-l2a`],
    ['a root with a slash', makeSentinel2Item({}, from(`${v1}/`)), `${harmonized} ${v1} sentinel-2-c1-l2a`],
    [
      'a root in capitals',
      makeSentinel2Item({}, from(v1.replace('earth', 'EARTH'))),
      `${harmonized} ${v1} sentinel-2-c1-l2a`,
    ],
    ['the older copy', makeOlderSentinel2Item(), `${harmonized} ${v1} sentinel-2-l2a`],
    ['version 2', makeSentinel2ItemOf11(), `${harmonized} ${v2} sentinel-2-l2a`],
    ['the Planetary Computer', makePlanetaryComputerItem(), `${harmonized} ${computer} sentinel-2-l2a`],
    ['an unknown root', makeSentinel2Item({}, from(mirror)), undefined],
    ['a root that another begins with', makeSentinel2Item({}, from(`${v1}0`)), undefined],
    ['no root', makeSentinel2Item({}, { links: [] }), undefined],
    ['another collection', makeSentinel2Item({}, { collection: 'sentinel-2-l1c' }), undefined],
    ['a collection of several sensors', makeLandsatItem(), undefined],
  ])('is by root and collection: %s', (_name, item, expected) => {
    expect(places(item)).toBe(expected);
  });

  it('of a mirror is by collection, and by the names of assets before it', () => {
    const source = sourcesOf(harmonized, mirror)[0]!;
    const at = (item: Record<string, unknown>) => {
      const row = rowFor(read({ ...item, links: [] }), source)!;
      return [row.root, row.collection];
    };
    expect(at(makeSentinel2Item())).toEqual([v1, 'sentinel-2-c1-l2a']);
    expect(at(makeSentinel2Item({}, { collection: 'sentinel-2-pre-c1-l2a' }))).toEqual([
      v1,
      'sentinel-2-pre-c1-l2a',
    ]);
    expect(at({ ...makePlanetaryComputerItem(), collection: 'sentinel-2-c1-l2a' })[0]).toBe(computer);
    expect(at({ ...makePlanetaryComputerItem(), collection: 'mine' })[0]).toBe(computer);
    expect(at({ ...makeSentinel2Item(), collection: 'mine' })).toEqual([v1, 'sentinel-2-c1-l2a']);
  });

  it.each([
    ['another tier', { 'landsat:collection_category': 'T2' }, false],
    ['another satellite', { platform: 'landsat-8' }, false],
    ['no satellite', { platform: undefined }, false],
    ['the same', {}, true],
    ['the same in capitals', { platform: 'LANDSAT-9' }, true],
  ])('is none for %s', (_name, properties, belongs) => {
    const source = sourcesOf('LANDSAT/LC09/C02/T1_L2')[0]!;
    expect(rowFor(read(makeLandsatItem(properties)), source) !== null).toBe(belongs);
  });
});

describe('why an id has no source', () => {
  it.each([
    ['COPERNICUS/S2', null, 'Level-1C', 'COPERNICUS/S2_SR_HARMONIZED'],
    ['COPERNICUS/S2_HARMONIZED', null, 'Level-1C', 'COPERNICUS/S2_SR_HARMONIZED'],
    ['COPERNICUS/S2_CLOUD_PROBABILITY', null, 's2cloudless', 'MSK_CLDPRB'],
    ['GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED', null, 'Earth Engine alone', 'MSK_CLDPRB'],
    ['LANDSAT/LC08/C01/T1_SR', null, 'Collection 1', 'LANDSAT/LC08/C02/T1_L2'],
    ['LANDSAT/LC08/C02/T1_TOA', null, 'top-of-atmosphere', 'LANDSAT/LC08/C02/T1_L2'],
    ['LANDSAT/LC09/C02/T1', null, 'raw Landsat', 'LANDSAT/LC09/C02/T1_L2'],
    ['LANDSAT/LC08/C02/T2_L2', null, 'Tier 2', 'all tiers'],
    ['LANDSAT/LE07/C02/T1_L2', null, '8 and 9', 'all sensors'],
    ['LANDSAT/COMPOSITES/C02/T1_L2_32DAY', null, 'Earth Engine alone', 'LANDSAT/LC08/C02/T1_L2'],
    ['MODIS/061/MOD09A1', null, 'MODIS', 'modis-09A1-061'],
    ['MODIS/061/MOD13Q1', null, 'MODIS', 'modis-13Q1-061'],
    ['MODIS/006/MCD43A4', null, 'MODIS', 'https://'],
    ['LANDSAT/LC08/C02/T1_L2', v1, 'bills its readers', 'Planetary Computer'],
    [
      'copernicus/s2_sr_harmonized',
      null,
      'no collection has this id',
      'COPERNICUS/S2_SR_HARMONIZED is written so',
    ],
    ['NASA/SOMETHING', null, 'no source is known', 'COPERNICUS/S2_SR_HARMONIZED'],
    ['<img src=x onerror=alert(1)>', null, 'no source is known', 'https://'],
  ])('%s at %s: %s', (id, api, why, remedy) => {
    expect(sourcesOf(id, api)).toEqual([]);
    const error = explainId(id, api);
    expect(error).toMatchObject({ tag: 'unknown-collection', where: id });
    expect(error.message).toContain(why);
    expect(error.remedy).toContain(remedy);
    // A sentence without a stop, and sentences with one.
    expect(error.message).not.toMatch(/\.$/);
    expect(error.remedy).toMatch(/\.$/);
  });
});

describe('the sources to choose from', () => {
  it.each(knownSources)('$title is one that the table serves', ({ earthEngineId, root, address }) => {
    const [source] = sourcesOf(earthEngineId, root);
    expect(source!.root).toBe(root);
    if (address === undefined) return;
    const collection = address.slice(`${root}/collections/`.length);
    expect(source!.collections).not.toContain(collection);
    expect(
      datasetsServing(earthEngineId).some((row) => row.root === root && row.collection === collection),
    ).toBe(true);
  });
});
