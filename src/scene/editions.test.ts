import type { Polygon } from 'geojson';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctAcquisitions, newestEditions } from './editions.ts';
import type { Edition, Scene } from './scene.ts';
import { makeScene } from './testing/make.ts';

function box(west: number, south: number, width = 1, height = 1): Polygon {
  const [east, north] = [west + width, south + height];
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

function make(id: string, edition: Partial<Edition> = {}, fields: Partial<Scene> = {}): Scene {
  return makeScene({
    id,
    acquisition: 'S2A_20200704T173911',
    edition: { product: 'L2A', tile: '13TFE', baseline: 5.1, generated: 1000, strip: null, ...edition },
    ...fields,
  });
}

function split(...scenes: readonly Scene[]): { kept: string[]; old: string[] } {
  const { scenes: kept, superseded } = newestEditions(scenes);
  return { kept: kept.map(({ id }) => id), old: superseded.map(({ id }) => id) };
}

describe('of one acquisition and tile', () => {
  it('the newest baseline stays, even if it was made earlier', () => {
    const old = make('old', { baseline: 2.14, generated: 9000 });
    expect(split(old, make('new'))).toEqual({ kept: ['new'], old: ['old'] });
    expect(split(make('new'), old)).toEqual({ kept: ['new'], old: ['old'] });
  });

  it('the one made last stays, of one baseline', () => {
    expect(split(make('b', { generated: 2000 }), make('a', { generated: 3000 }))).toEqual({
      kept: ['a'],
      old: ['b'],
    });
  });

  it('one that tells nothing yields to one that does', () => {
    expect(split(make('a'), make('b', { baseline: null }), make('c', { generated: null })).kept).toEqual([
      'a',
    ]);
  });

  it('the id decides where nothing else does, in whatever order they come', () => {
    expect(split(make('a'), make('b')).kept).toEqual(['b']);
    expect(split(make('b'), make('a')).kept).toEqual(['b']);
  });

  it('levels are different data', () => {
    expect(split(make('a'), make('b', { product: 'L1C' })).old).toEqual([]);
  });
});

describe('scenes that are no editions of each other', () => {
  it.each([
    ['other tiles', make('b', { tile: '13TFF' })],
    ['other acquisitions', make('b', {}, { acquisition: 'S2B_20200704T173911' })],
    ['without edition', make('b', {}, { edition: undefined })],
  ])('all stay: %s', (_name, other) => {
    expect(split(make('a'), other)).toEqual({ kept: ['a', 'b'], old: [] });
  });

  it('stay as they came, for want of an edition', () => {
    const same = { acquisition: 'same' };
    const scenes = [makeScene({ id: 'b', ...same }), makeScene({ id: 'a', ...same })];
    expect(newestEditions(scenes)).toEqual({ scenes, superseded: [] });
  });
});

describe('parts of an acquisition in one tile', () => {
  const [start, later] = [Date.UTC(2020, 6, 4, 17, 49, 11), Date.UTC(2020, 6, 4, 17, 49, 30)];

  it('all stay, as datastrips that start apart', () => {
    expect(split(make('a', { strip: start }), make('b', { strip: later })).old).toEqual([]);
  });

  it('are replaced one by one', () => {
    const parts = [start, later].flatMap((strip, k) => [
      make(`old ${k}`, { strip, baseline: 2.1 }),
      // Made anew, a strip may start a second off.
      make(`new ${k}`, { strip: strip + 1000 }),
    ]);
    expect(split(...parts)).toEqual({ kept: ['new 0', 'new 1'], old: ['old 0', 'old 1'] });
  });

  it.each([
    ['outlines apart', box(10, 40), box(10, 41), []],
    ['outlines that hardly overlap', box(10, 40), box(10, 40.9), []],
    ['nearly the same outline', box(10, 40), box(10.05, 40), ['a']],
    ['a part within the whole', box(10.4, 40.4, 0.2, 0.2), box(10, 40), ['a']],
    ['outlines apart across the antimeridian', box(179, 40), box(-180, 40), []],
    ['one outline written in two turns', box(179.5, 40), box(-180.5, 40), ['a']],
  ])('are known by %s, where datastrips are not told', (_name, one, other, old) => {
    const [a, b] = [make('a', {}, { footprint: one }), make('b', { strip: start }, { footprint: other })];
    expect(split(a, b).old).toEqual(old);
  });

  it('are one, where neither datastrip nor outline is told', () => {
    expect(split(make('a'), make('b', {}, { footprint: box(1, 1) })).old).toEqual(['a']);
  });
});

describe('newest editions of random lists', () => {
  const seed = 20240611;
  const edition = fc.record({
    product: fc.constant('L2A'),
    tile: fc.constantFrom('13TFE', '13TFF'),
    baseline: fc.constantFrom(null, 2.14, 5.1),
    generated: fc.constantFrom(null, 1000, 2000),
    strip: fc.constantFrom(null, 0, 1000, 20_000),
  });
  const list = fc
    .uniqueArray(fc.tuple(fc.string(), fc.option(edition, { nil: undefined })), {
      selector: ([id]) => id,
      maxLength: 12,
    })
    .map((scenes) => scenes.map(([id, edition]) => make(id, {}, { edition, footprint: box(10, 40) })));

  it(`are the same in any order, and lose nothing (seed ${seed})`, () => {
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.nat()), (scenes, keys) => {
        const shuffled = scenes
          .map((scene) => [keys.next().value as number, scene] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, scene]) => scene);
        const [one, other] = [split(...scenes), split(...shuffled)];
        expect(other.kept.toSorted()).toEqual(one.kept.toSorted());
        expect(one.kept.length + one.old.length).toBe(scenes.length);
        expect(split(...newestEditions(scenes).scenes).old).toEqual([]);
        for (const scene of scenes) if (!scene.edition) expect(one.kept).toContain(scene.id);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('the count of acquisitions', () => {
  it('takes neighbouring tiles for one, and a scene that stands alone for its own', () => {
    const tiles = [make('a'), make('b', { tile: '13TFF' })];
    expect(distinctAcquisitions(tiles)).toBe(1);
    expect(distinctAcquisitions([...tiles, makeScene({ id: 'c' }), makeScene({ id: 'd' })])).toBe(3);
    expect(distinctAcquisitions([])).toBe(0);
  });
});
