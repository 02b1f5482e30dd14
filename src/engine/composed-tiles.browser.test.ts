import { describe, expect, it } from 'vitest';
import type { Recipe } from '../compose/recipe.ts';
import { ee } from '../ee/ee.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { band, call, computed, number, plane, setUp, standIn } from './testing/composed.ts';
import { bestOf } from './testing/composed-truth.ts';
import { viewOf } from './testing/place.ts';

const seed = 20240303;
const view = viewOf([[0, 0]]);

/** A layer in the view whose expression gave a recipe written here. */
async function show(recipeOf: (given: ReturnType<typeof setUp>) => Recipe) {
  const given = setUp(seed, 6);
  const { live } = given;
  await live.show(
    [{ image: ee.ImageCollection('fake').qualityMosaic('q'), visParams: { bands: ['red'] } }],
    view,
  );
  const layer = live.engine.layers[0]!;
  const resolve = async (): Promise<void> => {
    layer.resolve(recipeOf(given));
    await live.settled();
  };
  await resolve();
  const tile = () => layer.tiles.get(keyOf(view.tiles[0]!))!;
  return { ...given, layer, tile, resolve };
}

const twice = (given: ReturnType<typeof setUp>): Recipe => {
  const { image } = bestOf(given, (i) => i % 2 === 0);
  return computed({ '~red': plane(image, 'red') }, { red: call('multiply', band('~red'), number(2)) });
};

describe('tiles of a composed layer', () => {
  it('name the acquisitions inside as their winners, and their dates', async () => {
    const { live, layer, tile } = await show(twice);
    expect(live.engine.status(layer)).toMatchObject({ state: 'done', scenesDone: 3, scenesWanted: 3 });
    expect(
      tile()
        .winners.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['scene-0', 'scene-2', 'scene-4']);
    const { datesUsed, scenes } = live.engine.stats();
    expect({ datesUsed, scenes }).toEqual({ datesUsed: 3, scenes: 3 });
    expect([...live.engine.sceneStates()].map(([{ id }, { state }]) => [id, state])).toEqual([
      ['scene-0', 'read'],
      ['scene-2', 'read'],
      ['scene-4', 'read'],
    ]);
    expect(live.engine.collections[0]).toMatchObject({ scenes: 3 });
    expect(live.engine.dataBounds).not.toBeNull();
  });

  it('keep their pixels where the same is composed again, made anew', async () => {
    const { reader, tile, resolve } = await show(twice);
    const before = tile().mosaic;
    const reads = reader.reads().length;
    await resolve();
    expect(tile().mosaic).toBe(before);
    expect(reader.reads()).toHaveLength(reads);
  });

  it('are composed anew where an image inside is another', async () => {
    let first = true;
    const { tile, resolve } = await show((given) => {
      const { image } = bestOf(given, (i) => first || i > 1);
      first = false;
      return computed({ '~red': plane(image, 'red') }, { red: band('~red') });
    });
    const before = tile().mosaic;
    await resolve();
    expect(tile().mosaic).not.toBe(before);
    expect(
      tile()
        .winners.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['scene-2', 'scene-3', 'scene-4', 'scene-5']);
  });

  it('come back after the context was lost', async () => {
    const { live, layer, tile } = await show(twice);
    const lost = await live.loseContext();
    live.engine.detach();
    await live.restoreContext(lost);
    live.engine.attach(live.gl);
    await live.settled();
    expect(live.engine.status(layer).state).toBe('done');
    expect(tile().winners).toHaveLength(3);
  });

  it('hold nothing once the engine is disposed', async () => {
    const { live } = await show(twice);
    expect(live.engine.budget.held).toBeGreaterThan(0);
    live.engine.dispose();
    expect(live.engine.budget.held).toBe(0);
  });

  it('show numbers alone without any scene', async () => {
    const { live, layer, tile } = await show(({ scenes }) => ({
      list: { ...scenes.list, scenes: [standIn()] },
      selections: [{ quality: number(1), bands: [{ name: 'red', expr: number(7) }] }],
    }));
    expect(live.engine.status(layer).state).toBe('done');
    expect(tile().winners).toEqual([]);
    expect(live.engine.stats().scenes).toBe(0);
  });
});
