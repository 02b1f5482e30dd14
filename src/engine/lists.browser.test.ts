import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { boundsOf } from '../scene/bounds.ts';
import type { SceneList } from '../scene/scene.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { areaOf, holdsArea } from './area.ts';
import { candidatesWithin } from './candidates.ts';
import { withCorner } from './testing/corner-scene.ts';
import type { LiveEngine } from './testing/live-engine.ts';
import { viewOf } from './testing/place.ts';
import { best, setUp, wrongWinners } from './testing/shown-tiles.ts';

const down = new BestpixelError('network', 'the server does not answer');
const layerOf = (live: LiveEngine) => live.engine.layers[0]!;
const statusOf = (live: LiveEngine) => live.engine.status(layerOf(live));
const mosaics = (live: LiveEngine) =>
  new Map([...layerOf(live).tiles].map(([key, { mosaic }]) => [key, mosaic]));

/** A source that lists what meets the area. */
function follow(count: number) {
  const asked: (LngLatBounds | null)[] = [];
  const source = { fails: false, hold: Promise.resolve() };
  const lists: SceneList[] = [];
  const made = setUp(count, {
    load: async (_, { area }) => {
      asked.push(area);
      await source.hold;
      if (source.fails) throw down;
      if (!area) throw new BestpixelError('no-area', 'choose a place');
      const [all] = lists as [SceneList];
      const meeting = new Set(candidatesWithin(all, area));
      return { ...all, scenes: all.scenes.filter((_, index) => meeting.has(index)), covers: area };
    },
  });
  lists.push(withCorner(made.scenes, 0));
  return { ...made, asked, source };
}

const row = (...columns: number[]) => viewOf(columns.map((x) => [x, 0] as const));
const left = row(0, 1, 2);
const right = row(2, 3);

describe('a source that lists what the view needs', () => {
  it('is asked again where the view leaves the list, and what comes out the same is not composed again', async () => {
    const { live, reader, scenes, asked } = follow(4);
    await live.show([best], left);
    expect([asked.length, live.engine.stats().scenes]).toEqual([1, 4]);
    const before = mosaics(live);
    const reads = reader.reads().length;
    live.view = right;
    live.frame();
    expect(statusOf(live).state).toBe('loading');
    expect(live.engine.isSettled).toBe(false);
    await live.settled();
    expect(holdsArea(asked[1]!, areaOf(right)!)).toBe(true);
    // The scene in the corner is no longer of the list: indices differ, pixels do not.
    expect(live.engine.stats().scenes).toBe(3);
    const kept = keyOf(left.tiles[2]!);
    expect(mosaics(live).get(kept)).toBe(before.get(kept));
    // One tile is new: three scenes' quality, and the bands of as many winners.
    expect(reader.reads().length - reads).toBe(6);
    expect(wrongWinners(live, scenes, (index) => index > 0)).toEqual({});
    live.view = left;
    await live.settled();
    expect([asked.length, reader.reads().length - reads]).toEqual([3, 6]);
    expect(wrongWinners(live, scenes, () => true)).toEqual({});
  });

  it('composes nothing outside the list before the next one is there', async () => {
    const { live, reader, source } = follow(4);
    await live.show([best], left);
    const reads = reader.reads().length;
    let go = () => {};
    source.hold = new Promise((resolve) => (go = resolve));
    live.view = viewOf([[3, 3]]);
    for (let i = 0; i < 5; i++) live.frame();
    expect(statusOf(live).state).toBe('loading');
    expect(reader.reads()).toHaveLength(reads);
    go();
    await live.settled();
    expect(statusOf(live).state).toBe('done');
    expect(reader.reads().length).toBeGreaterThan(reads);
  });

  it('that fails is told, the picture stays, and a retry asks again', async () => {
    const { live, source, asked } = follow(4);
    await live.show([best], left);
    source.fails = true;
    live.view = right;
    await live.settled();
    expect(statusOf(live)).toMatchObject({ state: 'error', error: 'the server does not answer.' });
    expect(live.errors).toEqual([down]);
    expect(live.engine.drawItems(layerOf(live))).toHaveLength(1);
    const times = asked.length;
    for (let i = 0; i < 5; i++) live.frame();
    expect(asked).toHaveLength(times);
    source.fails = false;
    live.engine.retry();
    await live.settled();
    expect([statusOf(live).state, live.engine.drawItems(layerOf(live)).length]).toEqual(['done', 2]);
  });

  it('is not asked for a continent: zoom in', async () => {
    const { live, asked, reader } = follow(4);
    await live.show(
      [best],
      viewOf(
        [
          [0, 0],
          [1, 0],
        ],
        { z: 4 },
      ),
    );
    expect(statusOf(live).state).toBe('zoom-in');
    expect(live.engine.notes(layerOf(live))).toEqual(['zoom in to search here']);
    expect([asked, reader.asked]).toEqual([[null], []]);
    live.view = left;
    await live.settled();
    expect(statusOf(live).state).toBe('done');
    live.view = viewOf(
      [
        [0, 0],
        [1, 0],
      ],
      { z: 4 },
    );
    await live.settled();
    expect([statusOf(live).state, asked.length]).toEqual(['zoom-in', 2]);
  });

  it('is measured alike for neighbouring areas', async () => {
    const { live } = follow(4);
    await live.show([best], left);
    const { centre, recipe } = layerOf(live).prepared!;
    expect(boundsOf(recipe.list)).not.toBeNull();
    live.view = right;
    await live.settled();
    expect(layerOf(live).prepared!.centre).toEqual(centre);
  });
});

describe('the scenes of a view', () => {
  it('are outside, waiting, read or failed', async () => {
    let list: SceneList | null = null;
    const { live, reader, scenes } = setUp(4, { load: () => Promise.resolve(list!) });
    list = withCorner(scenes, 0);
    reader.broken.set('fake:2/q', down);
    reader.hold();
    const told = () => [...live.engine.sceneStates()].map(([{ id }, { state }]) => `${id} ${state}`);
    live.view = viewOf([[2, 2]]);
    live.engine.setLayers([best]);
    await live.until(() => reader.asked.length > 0);
    expect(told()).toEqual(['scene-0 outside', 'scene-1 waiting', 'scene-2 waiting', 'scene-3 waiting']);
    reader.release();
    await live.settled();
    expect(told()).toEqual(['scene-0 outside', 'scene-1 read', 'scene-2 failed', 'scene-3 read']);
    const failed = live.engine.sceneStates().get(list.scenes[2]!);
    expect(failed!.failures.map(({ band, error }) => [band, error])).toEqual([['q', down]]);
    live.engine.layers[0]!.shown = false;
    expect(told()).toEqual([]);
  });
});
