import { describe, expect, it, vi } from 'vitest';
import { Budget } from '../budget.ts';
import { tileBounds } from '../grid/tile.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { Layer } from './layer.ts';
import { makeContext, makeLayer } from './testing/layers.ts';
import { square, viewOf } from './testing/place.ts';
import { jobsAtOnce, TileKeeper } from './tile-keeper.ts';
import type { View } from './view.ts';

function setUp({ layers = [makeLayer({})], limit = 2 ** 30, sceneBudget = 100 } = {}) {
  const { context, book, budget } = makeContext(new Budget(limit));
  const onChange = vi.fn();
  const keeper = new TileKeeper({ budget, sceneBudget, onChange });
  const look = (view: View): void => keeper.update({ view, layers, book, context });
  return { keeper, look, layers, budget, onChange };
}

const tilesIn = (layer: Layer, state: string): string[] =>
  [...layer.tiles].filter(([, tile]) => tile.state === state).map(([key]) => key);
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('an update', () => {
  it('starts the tiles nearest to the centre, so many at once', () => {
    const { look, layers } = setUp();
    const view = viewOf([[2, 2], ...square(6)]);
    look(view);
    look(view);
    const started = tilesIn(layers[0]!, 'reading');
    expect(started).toHaveLength(jobsAtOnce);
    expect(started[0]).toBe(keyOf(view.tiles[0]!));
    const neighbours = viewOf([
      [2, 2],
      [1, 2],
      [3, 2],
      [2, 1],
      [2, 3],
    ]).tiles.map(keyOf);
    expect(started).toEqual(expect.arrayContaining(neighbours));
  });

  it('starts the next ones when tiles are done', async () => {
    const { look, layers, onChange } = setUp({ layers: [makeLayer({ selections: [] })] });
    look(viewOf(square(6)));
    expect(tilesIn(layers[0]!, 'reading')).toHaveLength(jobsAtOnce);
    await turn();
    expect(onChange).toHaveBeenCalled();
    for (let round = 0; round < 3; round++) {
      look(viewOf(square(6)));
      await turn();
    }
    expect(tilesIn(layers[0]!, 'ready')).toHaveLength(36);
  });

  it('begins with the layer on top', () => {
    const layers = [makeLayer({}), makeLayer({})];
    const { look } = setUp({ layers });
    look(viewOf(square(5)));
    expect(layers.map((layer) => tilesIn(layer, 'reading').length)).toEqual([0, jobsAtOnce]);
  });

  it('stops and forgets tiles that left the view before they were done, and keeps those that are', async () => {
    const { look, layers } = setUp();
    look(viewOf(square(4)));
    const [layer] = layers;
    const dispose = [...layer!.tiles.values()].map((tile) => vi.spyOn(tile, 'dispose'));
    look(viewOf([[0, 0]]));
    expect([...layer!.tiles.keys()]).toEqual([keyOf(viewOf([[0, 0]]).tiles[0]!)]);
    expect(dispose.filter((spy) => spy.mock.calls.length === 1)).toHaveLength(15);
    const done = setUp({ layers: [makeLayer({ selections: [] })] });
    done.look(viewOf(square(2)));
    await turn();
    done.look(viewOf([[3, 3]]));
    expect(tilesIn(done.layers[0]!, 'ready')).toHaveLength(4);
  });

  it('works for no hidden layer', () => {
    const layer = makeLayer({});
    const { look } = setUp({ layers: [layer] });
    look(viewOf(square(2)));
    layer.shown = false;
    look(viewOf(square(2)));
    expect(layer.tiles.size).toBe(0);
  });

  it('makes no tile where the view is too coarse, and starts none above the scene budget', () => {
    const coarse = setUp({ layers: [makeLayer({ coarsest: 10 })] });
    coarse.look(viewOf(square(2)));
    expect(coarse.layers[0]!.tiles.size).toBe(0);
    const many = setUp({ layers: [makeLayer({ scenes: 101 })] });
    many.look(viewOf(square(2)));
    expect(tilesIn(many.layers[0]!, 'wanted')).toHaveLength(4);
  });

  it('tests only so many footprints at once, and goes on at the next', () => {
    const { look, layers, onChange } = setUp({ layers: [makeLayer({ scenes: 4000 })], sceneBudget: 5000 });
    const sizes = Array.from({ length: 4 }, () => {
      look(viewOf(square(4)));
      return layers[0]!.tiles.size;
    });
    expect(sizes).toEqual([6, 12, 16, 16]);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('makes no tile outside what the list covers', () => {
    const layer = makeLayer({});
    const covers = tileBounds(viewOf([[1, 1]]).tiles[0]!);
    Object.assign(layer.recipe!.list, { covers });
    const { look } = setUp({ layers: [layer] });
    look(viewOf(square(3)));
    expect([...layer.tiles.keys()]).toEqual([keyOf(viewOf([[1, 1]]).tiles[0]!)]);
  });

  it('lets tiles follow their layer where they are wanted, and begins none while the layer is not known', () => {
    const layer = makeLayer({});
    const { look } = setUp({ layers: [layer] });
    look(viewOf(square(2)));
    const { prepared } = layer;
    layer.prepared = { ...prepared!, centre: { lng: 0, lat: 0 } };
    look(viewOf([[0, 0]]));
    expect([...layer.tiles.values()].map((tile) => tile.layer === layer.prepared)).toEqual([true]);
    layer.renew();
    look(viewOf(square(2)));
    expect(layer.tiles.size).toBe(1);
  });

  it('starts nothing in a view of which one tile has too many scenes', () => {
    const layer = makeLayer({ scenes: 101 });
    const [first] = viewOf([[0, 0]]).tiles;
    const { west, south, east, north } = tileBounds(first!);
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, south],
    ];
    layer.prepared!.recipe.list.scenes.forEach((scene, i) => {
      if (i > 0) Object.assign(scene, { footprint: { type: 'Polygon', coordinates: [ring] } });
    });
    const { look } = setUp({ layers: [layer] });
    look(viewOf(square(3)));
    expect(tilesIn(layer, 'reading')).toEqual([]);
    look(viewOf([[2, 2]]));
    expect(tilesIn(layer, 'reading')).toHaveLength(1);
  });

  it('lets go of all tiles when their size changes', () => {
    const { look, layers } = setUp();
    look(viewOf(square(2)));
    const before = new Set(layers[0]!.tiles.values());
    look(viewOf(square(2), { tileSize: 512 }));
    expect([...layers[0]!.tiles.values()].some((tile) => before.has(tile))).toBe(false);
    expect([...layers[0]!.tiles.values()][0]!.size).toBe(512);
  });
});

describe('in a tight budget', () => {
  const tile = 256 * 256;
  /** Winners and one band; and an array of 8 scenes in 16 bits while it is composed. */
  const [lasting, most] = [32 * tile, (32 + 16 + 24) * tile];

  it('only so many tiles are under way as have room', () => {
    const { look, layers } = setUp({ limit: 3 * most });
    look(viewOf(square(3)));
    expect(tilesIn(layers[0]!, 'reading')).toHaveLength(3);
    expect(tilesIn(layers[0]!, 'failed')).toEqual([]);
  });

  it('one goes on where only its result has room', () => {
    const { look, layers } = setUp({ limit: lasting });
    look(viewOf(square(2)));
    expect(tilesIn(layers[0]!, 'reading')).toHaveLength(1);
    expect(tilesIn(layers[0]!, 'failed')).toEqual([]);
  });

  it('tiles without room say so, and come once there is room', () => {
    const { look, layers, budget } = setUp({ limit: lasting - 1 });
    look(viewOf(square(2)));
    expect(tilesIn(layers[0]!, 'failed')).toHaveLength(4);
    expect([...layers[0]!.tiles.values()][0]!.error).toMatchObject({
      tag: 'out-of-budget',
      message: 'the view needs more than the 2 MiB GPU budget',
      remedy: 'Raise the budget, hide a layer, or make the window smaller.',
    });
    budget.limit = 2 ** 30;
    look(viewOf(square(2)));
    expect(tilesIn(layers[0]!, 'reading')).toHaveLength(4);
  });

  it('what others hold counts', () => {
    const { look, layers, budget } = setUp({ limit: 4 * most });
    budget.hold('an export', 2 * most);
    look(viewOf(square(2)));
    expect(tilesIn(layers[0]!, 'reading')).toHaveLength(2);
  });
});
