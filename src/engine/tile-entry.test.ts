import { describe, expect, it, vi } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { Mosaic } from './mosaic.ts';
import { makeContext, makeLayer } from './testing/layers.ts';
import { viewOf } from './testing/place.ts';
import { TileEntry } from './tile-entry.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve));

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
