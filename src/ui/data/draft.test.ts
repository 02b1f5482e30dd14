import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allOf, type Choice } from '../../choice/choice.ts';
import { boxPlace } from '../../choice/place.ts';
import { choices } from '../../choice/testing/random-choices.ts';
import { makeFound, makeRows } from '../testing/fake-data.ts';
import { choiceOf, draftOf, type Draft } from './draft.ts';
import { hostOf, sourceIdOf, sourceOf } from './source-options.ts';
import { choiceWords, foundWords, placeWords } from './words.ts';

const sentinel2 = 'COPERNICUS/S2_SR_HARMONIZED';
const earthSearch = 'https://earth-search.aws.element84.com/v1';
const demo = draftOf(allOf(sentinel2));
const made = (part: Partial<Draft>) => choiceOf({ ...demo, ...part });

describe('a draft', () => {
  it.each([
    ['the demo', allOf(sentinel2)],
    ['Earth Search', allOf(sentinel2, earthSearch)],
    ['a mirror', allOf(sentinel2, 'https://mirror.example/stac')],
    ['a collection', allOf('https://host.example/collections/a')],
    ['files', allOf('local/1')],
    ['a season of some years', season('2019-01-01', '2025-01-01')],
    ['months between two days', season('2019-05-15', '2024-07-01')],
    [
      'all there is to choose',
      {
        ...allOf(sentinel2, earthSearch),
        place: boxPlace({ west: 5, south: 52, east: 6, north: 53 }),
        dates: { from: '2020-07-01', to: '2020-09-01' },
        cloud: 20,
        orbit: '98',
        sensor: 'Sentinel-2A',
        where: [
          { name: 'eo:cloud_cover', op: 'gte', value: 1 },
          { name: 'x', op: 'in', value: ['a', 2] },
        ],
        without: ['a'],
        limit: 50,
      } satisfies Choice,
    ],
  ] as const)('gives back the choice it was made from: %s', (_, choice) => {
    expect(choiceOf(draftOf(choice))).toEqual({ choice, faults: null });
  });

  it('is of any choice, and reads as one or says what is wrong', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const { choice: again, faults } = choiceOf(draftOf(choice));
        expect((again === null) !== (faults === null)).toBe(true);
      }),
      { seed: 98, numRuns: 300 },
    );
  });

  it('counts the last day in, which a choice leaves out', () => {
    expect(made({ time: 'dates', from: '2020-07-01', to: '2020-08-31' }).choice?.dates).toEqual({
      from: '2020-07-01',
      to: '2020-09-01',
    });
  });

  it('takes a season of all years, of one, and over the new year', () => {
    const winter = { time: 'season', firstMonth: 12, lastMonth: 2 } as const;
    expect(made(winter).choice).toMatchObject({ dates: null, months: { first: 12, last: 2 } });
    expect(made({ ...winter, firstYear: '2020' }).choice?.dates).toEqual({
      from: '2020-01-01',
      to: '2021-01-01',
    });
  });

  it.each<[string, Partial<Draft>, string, RegExp]>([
    ['no address', { source: 'address' }, 'source', /no web address/],
    ['half an address', { source: 'address', address: 'host.example' }, 'source', /https:/],
    ['no files', { source: 'files' }, 'source', /no files are open/],
    ['no day', { time: 'dates', from: '', to: '2020-01-01' }, 'time', /no day/],
    ['days in the wrong order', { time: 'dates', from: '2020-02-01', to: '2020-01-01' }, 'time', /before/],
    ['no year', { time: 'season', firstYear: '19' }, 'time', /four digits/],
    ['an orbit that is none', { orbit: 'up' }, 'orbit', /ascending/],
    ['a number of scenes that is none', { limit: 'many' }, 'limit', /whole number/],
    [
      'a condition without a value',
      { conditions: [{ name: 'a', sign: '<', value: '' }] },
      'condition-0',
      /condition/,
    ],
  ])('says beside the field what is wrong: %s', (_, part, field, sentence) => {
    const { choice, faults } = made(part);
    expect(choice).toBeNull();
    expect(faults).toEqual({ [field]: expect.stringMatching(sentence) });
  });

  it('asks Landsat for paths alone', () => {
    const landsat = draftOf(allOf('LANDSAT/LC09/C02/T1_L2'));
    expect(choiceOf({ ...landsat, orbit: 'descending' }).faults?.orbit).toMatch(/number of a path/);
    expect(choiceOf({ ...landsat, orbit: '33' }).choice?.orbit).toBe('33');
  });
});

describe('a source', () => {
  it.each([
    [sentinel2, null, 'Demo (synthetic)', null],
    [sentinel2, earthSearch, 'Sentinel-2 L2A, Collection 1 (Earth Search)', 'earth-search.aws.element84.com'],
    [
      'LANDSAT/LC08/C02/T1_L2',
      null,
      'Landsat 8 Collection 2 Level-2 (Planetary Computer)',
      'planetarycomputer.microsoft.com',
    ],
    ['https://host.example/items.json', null, 'A STAC address…', 'host.example'],
    ['local/1', null, 'Files on this computer…', null],
  ])('is known by %s at %s, and says which host is asked', (collection, api, title, host) => {
    expect(sourceOf(sourceIdOf({ collection, api })).title).toBe(title);
    expect(hostOf({ collection, api })).toBe(host);
  });
});

describe('the words', () => {
  it.each([
    [{ type: 'Point' as const, coordinates: [-103.19, 40.14] }, '40.14° N, 103.19° W'],
    [boxPlace({ west: 5, south: 52, east: 6, north: 53 }), '52° to 53° N, 5° to 6° E'],
    [boxPlace({ west: 179, south: -1, east: -179, north: 1 }), '1° S to 1° N, 179° E to 179° W'],
    [
      { type: 'Polygon' as const, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }, // prettier-ignore
      'an outline of 3 corners',
    ],
  ])('tell a place as it was read', (place, words) => expect(placeWords(place)).toBe(words));

  it('tell what narrows a choice', () => {
    const choice = {
      ...season('2019-01-01', '2025-01-01'),
      cloud: 20,
      orbit: '98',
      without: ['a', 'b'],
    };
    expect(choiceWords(choice)).toEqual([
      'June to August of 2019 to 2024',
      'at most 20 % cloud',
      'orbit 98',
      '2 left out by hand',
    ]);
    expect(choiceWords(season('2019-05-15', '2019-07-01'))).toEqual([
      'June to August, 2019-05-15 to 2019-06-30',
    ]);
  });

  it('tell what was found and what it takes', () => {
    expect(foundWords(makeFound({ cutFrom: 1204 }))).toEqual([
      '62 scenes in 31 acquisitions, 2020-07-01 – 2020-12-01',
      'The first 62 of 1,204, shared out over the view',
      'About 38 MB to read for this view, 212 MiB of graphics memory',
      'More is found as the map moves',
    ]);
    expect(
      foundWords(makeFound({ scenes: makeRows(1), acquisitions: 1, estimate: null, followsMap: false })),
    ).toEqual(['1 scene, 2020-07-01', 'Nothing is drawn in this view: zoom in']);
    expect(foundWords(makeFound({ elsewhere: true }))[1]).toBe(
      'About 38 MB to read for the view there, 212 MiB of graphics memory',
    );
    expect(foundWords(makeFound({ scenes: [] }))[0]).toMatch(/^No scene matches: widen/);
    const rejected = [{ id: 'a', sentence: 'It has no datetime.' }];
    expect(foundWords(makeFound({ scenes: [], rejected }))).toEqual(['No scene matches that can be used']);
  });
});

function season(from: string, to: string): Choice {
  return { ...allOf(sentinel2), dates: { from, to }, months: { first: 6, last: 8 } };
}
