import { describe, expect, it, vi } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { Scene } from '../scene/scene.ts';
import { makeScene } from '../scene/testing/make.ts';
import type { Mosaic } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';
import { makeContext, makeLayer } from './testing/layers.ts';
import { viewOf } from './testing/place.ts';
import { TileEntry } from './tile-entry.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** What the layer is once its list has changed; footprints are of the tile unless given. */
function relisted(
  layer: PreparedLayer,
  scenes: readonly Scene[],
  more: Partial<PreparedLayer> = {},
): PreparedLayer {
  const { recipe } = layer;
  return { ...layer, recipe: { ...recipe, list: { ...recipe.list, scenes } }, ...more };
}

const far = {
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

/** A tile whose job is started by `start` and waits for a GPU; `fail` ends the job that was started last. */
function makeTile({ whole = false } = {}) {
  const layer = makeLayer(whole ? { selections: [] } : {}).prepared!;
  const tile = new TileEntry(layer, viewOf([[0, 0]]).tiles[0]!, 256);
  const onProgress = vi.fn();
  let { context } = makeContext();
  const start = (): Mosaic => {
    ({ context } = makeContext());
    tile.start(context, onProgress);
    return tile.mosaic!;
  };
  const fail = async (): Promise<void> => {
    context.queue.close(new BestpixelError('shader', 'the driver is out of sorts'));
    await turn();
  };
  return { tile, start, fail, onProgress };
}

describe('a tile', () => {
  it('is behind while it shows what the layer was before', async () => {
    const { tile, start, fail } = makeTile();
    expect(tile.isBehind).toBe(false);
    start();
    expect(tile.isBehind).toBe(false);
    await fail();
    tile.renew();
    expect(tile.isBehind).toBe(true);
    start();
    expect(tile.isBehind).toBe(true);
    tile.dispose();
    expect(tile.isBehind).toBe(false);
  });

  it('that fails says why, and tells that there is news', async () => {
    const { tile, start, fail, onProgress } = makeTile();
    start();
    expect([tile.state, tile.isBusy]).toEqual(['reading', true]);
    await fail();
    expect([tile.state, tile.isBusy, tile.hasFailures]).toEqual(['failed', false, true]);
    expect(tile.error).toMatchObject({ tag: 'shader' });
    expect(onProgress).toHaveBeenCalled();
  });

  it('keeps its picture while it is composed again, and frees it for the new one', async () => {
    const { tile, start } = makeTile({ whole: true });
    const first = start();
    await turn();
    const dispose = vi.spyOn(first, 'dispose');
    tile.renew();
    expect(tile.state).toBe('wanted');
    expect(start()).toBe(first);
    expect(dispose).not.toHaveBeenCalled();
    await turn();
    expect(tile.state).toBe('ready');
    expect(tile.mosaic).not.toBe(first);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('frees the picture of a failed job also when the next one is stopped', async () => {
    const { tile, start, fail } = makeTile();
    const dispose = vi.spyOn(start(), 'dispose');
    await fail();
    tile.renew();
    start();
    tile.dispose();
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(tile.mosaic).toBeNull();
  });

  it('that is stopped lets its job free what it made once it has ended', async () => {
    const { tile, start, fail } = makeTile();
    const dispose = vi.spyOn(start(), 'dispose');
    tile.dispose();
    expect(dispose).not.toHaveBeenCalled();
    await fail();
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(tile.error).toBeNull();
  });

  it('that is renewed while it is composed begins anew', async () => {
    const { tile, start, fail } = makeTile();
    const first = start();
    tile.renew();
    expect([tile.state, tile.mosaic]).toEqual(['wanted', null]);
    expect(start()).not.toBe(first);
    await fail();
    expect(tile.state).toBe('failed');
  });
});

describe('a tile whose layer is another', () => {
  async function makeWhole() {
    const made = makeTile({ whole: true });
    const mosaic = made.start();
    await turn();
    const { layer } = made.tile;
    return { ...made, mosaic, layer, scenes: layer.recipe.list.scenes };
  }

  it('stays where the same scenes meet it, whatever others come or go', async () => {
    const { tile, mosaic, layer, scenes } = await makeWhole();
    const elsewhere = makeScene({ id: 'elsewhere', footprint: far });
    const now = relisted(layer, [elsewhere, ...scenes]);
    tile.follow(now);
    expect([tile.state, tile.mosaic, tile.layer]).toEqual(['ready', mosaic, now]);
    expect(tile.candidates).toEqual([1, 2, 3]);
    tile.follow(layer);
    expect([tile.state, tile.mosaic, tile.candidates]).toEqual(['ready', mosaic, [0, 1, 2]]);
  });

  it('names its winners by the list that they were found in', async () => {
    const { tile, mosaic, layer, scenes } = await makeWhole();
    vi.spyOn(mosaic, 'winners', 'get').mockReturnValue(new Set([2, 0]));
    tile.follow(relisted(layer, [makeScene({ footprint: far }), ...scenes]));
    expect(tile.winners).toEqual([scenes[2], scenes[0]]);
  });

  it.each<[string, (layer: PreparedLayer, scenes: readonly Scene[]) => PreparedLayer]>([
    ['one scene less', (layer, scenes) => relisted(layer, scenes.slice(1))],
    ['another order', (layer, scenes) => relisted(layer, scenes.toReversed())],
    ['another edition of a scene', (layer, [a, b, c]) => relisted(layer, [a!, { ...b! }, c!])],
    ['another centre', (layer, scenes) => relisted(layer, scenes, { centre: { lng: 3, lat: 50 } })],
    [
      'another quality',
      (layer) => ({
        ...layer,
        recipe: { ...layer.recipe, selections: [{ quality: { op: 'const', value: 1 }, bands: [] }] },
      }),
    ],
  ])('is composed anew with %s', async (_, change) => {
    const { tile, layer, scenes } = await makeWhole();
    tile.follow(change(layer, scenes));
    expect(tile.state).toBe('wanted');
  });

  it('keeps a picture that the style can show, and frees one that it cannot', async () => {
    for (const shown of ['red', 'green']) {
      const { tile, mosaic, layer, scenes } = await makeWhole();
      const band = { name: shown, expr: { op: 'const' as const, value: 1 } };
      vi.spyOn(mosaic, 'parts', 'get').mockReturnValue([
        { selection: { quality: band.expr, bands: [band] } },
      ] as unknown as Mosaic['parts']);
      const dispose = vi.spyOn(mosaic, 'dispose');
      tile.follow(relisted(layer, scenes.slice(1)));
      expect([tile.mosaic, dispose.mock.calls.length]).toEqual(shown === 'red' ? [mosaic, 0] : [null, 1]);
    }
  });

  it('that no scene meets any more frees its picture', async () => {
    const { tile, mosaic, layer, scenes } = await makeWhole();
    const dispose = vi.spyOn(mosaic, 'dispose');
    tile.follow(
      relisted(
        layer,
        scenes.map((scene) => ({ ...scene, footprint: far })),
      ),
    );
    expect([tile.state, tile.mosaic, dispose.mock.calls.length]).toEqual(['ready', null, 1]);
  });

  it('goes on where what is under way comes out the same, and else begins anew', async () => {
    const { tile, start } = makeTile();
    const first = start();
    const { layer } = tile;
    const { scenes } = layer.recipe.list;
    tile.follow(relisted(layer, [...scenes]));
    expect([tile.state, tile.mosaic]).toEqual(['reading', first]);
    tile.follow(relisted(layer, scenes.slice(1)));
    expect([tile.state, tile.mosaic]).toEqual(['wanted', null]);
  });
});
