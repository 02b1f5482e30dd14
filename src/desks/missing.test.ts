import { describe, expect, it } from 'vitest';
import { makeLayer, makeProgress } from '../ui/testing/fake-viewer.ts';
import { missingOf } from './missing.ts';

const failure = (scene: string, band: string) => ({ scene, band, sentence: 'It is gone.' });

describe('what a picture lacks', () => {
  it('is nothing where a layer is whole, hidden or without data', () => {
    for (const state of ['done', 'hidden', 'empty'] as const)
      expect(missingOf(makeLayer({ state }))).toBeNull();
  });

  it('is told as scenes, each once however many of its bands failed', () => {
    const failures = [failure('a', 'B4'), failure('a', 'B3'), failure('b', 'B4')];
    const layer = makeLayer({ state: 'incomplete', progress: makeProgress({ failures }) });
    expect(missingOf(layer)).toBe('incomplete: 2 scenes could not be read');
    expect(missingOf(makeLayer({ state: 'incomplete' }))).toContain('list of scenes');
  });

  it('is told of every other state that is not whole', () => {
    const progress = makeProgress({ tilesDone: 3, tilesWanted: 12 });
    expect(missingOf(makeLayer({ state: 'loading', progress }))).toBe(
      'incomplete: 3 of 12 tiles are composed',
    );
    expect(missingOf(makeLayer({ state: 'zoom-in' }))).toContain('closer view');
    expect(missingOf(makeLayer({ state: 'error', error: 'No memory.' }))).toContain('No memory.');
  });
});
