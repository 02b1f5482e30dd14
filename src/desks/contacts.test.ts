import { describe, expect, it } from 'vitest';
import { contactsOf } from './contacts.ts';

const page = { hostname: 'bestpixel.example' };
const named = (collection: string, api: string | null = null) => ({
  choice: { collection, api },
  rewrites: [],
});

describe('the hosts that a link speaks to', () => {
  it.each([
    ['the demo', 'COPERNICUS/S2_SR_HARMONIZED', null, []],
    ['the demo by its name', 'demo', null, []],
    ['opened files', 'local/1', null, []],
    ['a document of this host', 'data/items.json', null, []],
    ['a document of this host, written whole', 'https://bestpixel.example/items.json', null, []],
    ['a document elsewhere', 'https://a.example:8443/items.json', null, ['a.example']],
    [
      'an API instead of the demo',
      'COPERNICUS/S2_SR_HARMONIZED',
      'https://stac.example/v1',
      ['stac.example'],
    ],
    ['a dataset that the demo has not', 'LANDSAT/LC08/C02/T1_L2', null, ['planetarycomputer.microsoft.com']],
  ])('%s', (_, collection, api, hosts) => {
    expect(contactsOf(named(collection, api), page)).toEqual(hosts);
  });

  it('are those that it reads at instead, too, each once', () => {
    const rewrites = ['https://m.example/a/', 'https://m.example/b/'].map((to) => ({
      from: 'https://x.example/',
      to,
    }));
    const hosts = contactsOf({ ...named('https://a.example/i.json'), rewrites }, page);
    expect(hosts).toEqual(['a.example', 'm.example']);
  });

  it('are those where it is read, and not those where it is read no longer', () => {
    const rewrites = [{ from: 'https://a.example/', to: 'https://bestpixel.example/a/' }];
    expect(contactsOf({ ...named('https://a.example/i.json'), rewrites }, page)).toEqual([]);
    expect(contactsOf({ ...named('demo', 'https://a.example/v1'), rewrites }, page)).toEqual([]);
  });

  it('are those of a script of the gallery that runs at once', () => {
    const of = (example: string) => contactsOf({ choice: null, rewrites: [], example }, page);
    expect(of('least-cloud')).toEqual([]);
    expect(of('bit-masks')).toEqual(['planetarycomputer.microsoft.com']);
    expect(of('landsat')).toEqual(['planetarycomputer.microsoft.com']);
    expect(of('none such')).toEqual([]);
  });
});
