import { describe, expect, it } from 'vitest';
import { square, viewOf } from './testing/place.ts';
import { bands, best, setUp, wrongTiles } from './testing/shown-tiles.ts';

describe('a view', () => {
  it('shows the mosaic of a plain loop in every tile', async () => {
    const { live, scenes } = setUp(19);
    await live.show([best], viewOf(square(2)));
    expect(live.engine.status(live.engine.layers[0]!)).toMatchObject({
      state: 'done',
      tilesDone: 4,
      tilesWanted: 4,
      scenesDone: 19,
      scenesWanted: 19,
    });
    expect(await wrongTiles(live, scenes)).toEqual([]);
    expect(live.engine.drawItems(live.engine.layers[0]!)).toHaveLength(4);
  });

  it('reads nothing for hidden layers, and what they need once they are shown', async () => {
    const { live, reader, scenes } = setUp(4);
    await live.show([{ ...best, shown: false }], viewOf([[0, 0]]));
    expect(reader.asked).toEqual([]);
    live.engine.layers[0]!.shown = true;
    await live.settled();
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('stops the reads of a layer that is hidden', async () => {
    const { live, reader } = setUp(4);
    reader.onRead = () => reader.hold();
    live.view = viewOf(square(2));
    live.engine.setLayers([best]);
    await live.until(() => reader.reads('q').length === 16);
    live.engine.layers[0]!.shown = false;
    await live.settled();
    const reads = reader.asked.filter(({ what }) => what === 'read');
    expect(reads.every(({ signal }) => signal!.aborted)).toBe(true);
    expect(live.engine.layers[0]!.tiles.size).toBe(0);
  });

  it('stops the reads of tiles that left it, and of no others', async () => {
    const { live, reader, scenes } = setUp(4);
    reader.onRead = () => reader.hold();
    live.view = viewOf([
      [0, 0],
      [1, 0],
    ]);
    live.engine.setLayers([best]);
    await live.until(() => reader.reads('q').length === 8);
    live.view = viewOf([
      [1, 0],
      [2, 0],
    ]);
    live.wake();
    await live.until(() => reader.reads('q').length === 12);
    expect(reader.asked.filter(({ signal }) => signal?.aborted)).toHaveLength(4);
    reader.onRead = () => {};
    reader.release();
    await live.settled();
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('redraws another stretch without a read, and reads only the bands that are new', async () => {
    const { live, reader } = setUp(5);
    await live.show([best], viewOf(square(2)));
    const [layer] = live.engine.layers;
    const before = reader.reads().length;
    layer!.visParams = { bands: ['red'], min: 100, max: 2000, gamma: 1.4 };
    await live.settled();
    expect(reader.reads()).toHaveLength(before);
    layer!.visParams = { bands: ['green'] };
    await live.settled();
    expect(
      new Set(
        reader
          .reads()
          .slice(before)
          .map((href) => href.split('/')[1]),
      ),
    ).toEqual(new Set(['green']));
  });

  it('asks to zoom in where files have no level so coarse, and reads no pixel', async () => {
    const { live, reader } = setUp(3);
    await live.show([best], viewOf([[0, 0]], { z: 9 }));
    expect(live.engine.status(live.engine.layers[0]!).state).toBe('zoom-in');
    expect(reader.reads()).toEqual([]);
    live.view = viewOf([[0, 0]], { z: 10 });
    await live.settled();
    expect(live.engine.status(live.engine.layers[0]!).state).toBe('done');
  });

  it('asks to zoom in above the scene budget, and reads no pixel', async () => {
    const { live, reader } = setUp(3, { sceneBudget: 2 });
    await live.show([best], viewOf([[0, 0]]));
    expect(live.engine.status(live.engine.layers[0]!).state).toBe('zoom-in');
    expect(reader.reads()).toEqual([]);
  });

  it('tells from which overview scenes were ranked', async () => {
    const { live, reader } = setUp(3, {}, { ...bands, q: { ...bands.q, overviewsRank: false } });
    reader.overviews = 2;
    await live.show([best], viewOf([[0, 0]]));
    // Four of the map's pixels at 40° north.
    expect(live.engine.notes(live.engine.layers[0]!)).toEqual(['ranked from overviews (117 m)']);
  });
});
