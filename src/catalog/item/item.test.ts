import { describe, expect, it } from 'vitest';
import { eastward, widthOf } from '../../grid/longitude.ts';
import { readItem } from './item.ts';
import { makeAsset, makeItem } from '../testing/make-item.ts';

const url = 'https://host.test/data/items.json';

function read(fields: Readonly<Record<string, unknown>> = {}) {
  return readItem(makeItem(fields), url);
}

function readAsset(
  asset: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>> = {},
) {
  const item = read({
    properties: { datetime: '2020-07-01T00:00:00Z', ...properties },
    assets: { red: asset },
  });
  return item.readable.get('red')!;
}

describe('readItem', () => {
  it.each([
    ['2020-07-01T17:50:00Z', Date.UTC(2020, 6, 1, 17, 50)],
    ['2020-07-01T17:50:00.036999Z', Date.UTC(2020, 6, 1, 17, 50, 0, 36)],
    ['2020-07-01T19:50:00+02:00', Date.UTC(2020, 6, 1, 17, 50)],
    ['2020-07-01t17:50:00z', Date.UTC(2020, 6, 1, 17, 50)],
    ['2020-07-01T17:50:00.5', Date.UTC(2020, 6, 1, 17, 50, 0, 500)],
    ['2020-07-01', Date.UTC(2020, 6, 1)],
    ['2020-02-29T23:59:59-12:00', Date.UTC(2020, 2, 1, 11, 59, 59)],
  ])('reads the time %s', (datetime, ms) => {
    expect(read({ properties: { datetime } }).datetime).toBe(ms);
  });

  it('takes the start of a period where there is no datetime', () => {
    const properties = {
      datetime: null,
      start_datetime: '2020-07-01T00:00:00Z',
      end_datetime: '2020-08-01T00:00:00Z',
    };
    expect(read({ properties }).datetime).toBe(Date.UTC(2020, 6, 1));
  });

  it.each([
    ['no object', 'text', 'it is not a STAC Item'],
    ['a list', [], 'it is not a STAC Item'],
    ['no id', makeItem({ id: undefined }), 'its id is missing, empty or too long'],
    ['an empty id', makeItem({ id: '' }), 'its id is missing, empty or too long'],
    ['an endless id', makeItem({ id: 'x'.repeat(100_000) }), 'its id is missing, empty or too long'],
    ['another type', makeItem({ type: 'Collection' }), 'it is not a STAC Item (a GeoJSON Feature)'],
    ['no datetime', makeItem({ properties: { datetime: null } }), 'it has no datetime'],
    ['no properties', makeItem({ properties: null }), 'it has no datetime'],
    ['words for a datetime', makeItem({ properties: { datetime: 'last week' } }), 'its datetime is not one'],
    [
      'an impossible datetime',
      makeItem({ properties: { datetime: '2020-13-01T00:00:00Z' } }),
      'its datetime is not one',
    ],
    [
      '31 February',
      makeItem({ properties: { datetime: '2020-02-31T00:00:00Z' } }),
      'its datetime is not one',
    ],
    [
      '31 June in a zone',
      makeItem({ properties: { datetime: '2020-06-31T23:00:00+02:00' } }),
      'its datetime is not one',
    ],
    ['no assets', makeItem({ assets: undefined }), 'it lists no assets'],
  ])('names %s as bad STAC', (_name, item, message) => {
    expect(() => readItem(item, url)).toThrow(expect.objectContaining({ tag: 'bad-stac', message }));
  });

  it('takes its bounds from the outline, else from the bbox', () => {
    expect(read({ bbox: [0, 0, 1, 1] }).bounds).toEqual({ west: 10, south: 40, east: 11, north: 41 });
    expect(read({ geometry: null }).bounds).toEqual({ west: 10, south: 40, east: 11, north: 41 });
    expect(read({ geometry: null, bbox: undefined }).bounds).toBeNull();
  });
});

describe('an item across the antimeridian', () => {
  const box = (west: number, east: number) => [
    [
      [west, 50],
      [east, 50],
      [east, 51],
      [west, 51],
      [west, 50],
    ],
  ];

  it.each([
    ['stepping over it', { geometry: { type: 'Polygon', coordinates: box(179, -179) } }],
    ['written beyond 180', { geometry: { type: 'Polygon', coordinates: box(179, 181) } }],
    ['written beyond -180', { geometry: { type: 'Polygon', coordinates: box(-181, -179) } }],
    [
      'cut in two, as RFC 7946 asks',
      { geometry: { type: 'MultiPolygon', coordinates: [box(179, 180), box(-180, -179)] } },
    ],
    ['with a bbox from east to west', { geometry: null, bbox: [179, 50, -179, 51] }],
    ['with a bbox that has heights', { geometry: null, bbox: [179, 50, 0, -179, 51, 9] }],
  ])('covers two degrees, %s', (_name, fields) => {
    const { west, south, east, north } = read(fields).bounds!;
    expect([eastward(180, west), eastward(180, east), south, north]).toEqual([359, 1, 50, 51]);
    expect(widthOf({ west, south, east, north })).toBe(2);
  });
});

describe('addresses of assets', () => {
  const links = [{ rel: 'self', href: 'https://other.test/a/b/item.json' }];

  it.each([
    ['the document', [], 'x/red.tif', 'https://host.test/data/x/red.tif'],
    ['its self link', links, 'x/red.tif', 'https://other.test/a/b/x/red.tif'],
    [
      'a relative self link',
      [{ rel: 'self', href: 'sub/item.json' }],
      'red.tif',
      'https://host.test/data/sub/red.tif',
    ],
    [
      'the document, where its self link leads nowhere',
      [{ rel: 'self', href: 's3://b/k' }],
      'red.tif',
      'https://host.test/data/red.tif',
    ],
    [
      'nothing, where they are absolute',
      links,
      'http://third.test/red.tif?a=b',
      'http://third.test/red.tif?a=b',
    ],
  ])('are relative to %s', (_name, links, href, expected) => {
    const item = read({ links, assets: { red: makeAsset(href) } });
    expect(item.readable.get('red')!.href).toBe(expected);
  });

  it.each([
    'gs://bucket/red.tif',
    'javascript:alert(1)//.tif',
    'file:///red.tif',
    'data:image/tiff,',
    'ftp://a/red.tif',
  ])('are refused and named for %s', (href) => {
    const item = read({ assets: { red: makeAsset(href) } });
    expect(item.readable.size).toBe(0);
    expect(item.unreadable).toMatchObject([
      { tag: 'unsupported', message: expect.stringContaining('not readable in a browser') },
    ]);
  });
});

describe('which assets hold pixels', () => {
  it.each([
    ['a COG', makeAsset('a.tif'), true],
    ['a GeoTIFF by its old type', makeAsset('a', { type: 'image/vnd.stac.geotiff' }), true],
    ['a .TIF without a type', { href: 'a.TIF?sig=1' }, true],
    ['a .tif of no particular type', { href: 'a.tif', type: 'application/octet-stream' }, true],
    ['a picture', { href: 'a.jpg', type: 'image/jpeg' }, false],
    ['a JPEG 2000', makeAsset('a.jp2', { type: 'image/jp2' }), false],
    ['a text beside a TIFF', { href: 'a.tif.txt' }, false],
    ['an overview', makeAsset('a.tif', { roles: ['overview'] }), false],
    ['a thumbnail by its singular role', { href: 'a.tif', role: 'thumbnail' }, false],
    ['metadata', makeAsset('a.tif', { roles: ['metadata'] }), false],
    ['data that is also an overview', makeAsset('a.tif', { roles: ['data', 'overview'] }), true],
    ['no href', { type: 'image/tiff' }, false],
    ['no object', 'a.tif', false],
    ['null', null, false],
  ])('%s: %#', (_name, asset, expected) => {
    expect(read({ assets: { red: asset } }).readable.has('red')).toBe(expected);
  });
});

describe('what is declared of a band', () => {
  it.each([
    [
      'raster:bands (1.0)',
      { 'raster:bands': [{ nodata: 7, data_type: 'int16', scale: 2, offset: 3, unit: 'm' }] },
    ],
    [
      'bands (1.1)',
      { bands: [{ nodata: 7, data_type: 'int16', 'raster:scale': 2, 'raster:offset': 3, unit: 'm' }] },
    ],
    ['the asset (1.1)', { nodata: 7, data_type: 'int16', 'raster:scale': 2, 'raster:offset': 3, unit: 'm' }],
    [
      'a band before the asset',
      {
        nodata: 1,
        'raster:scale': 9,
        data_type: 'int16',
        'raster:offset': 3,
        unit: 'm',
        bands: [{ nodata: 7, 'raster:scale': 2 }],
      },
    ],
  ])('is read from %s', (_name, fields) => {
    expect(readAsset(makeAsset('a.tif', fields)).bands).toEqual([
      { name: undefined, nodata: 7, dtype: 'int16', scale: 2, offset: 3, unit: 'm' },
    ]);
  });

  it.each([
    ['nan', Number.NaN],
    ['NaN', Number.NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
    ['-9999', -9999],
    ['none', undefined],
    [null, undefined],
    [[0], undefined],
  ])('knows the nodata %j', (nodata, expected) => {
    expect(readAsset(makeAsset('a.tif', { 'raster:bands': [{ nodata }] })).bands[0]!.nodata).toBe(expected);
  });

  it('does not take a scale of 0, words, or numbers that overflow', () => {
    const huge = { 'raster:bands': [{ scale: 1e308, offset: -1e300 }] };
    expect(readAsset(makeAsset('a.tif', huge)).bands[0]).toMatchObject({
      scale: undefined,
      offset: undefined,
    });
    const fields = { 'raster:bands': [{ scale: 0, offset: 'much', data_type: 'constructor' }] };
    expect(readAsset(makeAsset('a.tif', fields)).bands[0]).toMatchObject({
      scale: undefined,
      offset: undefined,
      dtype: undefined,
    });
  });
});

describe('the CRS of an asset', () => {
  it.each([
    ['its own code', { 'proj:code': 'EPSG:3031' }, { 'proj:code': 'EPSG:32613' }, 'EPSG:3031'],
    ['its own number', { 'proj:epsg': 3031 }, { 'proj:code': 'EPSG:32613' }, 'EPSG:3031'],
    ["the item's code", {}, { 'proj:code': 'EPSG:32613' }, 'EPSG:32613'],
    ["the item's number", {}, { 'proj:epsg': 32613 }, 'EPSG:32613'],
    ['WKT where the code is null', { 'proj:epsg': null, 'proj:wkt2': 'PROJCRS[…]' }, {}, 'PROJCRS[…]'],
    ['PROJJSON', { 'proj:projjson': { type: 'ProjectedCRS' } }, {}, '{"type":"ProjectedCRS"}'],
    ['nothing', { 'proj:epsg': 'x', 'proj:projjson': [] }, {}, undefined],
  ])('is %s', (_name, asset, properties, expected) => {
    expect(readAsset(makeAsset('a.tif', asset), properties).crs).toBe(expected);
  });
});
