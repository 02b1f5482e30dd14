import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { viewOf } from './testing/place.ts';
import { best, setUp, wrongTiles } from './testing/shown-tiles.ts';

const view = viewOf([[0, 0]]);
const spec = {
  q: { dtype: 'uint8', values: [255, 9] },
  red: { dtype: 'uint16', declared: 'uint16', masked: 0.1 },
  green: { dtype: 'int16', declared: 'int16' },
} as const;

describe('first pixels', () => {
  it('are those that the last scene has won for certain, while others are still read', async () => {
    const { scenes, reader, live } = setUp(12, {}, spec);
    reader.hold((href, what) => what === 'read' && href === 'fake:9/q');
    live.view = view;
    live.engine.setLayers([best]);
    const settled = live.settled();
    const tile = () => live.engine.layers[0]?.tiles.get(keyOf(view.tiles[0]!));
    await expect.poll(() => tile()?.winners.map(({ id }) => id)).toEqual(['scene-11']);
    const [part] = tile()!.mosaic!.parts;
    const { gathered } = await part!.carried[0]!.read();
    const from = (part!.origin as { scene: Int32Array }).scene;
    expect([...gathered]).toEqual([...from].map((scene) => (scene === 11 ? 1 : 0)));
    expect(from.filter((scene) => scene === 11).length).toBeGreaterThan(from.length / 4);
    expect(new Set(reader.reads('red'))).toEqual(new Set(['11/red']));
    expect(live.engine.isSettled).toBe(false);
    reader.release();
    await settled;
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('let the quality of others and the colour of who has won be read before the GPU has ranked anything', async () => {
    const { scenes, reader, live } = setUp(12, {}, spec);
    reader.hold((href, what) => what === 'read' && href.endsWith('/q'));
    live.view = view;
    live.engine.setLayers([best]);
    const settled = live.settled();
    const read = (band: string) => new Set(reader.reads(band).map((href) => Number.parseInt(href)));
    await expect.poll(() => read('q')).toEqual(new Set([11, 10, 9, 8]));
    const { frame } = live;
    live.frame = () => {};
    reader.release();
    const lastArray = new Set([11, 10, 9, 8, 7, 6, 5, 4]);
    await expect.poll(() => read('q')).toEqual(lastArray);
    await expect.poll(() => read('red').size).toBeGreaterThan(4);
    expect([...read('red')].every((scene) => lastArray.has(scene))).toBe(true);
    live.frame = frame;
    live.wake();
    await settled;
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('leave others unread where the last scenes have won all', async () => {
    const { reader, live } = setUp(12, {}, { ...spec, q: { dtype: 'uint8', values: [255] } });
    await live.show([best], view);
    expect(new Set(reader.reads('q'))).toEqual(new Set(['11/q', '10/q', '9/q', '8/q']));
  });

  it('need no header any more once the last scene is known to have won', async () => {
    const { scenes, reader, live } = setUp(12, {}, spec);
    reader.hold((href, what) => what === 'read' && href.endsWith('/q'));
    live.view = view;
    live.engine.setLayers([best]);
    const settled = live.settled();
    const described = () =>
      reader.asked.filter(({ what, href }) => what === 'describe' && href.endsWith('/red'));
    await expect.poll(() => described().map(({ href }) => href)).toEqual(['fake:11/red']);
    reader.release();
    await settled;
    expect(described().filter(({ href }) => href === 'fake:11/red')).toHaveLength(1);
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('leave no header under way of a last scene that won nothing', async () => {
    const { reader, live } = setUp(12, {}, spec);
    reader.broken.set('fake:11/q', new BestpixelError('http-status', 'the file is gone (404)'));
    reader.hold((href, what) => what === 'describe' && href === 'fake:11/red');
    await live.show([best], view);
    const asked = reader.asked.filter(({ href }) => href === 'fake:11/red');
    expect(asked.map(({ what, signal }) => [what, signal?.aborted])).toEqual([['describe', true]]);
  });

  it('are given to others where their colour cannot be read', async () => {
    const { scenes, reader, live } = setUp(12, {}, spec);
    reader.broken.set('fake:11/red', new BestpixelError('http-status', 'the file is gone (404)'));
    await live.show([best], view);
    expect(await wrongTiles(live, scenes, { takesPart: (scene) => scene !== 11 })).toEqual([]);
    const failures = live.engine
      .status(live.engine.layers[0]!)
      .failures.map(({ scene, band }) => `${scene} ${band}`);
    expect(failures).toEqual(['scene-11 red']);
  });

  it('are not looked for where nobody looks', async () => {
    const { scenes, reader, live } = setUp(12, {}, spec);
    live.engine.setLayers([{ ...best, shown: false }]);
    const recipe = await live.recipe();
    const grid = { ...scenes.grid, width: 64, height: 64 };
    await live.engine.computePixels({ recipe, grid, bands: ['red'] });
    const last = reader.reads().findLastIndex((href) => href.endsWith('/q'));
    expect(reader.reads().findIndex((href) => href.endsWith('/red'))).toBeGreaterThan(last);
  });
});
