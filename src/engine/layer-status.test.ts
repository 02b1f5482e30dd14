import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { isComplete, isSettled, layerStatus } from './layer-status.ts';
import { fieldsOf, Layer } from './layer.ts';
import type { Listing, ListingState } from './listing.ts';
import { makeContext, makeLayer } from './testing/layers.ts';
import { square, viewOf } from './testing/place.ts';
import { TileEntry } from './tile-entry.ts';
import { emptyView, type View } from './view.ts';

const view = viewOf(square(2));
const limits = { sceneBudget: 100 };
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Makes the view's tiles; those of `how` are started or failed. */
async function makeTiles(
  layer: Layer,
  { tiles }: View,
  how: readonly ('start' | 'fail' | 'leave')[],
): Promise<TileEntry[]> {
  const { context } = makeContext();
  const made = tiles.map((id, i) => {
    const tile = new TileEntry(layer.prepared!, id, 256);
    layer.tiles.set(keyOf(id), tile);
    if (how[i] === 'start') tile.start(context, () => {});
    if (how[i] === 'fail') tile.fail(new BestpixelError('out-of-budget', 'no room'));
    return tile;
  });
  await turn();
  return made;
}

describe('the state of a layer', () => {
  it('is hidden before anything else', () => {
    const layer = makeLayer({ spec: { shown: false } });
    layer.fail(new Error('broken'));
    expect(layerStatus(layer, view, limits).state).toBe('hidden');
  });

  it('is an error where the expression or the tiles as a whole failed', async () => {
    const layer = makeLayer({ selections: [] });
    await makeTiles(layer, view, ['start', 'fail', 'start', 'start']);
    expect(layerStatus(layer, view, limits)).toMatchObject({
      state: 'error',
      error: 'no room.',
      tilesDone: 4,
    });
    layer.fail(new BestpixelError('missing-band', "there is no band 'B9'"));
    expect(layerStatus(layer, view, limits)).toMatchObject({
      state: 'error',
      error: "there is no band 'B9'.",
    });
  });

  it('is loading while its collection does', () => {
    const layer = new Layer(fieldsOf({ image: { kind: 'constant', value: 1 } }, 0), () => {});
    expect(layerStatus(layer, view, limits).state).toBe('loading');
  });

  it('is empty where no scene is left, or none reaches the view', async () => {
    expect(layerStatus(makeLayer({ scenes: 0 }), view, limits).state).toBe('empty');
    const layer = makeLayer({});
    const elsewhere = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const { list } = layer.prepared!.recipe;
    const scenes = list.scenes.map((scene) => ({ ...scene, footprint: elsewhere }));
    layer.prepared = { ...layer.prepared!, recipe: { selections: [], list: { ...list, scenes } } };
    await makeTiles(layer, view, []);
    expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'empty', tilesWanted: 0 });
  });

  it('is loading while tiles of the view are to come, also those that nobody has made yet', async () => {
    const layer = makeLayer({ selections: [] });
    expect(layerStatus(layer, view, limits)).toMatchObject({
      state: 'loading',
      tilesWanted: 4,
      tilesDone: 0,
    });
    await makeTiles(layer, view, ['start', 'start', 'leave', 'start']);
    expect(layerStatus(layer, view, limits)).toMatchObject({
      state: 'loading',
      tilesWanted: 4,
      tilesDone: 3,
      scenesWanted: 3,
      scenesDone: 0,
    });
  });

  it('is done with the last tile, whatever else it holds outside the view', async () => {
    const layer = makeLayer({ selections: [] });
    await makeTiles(layer, viewOf([[3, 3]]), ['fail']);
    await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
    expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'done', tilesDone: 4, scenesDone: 3 });
  });

  it('is incomplete where a part of the list of scenes is missing, though all tiles are done', async () => {
    const layer = makeLayer({ selections: [] });
    await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
    layer.listings = [{ state: 'ready', list: makeList([], { partial: true }) } as unknown as Listing];
    const status = layerStatus(layer, view, limits);
    expect([status.state, isComplete(status)]).toEqual(['incomplete', false]);
  });

  it('counts copies of the world once', async () => {
    const layer = makeLayer({ selections: [] });
    const [tile] = view.tiles;
    const twice = { ...view, tiles: [tile!, { ...tile!, wrap: 1 }] };
    await makeTiles(layer, { ...view, tiles: [tile!] }, ['start']);
    expect(layerStatus(layer, twice, limits)).toMatchObject({ state: 'done', tilesWanted: 1 });
  });

  it('is incomplete where a scene failed, each told once, and only in the view', async () => {
    const layer = makeLayer({ selections: [] });
    const tiles = await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
    const [outside] = await makeTiles(layer, viewOf([[3, 3]]), ['start']);
    outside!.mosaic!.failures.add(makeScene({ id: 'far' }), 'q', new Error('gone'));
    expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'done', failures: [] });
    for (const tile of tiles) tile.mosaic!.failures.add(makeScene({ id: 'near' }), 'q', new Error('gone'));
    const { state, failures } = layerStatus(layer, view, limits);
    expect([state, failures.map(({ scene }) => scene)]).toEqual(['incomplete', ['near']]);
  });

  it('asks to zoom in where pixels are too coarse or scenes too many', async () => {
    expect(layerStatus(makeLayer({ coarsest: 10 }), view, limits).state).toBe('zoom-in');
    const layer = makeLayer({ scenes: 101 });
    await makeTiles(layer, view, []);
    expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'zoom-in', scenesWanted: 0 });
  });

  it('tells the coarsest overview that ranked', async () => {
    const layer = makeLayer({ selections: [] });
    const tiles = await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
    expect(layerStatus(layer, view, limits).rankedFrom).toBeNull();
    tiles[1]!.mosaic!.rankedFrom = 160;
    tiles[2]!.mosaic!.rankedFrom = 80;
    expect(layerStatus(layer, view, limits).rankedFrom).toBe(160);
  });
});

describe('a layer whose list', () => {
  const error = new BestpixelError('network', 'the server does not answer');
  const listing = (state: ListingState): Listing => ({ state, error }) as Partial<Listing> as Listing;
  const doneWith = async (...states: ListingState[]): Promise<Layer> => {
    const layer = makeLayer({ selections: [] });
    await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
    layer.listings = states.map(listing);
    return layer;
  };

  it('is there is as its tiles are', async () => {
    expect(layerStatus(await doneWith('ready', 'ready'), view, limits).state).toBe('done');
  });

  it('is to come is loading, whatever its tiles are', async () => {
    const layer = await doneWith('ready', 'loading');
    expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'loading', tilesDone: 4 });
    expect(isSettled(layer, view, limits)).toBe(false);
  });

  it('failed is never done, but settled', async () => {
    const layer = await doneWith('failed', 'loading');
    const status = layerStatus(layer, view, limits);
    expect(status).toMatchObject({
      state: 'error',
      error: 'the server does not answer. the server does not answer.',
    });
    expect([isComplete(status), isSettled(layer, view, limits)]).toEqual([false, true]);
  });

  it('waits for a narrower view asks to zoom in, and is settled', async () => {
    const layer = await doneWith('too-wide');
    const status = layerStatus(layer, view, limits);
    expect([status.state, isComplete(status), isSettled(layer, view, limits)]).toEqual([
      'zoom-in',
      false,
      true,
    ]);
  });
});

it('counts tiles that were made for another list as still to come', async () => {
  const layer = makeLayer({ selections: [] });
  await makeTiles(layer, view, ['start', 'start', 'start', 'start']);
  layer.prepared = { ...layer.prepared! };
  expect(layerStatus(layer, view, limits)).toMatchObject({ state: 'loading', tilesDone: 0, tilesWanted: 4 });
});

it('is settled in every state but loading', () => {
  expect(isSettled(makeLayer({}), view, limits)).toBe(false);
  expect(isSettled(makeLayer({ spec: { shown: false } }), view, limits)).toBe(true);
  expect(isSettled(makeLayer({ coarsest: 10 }), view, limits)).toBe(true);
  expect(isSettled(makeLayer({}), emptyView, limits)).toBe(true);
});

it('is complete where no pixel is missing, not where footprints stand for pixels', () => {
  const complete = (layer: Layer): boolean => isComplete(layerStatus(layer, view, limits));
  expect(complete(makeLayer({ spec: { shown: false } }))).toBe(true);
  expect(complete(makeLayer({ scenes: 0 }))).toBe(true);
  expect(complete(makeLayer({}))).toBe(false);
  expect(complete(makeLayer({ coarsest: 10 }))).toBe(false);
  const broken = makeLayer({});
  broken.fail(new Error('broken'));
  expect(complete(broken)).toBe(false);
});
