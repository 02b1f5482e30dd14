import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ee } from '../ee/ee.ts';
import { BestpixelError, isAbort } from '../errors.ts';
import { partOf, viewOf } from './testing/place.ts';
import { best, setUp, wrongTiles } from './testing/shown-tiles.ts';
import { differences, truthOf } from './testing/truth.ts';

describe('a lost context', () => {
  it('gives the same pixels once it is back', async () => {
    const { live, scenes } = setUp(10);
    await live.show([best], viewOf([[1, 0]]));
    const extension = await live.loseContext();
    live.engine.detach();
    expect(live.engine.budget.held).toBe(0);
    expect(live.engine.isSettled).toBe(false);
    await live.restoreContext(extension);
    live.engine.attach(live.gl);
    await live.settled();
    expect(await wrongTiles(live, scenes)).toEqual([]);
  });

  it('at any moment of computePixels only delays it', async () => {
    const { live, scenes } = setUp(18);
    live.engine.setLayers([{ ...best, shown: false }]);
    const recipe = await live.recipe();
    const part = { x: 7, y: 9, width: 61, height: 40 };
    const grid = partOf(scenes.grid, part);
    const expected = truthOf({ scenes, quality: { band: 'q', times: 1 }, bands: ['red'], part });
    let frames = Infinity;
    for (let losing = 1; losing < frames; losing++) {
      let frame = 0;
      live.onFrame = () => {
        frame++;
        if (frame === losing) live.engine.detach();
        if (frame === losing) setTimeout(() => live.engine.attach(live.gl), 3);
      };
      const found = await live.engine.computePixels({ recipe, grid, bands: ['red'] });
      // A frame after the end is not one of its own.
      live.onFrame = () => {};
      expect(differences(found, expected), `lost at frame ${losing}`).toEqual({});
      if (frame < losing) frames = frame;
    }
    expect(frames).toBeGreaterThan(5);
  });

  it('while scenes are read only delays computePixels', async () => {
    const { live, scenes, reader } = setUp(3);
    live.engine.setLayers([{ ...best, shown: false }]);
    const recipe = await live.recipe();
    reader.hold();
    const computing = live.engine.computePixels({
      recipe,
      grid: partOf(scenes.grid, { x: 0, y: 0, width: 9, height: 9 }),
      bands: ['red'],
    });
    await live.until(() => reader.asked.length > 0);
    live.engine.detach();
    reader.release();
    await new Promise((resolve) => setTimeout(resolve, 10));
    live.engine.attach(live.gl);
    expect((await computing).failures).toEqual([]);
    expect(live.engine.budget.heldBy('gpu target')).toBe(0);
  });

  it('that is noticed by computePixels first leaves no bytes counted', async () => {
    const { live, scenes } = setUp(6);
    await live.show([best], viewOf([[1, 0]]));
    await live.loseContext();
    const control = new AbortController();
    const recipe = await live.recipe();
    const grid = partOf(scenes.grid, { x: 0, y: 0, width: 9, height: 9 });
    const computing = live.engine.computePixels({ recipe, grid, bands: ['red'], signal: control.signal });
    live.engine.detach();
    control.abort();
    expect(isAbort(await computing.catch((error: unknown) => error))).toBe(true);
    expect(live.engine.budget.held).toBe(0);
  });
});

describe('dispose', () => {
  const thrown: unknown[] = [];
  const onRejection = (event: PromiseRejectionEvent): void => {
    thrown.push(event.reason);
  };
  beforeAll(() => addEventListener('unhandledrejection', onRejection));
  afterAll(() => removeEventListener('unhandledrejection', onRejection));

  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'at frame %i of work leaves nothing',
    async (frame) => {
      const { live, scenes, reader } = setUp(17);
      const image = ee.ImageCollection('fake').mosaic();
      live.view = viewOf([[1, 1]]);
      live.engine.setLayers([best, { id: 'mosaic', image, visParams: { bands: ['red', 'green'], max: 1 } }]);
      const { engine } = live;
      const recipe = await live.recipe(1);
      const grid = partOf(scenes.grid, { x: 1, y: 2, width: 90, height: 80 });
      const computing = engine.computePixels({ recipe, grid, bands: ['red', 'green'] });
      const outcome = computing.then(
        () => 'computed',
        (error: BestpixelError) => error.tag,
      );
      let [frames, gpu] = [0, engine.session!.context.gpu];
      live.onFrame = () => {
        if (++frames !== frame) return;
        ({ gpu } = engine.session!.context);
        engine.dispose();
      };
      expect(await outcome).toBe('disposed');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(gpu.counts()).toEqual({});
      expect(engine.budget.held).toBe(0);
      expect(reader.disposed).toBe(true);
      expect(thrown).toEqual([]);
    },
  );

  it('refuses what is asked later', async () => {
    const { live, scenes } = setUp(2);
    await live.show([best], viewOf([[0, 0]]));
    const recipe = await live.recipe();
    const grid = partOf(scenes.grid, { x: 0, y: 0, width: 1, height: 1 });
    live.engine.dispose();
    live.engine.dispose();
    const disposed = { tag: 'disposed' };
    await expect(live.engine.computePixels({ recipe, grid, bands: ['red'] })).rejects.toMatchObject(disposed);
    await expect(live.engine.sample({ recipe, grid })).rejects.toMatchObject(disposed);
    expect(() => live.engine.setLayers([])).toThrow(expect.objectContaining(disposed) as Error);
    expect(() => live.engine.attach(live.gl)).toThrow(expect.objectContaining(disposed) as Error);
  });
});

it.each([1, 2, 3, 4, 5, 6])(
  'frees all of a mosaic whose program %i fails while others are made',
  async (nth) => {
    const { live, scenes, reader } = setUp(9);
    live.engine.setLayers([{ image: ee.ImageCollection('fake').mosaic(), shown: false }]);
    const recipe = await live.recipe();
    const { context } = live.engine.session!;
    const { gpu } = context;
    let programs = 0;
    const failing = new Proxy(gpu, {
      get: (target, name) => {
        if (name === 'program' && ++programs === nth) throw new BestpixelError('shader', 'the driver is ill');
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    Object.assign(context, { gpu: failing });
    // The bands of one part are late, so that the parts are apart.
    reader.onRead = (href) => (href.endsWith('/q') ? reader.hold() : undefined);
    const grid = partOf(scenes.grid, { x: 0, y: 0, width: 50, height: 50 });
    const computing = live.engine.computePixels({ recipe, grid, bands: ['red', 'green', 'q'] });
    setTimeout(() => {
      reader.onRead = () => {};
      reader.release();
    }, 60);
    await expect(computing).rejects.toMatchObject({ tag: 'shader' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    context.stacks.forget(() => true);
    expect(gpu.counts()).not.toHaveProperty('target');
    expect(gpu.counts()).not.toHaveProperty('array');
  },
);

it('aborts computePixels at any frame and frees what it made', async () => {
  const { live, scenes } = setUp(18);
  live.engine.setLayers([{ ...best, shown: false }]);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, { x: 0, y: 0, width: 40, height: 40 });
  for (let aborting = 1, ended = false; !ended; aborting++) {
    const control = new AbortController();
    let frames = 0;
    live.onFrame = () => {
      if (++frames === aborting) control.abort();
    };
    const { signal } = control;
    const outcome = await live.engine
      .computePixels({ recipe, grid, bands: ['red'], signal })
      .catch((error: unknown) => error);
    ended = frames < aborting;
    if (!ended) expect(isAbort(outcome), `aborted at frame ${aborting}`).toBe(true);
    await new Promise((resolve) => setTimeout(resolve));
    live.frame();
    live.engine.session!.context.stacks.forget(() => true);
    expect(live.engine.session!.context.gpu.counts()).not.toHaveProperty('target');
    expect(live.engine.session!.context.gpu.counts()).not.toHaveProperty('array');
  }
});
