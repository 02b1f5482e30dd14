import { describe, expect, it, vi } from 'vitest';
import { ee } from '../ee/ee.ts';
import type { SceneList } from '../scene/scene.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { withCorner } from './testing/corner-scene.ts';
import type { LiveEngine } from './testing/live-engine.ts';
import { square, viewOf } from './testing/place.ts';
import { best, setUp, wrongTiles, wrongWinners } from './testing/shown-tiles.ts';

const day = (n: number): string => new Date(Date.UTC(2020, 6, n)).toISOString().slice(0, 10);
const from = (first: number) => ({
  ...best,
  image: ee.ImageCollection('fake').filterDate(day(first), '2021-01-01').qualityMosaic('q'),
});
const passesOf = (live: LiveEngine) => vi.spyOn(live.engine.session!.context.gpu, 'run');
const layerOf = (live: LiveEngine) => live.engine.layers[0]!;
const statusOf = (live: LiveEngine) => live.engine.status(layerOf(live));
const mosaics = (live: LiveEngine) =>
  new Map([...layerOf(live).tiles].map(([key, { mosaic }]) => [key, mosaic]));

describe('layers of the same id', () => {
  it('compose anew only where a scene that was left out took part, with the old picture meanwhile', async () => {
    let list: SceneList | null = null;
    const { live, reader, scenes } = setUp(5, { load: () => Promise.resolve(list!) });
    list = withCorner(scenes, 0);
    await live.show([from(1)], viewOf(square(2)));
    const layer = layerOf(live);
    const [before, days] = [mosaics(live), live.engine.stats().datesUsed];
    const corner = keyOf(live.view.tiles[0]!);
    const passes = passesOf(live);
    const reads = reader.reads().length;
    let drawn = 4;
    live.onFrame = () => (drawn = Math.min(drawn, live.engine.drawItems(layer).length));
    // The first: all others move up in the list.
    await live.show([from(2)], live.view);
    expect(layerOf(live)).toBe(layer);
    const changed = [...mosaics(live)].filter(([key, mosaic]) => mosaic !== before.get(key));
    expect(changed.map(([key]) => key)).toEqual([corner]);
    // Four scenes' quality in one tile, and the bands of its winners.
    expect(reader.reads('q').length).toBeLessThanOrEqual(4 * 5 + 4);
    expect(
      new Set(
        reader
          .reads()
          .slice(reads)
          .map((href) => href.split('/')[0]),
      ),
    ).toEqual(new Set(['1', '2', '3', '4']));
    expect(reader.reads().length - reads).toBeLessThanOrEqual(8);
    expect(passes.mock.calls.length).toBeGreaterThan(0);
    expect(drawn).toBe(4);
    expect(wrongWinners(live, scenes, (index) => index > 0)).toEqual({});
    expect(live.engine.stats().datesUsed).toBe(days - 1);
    expect(statusOf(live)).toMatchObject({ state: 'done', scenesDone: 4 });
  });

  it('read and draw nothing where the scene took part in no tile of the view, or nothing differs at all', async () => {
    let list: SceneList | null = null;
    const { live, reader, scenes } = setUp(5, { load: () => Promise.resolve(list!) });
    list = withCorner(scenes, 0);
    await live.show(
      [from(1)],
      viewOf([
        [2, 2],
        [3, 2],
      ]),
    );
    const before = mosaics(live);
    const [passes, reads] = [passesOf(live), reader.asked.length];
    await live.show([from(2)], live.view);
    await live.show([from(2)], live.view);
    expect(reader.asked.slice(reads).filter(({ what }) => what === 'read')).toEqual([]);
    expect(passes).not.toHaveBeenCalled();
    expect(mosaics(live)).toEqual(before);
    expect(await wrongTiles(live, scenes, { takesPart: (index) => index > 0 })).toEqual([]);
    expect(wrongWinners(live, scenes, (index) => index > 0)).toEqual({});
    expect(live.engine.stats()).toMatchObject({ scenes: 4, acquisitions: 4 });
  });

  it('keep their picture while another collection is listed, and show its own then', async () => {
    const { live, scenes } = setUp(4);
    await live.show([best], viewOf([[0, 0]]));
    const layer = layerOf(live);
    const picture = layer.tiles.get(keyOf(live.view.tiles[0]!))!.mosaic;
    live.engine.setLayers([{ ...from(3), visParams: { bands: ['green'] } }]);
    expect(statusOf(live).state).toBe('loading');
    live.frame();
    expect(layer.tiles.get(keyOf(live.view.tiles[0]!))!.mosaic).toBe(picture);
    expect(live.engine.drawItems(layer)).toHaveLength(1);
    await live.settled();
    expect(statusOf(live).state).toBe('done');
    expect(wrongWinners(live, scenes, (index) => index >= 2)).toEqual({});
  });

  it('give up the picture from before where there is no room for both', async () => {
    const { live } = setUp(4, { layersPerArray: 4 });
    await live.show([best], viewOf(square(2)));
    const held = live.engine.budget.held;
    live.engine.session!.context.stacks.forget(() => true);
    live.engine.setGpuBudget(live.engine.budget.held + 2 ** 20);
    await live.show([from(2)], live.view);
    expect(held).toBeGreaterThan(0);
    expect(statusOf(live)).toMatchObject({ state: 'done', error: null });
  });
});
