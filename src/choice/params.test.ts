import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressWith, readAddress } from './address.ts';
import { allOf, type Choice } from './choice.ts';
import { fromParams, toParams } from './params.ts';
import { boxPlace } from './place.ts';
import { choices } from './testing/random-choices.ts';

const seed = 20200701;

const summer: Choice = {
  ...allOf('COPERNICUS/S2_SR_HARMONIZED', 'https://earth-search.aws.element84.com/v1'),
  place: { type: 'Point', coordinates: [-103.19, 40.14] },
  dates: { from: '2020-07-01', to: '2020-09-01' },
  months: { first: 6, last: 8 },
  cloud: 20,
  orbit: 'descending',
  sensor: 'Sentinel-2A',
  where: [
    { name: 'MGRS_TILE', op: 'eq', value: '13TFE' },
    { name: 'PROCESSING_BASELINE', op: 'in', value: ['05.00', '05.09'] },
    { name: 'NODATA_PIXEL_PERCENTAGE', op: 'lte', value: 0.5 },
  ],
  without: ['20200701T174911_20200701T175626_T13TFE', 'b'],
  limit: 100,
};

/** What MapLibre's `hash: 'map'` makes of a page's hash on each move, and the browser of that. */
function moved(hash: string, place: string): string {
  const params = new URLSearchParams(hash.replace('#', ''));
  params.set('map', place);
  const next = `#${decodeURIComponent(params.toString()).replace(/=&/g, '&').replace(/=$/g, '')}`;
  const { href } = new URL(`https://host.example/app/${hash}`);
  return new URL(href.replace(/(#.*)?$/, next)).hash;
}

describe('the parameters of a choice', () => {
  it('are words that a person can read and write', () => {
    expect([...toParams(summer)]).toEqual([
      ['collection', 'COPERNICUS/S2_SR_HARMONIZED'],
      ['catalog', 'https://earth-search.aws.element84.com/v1'],
      ['place', '-103.19,40.14'],
      ['dates', '2020-07-01/2020-09-01'],
      ['months', '6-8'],
      ['cloud', '20'],
      ['orbit', 'descending'],
      ['sensor', 'Sentinel-2A'],
      ['where', 'MGRS_TILE=13TFE'],
      ['where', 'PROCESSING_BASELINE=["05.00","05.09"]'],
      ['where', 'NODATA_PIXEL_PERCENTAGE<=0.5'],
      ['without', '20200701T174911_20200701T175626_T13TFE,b'],
      ['limit', '100'],
    ]);
  });

  it('leave out what is left open', () => {
    expect([...toParams(allOf('LANDSAT/LC08/C02/T1_L2'))]).toEqual([
      ['collection', 'LANDSAT/LC08/C02/T1_L2'],
    ]);
  });

  it('give the choice back', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        expect(fromParams(new URLSearchParams(toParams(choice).toString()))).toEqual(choice);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('are none where the address names none', () => {
    expect(fromParams(new URLSearchParams('map=3/40/-103&utm_source=mail'))).toBeNull();
  });

  it('choose from Sentinel-2 where they do not say from what', () => {
    expect(fromParams(new URLSearchParams('catalog=https://mirror.example/stac/'))).toEqual(
      allOf('COPERNICUS/S2_SR_HARMONIZED', 'https://mirror.example/stac'),
    );
  });

  it.each([
    ['place=5,52,6,53', { place: boxPlace({ west: 5, south: 52, east: 6, north: 53 }) }],
    ['place=179,-20,-179,-18', { place: boxPlace({ west: 179, south: -20, east: -179, north: -18 }) }],
    [
      'place=0,0;1,0;1,1',
      {
        place: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        },
      },
    ],
    ['months=12-2', { months: { first: 12, last: 2 } }],
    ['months=7', { months: { first: 7, last: 7 } }],
    ['orbit=98', { orbit: '98' }],
    ['where=eo:cloud_cover%3C20', { where: [{ name: 'eo:cloud_cover', op: 'lt', value: 20 }] }],
    ['where=a%3E%3D1&where=b!=x', { where: [{ name: 'a', op: 'gte', value: 1 }, expect.anything()] }],
    ['where=code=%2220%22', { where: [{ name: 'code', op: 'eq', value: '20' }] }],
    ['without=a,b&without=c', { without: ['a', 'b', 'c'] }],
    ['collection=https://host.example/~user/items.json', {}],
  ])('are read: %s', (query, part) => {
    expect(fromParams(new URLSearchParams(query))).toMatchObject(part);
  });

  it.each([
    ['collection=', 'collection'],
    [`collection=${'x'.repeat(1001)}`, 'collection'],
    [`sensor=${'x'.repeat(1001)}`, 'sensor'],
    ['catalog=mirror.example', 'catalog'],
    ['catalog=javascript:alert(1)', 'catalog'],
    ['place=40.14', 'place'],
    ['place=40.14,-103.19', 'place'],
    ['place=5,53,6,52', 'place'],
    ['place=0,0;1,1', 'place'],
    ['place=here', 'place'],
    ['dates=2020-07-01', 'dates'],
    ['dates=2020-02-30/2020-09-01', 'dates'],
    ['dates=2020-09-01/2020-09-01', 'dates'],
    ['months=0-3', 'months'],
    ['months=6-13', 'months'],
    ['cloud=120', 'cloud'],
    ['cloud=', 'cloud'],
    ['orbit=sideways', 'orbit'],
    ['where=cloudy', 'where'],
    ['where=a=[1', 'where'],
    ['where=a%3C[1]', 'where'],
    ['limit=0', 'limit'],
    ['limit=2.5', 'limit'],
  ])('are named where they are wrong: %s', (query, key) => {
    expect(() => fromParams(new URLSearchParams(query))).toThrow(
      expect.objectContaining({ tag: 'bad-input', where: `'${key}' in the address` }),
    );
  });

  it('are a choice or a named error, whatever they are', () => {
    const wild = fc.array(
      fc.tuple(
        fc.constantFrom('place', 'dates', 'months', 'cloud', 'orbit', 'where', 'without', 'limit', 'catalog'),
        fc.string({ unit: fc.constantFrom(...'0123456789-,;!*/.=<>"[]aEN~27 ') }),
      ),
    );
    fc.assert(
      fc.property(wild, (pairs) => {
        const params = new URLSearchParams(pairs);
        try {
          const choice = fromParams(params);
          if (choice) expect(fromParams(toParams(choice))).toEqual(choice);
        } catch (error) {
          expect(error).toMatchObject({ tag: 'bad-input', where: expect.stringContaining('in the address') });
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});

/** A hash with these named in it. */
const hashWith = (hash: string, data: Parameters<typeof addressWith>[1]['data']): string =>
  addressWith({ hash, search: '' }, { data: data! });

describe('an address', () => {
  const rewrites = [
    { from: 'https://a.example/x', to: 'https://proxy.example/?url=https://a.example/x&k=1%2B1' },
    { from: 'https://', to: 'https://all.example/' },
  ];

  it('keeps what is not about data where it is', () => {
    const hash = hashWith('#map=3/40.1/-103.2&theme=dark&cloud=90', {
      choice: allOf('local/1'),
      rewrites: [],
    });
    expect(hash).toBe('#map=3/40.1/-103.2&theme=dark&collection=local/1');
  });

  it('keeps parameters that are somebody else’s, in its query string too, as they were written', () => {
    const address = {
      search: '?utm_source=a%2Bb&flag&cloud=10&rule=x',
      hash: '#section&map=3/40/-103&to=50%25',
    };
    expect(addressWith(address, { data: { choice: allOf('local/1'), rewrites: [] } })).toBe(
      '?utm_source=a%2Bb&flag&rule=x#section&map=3/40/-103&to=50%25&collection=local/1',
    );
    expect(addressWith(address, { rule: null })).toBe(
      '?utm_source=a%2Bb&flag&cloud=10#section&map=3/40/-103&to=50%25',
    );
    const compare = { left: ['a'], right: ['b'], position: 0.5 };
    expect(addressWith({ search: '?compare=0.1,x,,y&k', hash: '' }, { compare })).toBe('?k#compare=0.5,a,,b');
    expect(addressWith({ search: '?cloud=10', hash: '' }, { data: { choice: null, rewrites: [] } })).toBe('');
  });

  it('counts by its hash alone where that names anything, else by its query string', () => {
    const search = '?cloud=10&place=1,2';
    expect(readAddress({ hash: '#map=1/2/3&cloud=20', search }).choice).toMatchObject({
      cloud: 20,
      place: null,
    });
    expect(readAddress({ hash: '#map=1/2/3', search }).choice).toMatchObject({
      cloud: 10,
      place: { type: 'Point', coordinates: [1, 2] },
    });
    expect(readAddress({ hash: '', search: '' })).toEqual({ choice: null, rewrites: [] });
  });

  it('holds rewritings of addresses, and refuses those that are none', () => {
    const hash = hashWith('', { choice: null, rewrites });
    expect(readAddress({ hash, search: '' })).toEqual({ choice: null, rewrites });
    for (const bad of ['rewrite=https://a.example', 'rewrite=a%3Eb', 'rewrite=https://a/%3Efile:///etc'])
      expect(() => readAddress({ hash: `#${bad}`, search: '' })).toThrow(
        expect.objectContaining({ tag: 'bad-input', where: "'rewrite' in the address" }),
      );
  });

  it('names the same however often MapLibre writes its own part again', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        let hash = hashWith('#map=3/40/-103', { choice, rewrites });
        for (const place of ['4/41/-103', '5/42/-100/20', '6/43/-99']) hash = moved(hash, place);
        expect(readAddress({ hash, search: '' })).toEqual({ choice, rewrites });
        expect(new URLSearchParams(hash.slice(1)).get('map')).toBe('6/43/-99');
      }),
      { seed, numRuns: 500 },
    );
  });
});
