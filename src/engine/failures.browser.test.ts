import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { square, viewOf } from './testing/place.ts';
import { bands, best, setUp, wrongTiles } from './testing/shown-tiles.ts';

describe('failures', () => {
  const broken = new BestpixelError('network', 'no connection');

  it('leave scenes out and are read again on demand', async () => {
    const { live, reader, scenes } = setUp(9);
    reader.broken.set('fake:8/red', broken);
    reader.broken.set('describe fake:2/q', broken);
    await live.show([best], viewOf(square(2)));
    const [layer] = live.engine.layers;
    const { state, failures } = live.engine.status(layer!);
    expect(state).toBe('incomplete');
    expect(failures.map(({ scene, band }) => `${scene} ${band}`).toSorted()).toEqual([
      'scene-2 q',
      'scene-8 red',
    ]);
    const takesPart = (scene: number): boolean => scene !== 2 && scene !== 8;
    expect(await wrongTiles(live, scenes, { takesPart })).toEqual([]);
    reader.broken.clear();
    live.engine.retry();
    expect(live.engine.isSettled).toBe(false);
    await live.settled();
    expect(live.engine.status(layer!)).toMatchObject({ state: 'done', failures: [] });
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('of a file that changed renew all that was read of it before, once it is read again', async () => {
    const first = setUp(9);
    const { live, reader } = first;
    await live.show([best], viewOf([[0, 0]]));
    const later = setUp(9, {}, { ...bands, red: { dtype: 'int32', masked: 0.3 } });
    const scenes = reader.replace(later.scenes, (scene) => scene === 8);
    reader.broken.set('fake:8/red', new BestpixelError('changed', 'the file changed while it was read'));
    live.view = viewOf(square(2));
    await live.settled();
    const layer = live.engine.layers[0]!;
    expect(live.engine.status(layer).failures.map(({ error }) => error.tag)).toEqual(['changed']);
    reader.broken.clear();
    live.engine.retry();
    await live.settled();
    expect(live.engine.status(layer)).toMatchObject({ state: 'done', failures: [] });
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('of all headers leave nothing of themselves after a retry', async () => {
    const { live, reader } = setUp(3);
    for (const scene of [0, 1, 2]) reader.broken.set(`describe fake:${scene}/q`, broken);
    await live.show([best], viewOf([[0, 0]], { z: 9 }));
    reader.broken.clear();
    live.engine.retry();
    await live.settled();
    expect(live.engine.status(live.engine.layers[0]!).state).toBe('zoom-in');
  });

  it('of a collection stay told whatever is set, until they are tried again', async () => {
    let fails = true;
    const { live, scenes } = setUp(2, {
      load: () => (fails ? Promise.reject(broken) : Promise.resolve(scenes.list)),
    });
    await live.show([best], viewOf([[0, 0]]));
    const [layer] = live.engine.layers;
    expect(live.engine.status(layer!)).toMatchObject({ state: 'error', error: 'no connection.' });
    expect(live.errors).toEqual([broken]);
    layer!.visParams = { bands: ['green'] };
    await live.settled();
    expect(live.engine.status(layer!).state).toBe('error');
    await expect(live.engine.recipeFor(layer!, null)).rejects.toBe(broken);
    fails = false;
    live.engine.retry();
    await live.settled();
    expect(live.engine.status(layer!).state).toBe('done');
  });

  it('of visualisation parameters are told, and end with them', async () => {
    const { live } = setUp(2);
    await live.show([{ ...best, visParams: { bands: ['blue'] } }], viewOf([[0, 0]]));
    const [layer] = live.engine.layers;
    expect(live.engine.status(layer!).error).toContain("no band 'blue'");
    layer!.visParams = { bands: ['red'] };
    await live.settled();
    expect(live.engine.status(layer!).state).toBe('done');
  });
});
