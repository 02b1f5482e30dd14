import { describe, expect, it } from 'vitest';
import { fakeViewer, firstLayers, makeCollection, makeLayer, makeProgress } from './testing/fake-viewer.ts';
import {
  dateRange,
  failedReads,
  layerLine,
  megabytes,
  mebibytes,
  progressOf,
  sentence,
  storyOf,
} from './words.ts';

describe('a sentence', () => {
  it('begins with a capital, unless it begins with a name', () => {
    const messages = [
      'the host is away.',
      "'red' is no band.",
      'ee.Image: no band.',
      'b4.tif is cut short.',
      'Done.',
      '',
    ];
    expect(messages.map(sentence)).toEqual(['The host is away.', ...messages.slice(1)]);
  });
});

describe('the line of a layer', () => {
  it.each([
    ['loading', 'Best', { scenesDone: 18, tilesDone: 9 }, '18/24 scenes · 9/12 tiles'],
    ['done', 'Best', {}, '24 scenes · 12 tiles'],
    ['incomplete', 'Best', { scenesDone: 22 }, 'Incomplete · 22/24 scenes · 12 tiles'],
    ['done', 'Best', { scenesDone: 1, scenesWanted: 1, tilesDone: 1, tilesWanted: 1 }, '1 scene · 1 tile'],
    ['zoom-in', 'Best', {}, 'Zoom in to draw this layer'],
    ['empty', 'Best', {}, 'No data in this view'],
    ['hidden', 'Best', {}, 'Hidden: reads nothing'],
  ] as const)('says for %s what is done of what is wanted', (state, name, progress, line) => {
    expect(layerLine(makeLayer({ name, state, progress: makeProgress(progress) }))).toBe(line);
  });

  it('passes the sentence of an error on', () => {
    expect(layerLine(makeLayer({ state: 'error', error: 'the band is not there (B9)' }))).toBe(
      'the band is not there (B9)',
    );
  });

  it('counts scenes as much as tiles, and nothing wanted as nothing done', () => {
    const nothing = { scenesDone: 0, scenesWanted: 0, tilesDone: 0, tilesWanted: 0 };
    expect(progressOf(makeLayer({ progress: makeProgress({ scenesDone: 12, tilesDone: 0 }) }))).toBe(0.25);
    expect(progressOf(makeLayer({ progress: makeProgress(nothing) }))).toBe(0);
  });
});

describe('the story of the picture', () => {
  it('tells scenes, pictures, dates, bytes and time', () => {
    expect(storyOf(fakeViewer()).join(' · ')).toBe(
      '24 scenes → 1 picture · 9 dates used · 14 MB · 1.1 s · nothing uploaded',
    );
  });

  it('has as many parts while reading as when done, so that nothing jumps', () => {
    const reading = fakeViewer({ status: { loading: true, seconds: null, restoring: false } });
    expect(storyOf(reading)).toHaveLength(storyOf(fakeViewer()).length);
    expect(storyOf(reading)).toContain('reading…');
  });

  it('says of lost graphics that the picture is coming back, and nothing else', () => {
    expect(storyOf(fakeViewer({ status: { loading: true, seconds: 2, restoring: true } }))).toEqual([
      'Restoring the picture…',
    ]);
  });

  it('claims no picture where no layer is shown', () => {
    const layers = firstLayers().filter(({ shown }) => !shown);
    expect(storyOf(fakeViewer({ layers }))[0]).toBe('24 scenes, no layer shown');
  });
});

describe('failed reads', () => {
  const failure = { scene: 'a', band: 'cloud', sentence: 'It is cut short.' };
  const failing = (shown: boolean) => makeLayer({ shown, progress: makeProgress({ failures: [failure] }) });

  it('count in shown layers alone', () => {
    expect(failedReads(fakeViewer({ layers: [failing(true), failing(true), failing(false)] }))).toBe(
      '2 failed reads',
    );
    expect(failedReads(fakeViewer({ layers: [failing(false)] }))).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    [0, '0 kB'],
    [840_200, '840 kB'],
    [1_440_000, '1.4 MB'],
    [9_960_000, '10 MB'],
    [14_200_000, '14 MB'],
    [3_140_000_000, '3.1 GB'],
  ])('%i bytes are %s', (bytes, text) => expect(megabytes(bytes)).toBe(text));

  it('tells graphics memory in the unit of its budget', () => {
    expect(mebibytes(96.4 * 2 ** 20)).toBe('96');
  });

  it('tells days in UTC, one day once, and no day not at all', () => {
    expect(dateRange(makeCollection())).toBe('2020-07-01 – 2020-08-31');
    const late = Date.parse('2020-07-01T23:59:59Z');
    expect(dateRange({ from: late, to: late })).toBe('2020-07-01');
    expect(dateRange({ from: null, to: null })).toBeNull();
  });
});
