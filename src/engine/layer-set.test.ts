import { describe, expect, it, vi } from 'vitest';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { abortError } from '../net/abort.ts';
import type { SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { areaOf, holdsArea } from './area.ts';
import type { LayerSpec } from './layer.ts';
import { LayerSet } from './layer-set.ts';
import { makeSource } from './testing/fake-scenes.ts';
import { square, viewOf } from './testing/place.ts';

const view = viewOf(square(2));
const here = areaOf(view)!;
const elsewhere: LngLatBounds = { west: 10, south: 50, east: 10.1, north: 50.1 };
const mosaic = (id = 'api') => ee.ImageCollection(id).qualityMosaic('q');
const down = new BestpixelError('network', 'the server does not answer');
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Layers over a source that lists one scene wherever it is asked, and only there. */
function setUp() {
  const asked: { id: string; area: LngLatBounds | null }[] = [];
  const source = {
    list: (area: LngLatBounds | null): SceneList =>
      makeList(
        [makeScene({ id: 'scene', bands: new Map([['q', makeSource('q')]]) })],
        area ? { covers: area } : {},
      ),
    holds: Promise.resolve(),
  };
  const onChange = vi.fn();
  const onFail = vi.fn();
  const onError = vi.fn();
  const load = async (
    { id }: SceneQuery,
    { area, signal }: { area: LngLatBounds | null; signal: AbortSignal },
  ): Promise<SceneList> => {
    asked.push({ id, area });
    await source.holds;
    if (signal.aborted) throw abortError();
    return source.list(area);
  };
  const set = new LayerSet({ load, onChange, onFail, onError });
  const show = async (specs: readonly LayerSpec[]) => {
    set.set(specs);
    set.look(view);
    await turn();
    return set.layers;
  };
  return { set, asked, source, show, onChange, onFail, onError };
}

describe('lists', () => {
  it('are asked for from the first look on, each query once for all layers', async () => {
    const { set, asked } = setUp();
    set.set([{ image: mosaic() }, { image: mosaic() }, { image: mosaic('other') }]);
    await turn();
    expect(asked).toEqual([]);
    set.look(view);
    set.look({ ...view });
    await turn();
    expect(asked.map(({ id }) => id)).toEqual(['api', 'other']);
    expect(holdsArea(asked[0]!.area!, here)).toBe(true);
    expect(set.layers[0]!.recipe!.list).toBe(set.layers[1]!.recipe!.list);
    expect(set.lists).toHaveLength(2);
  });

  it('are kept for layers that ask the same, and asked for again when their source may have changed', async () => {
    const { set, asked, show } = setUp();
    await show([{ image: mosaic() }]);
    await show([{ image: ee.ImageCollection('api').mosaic() }]);
    expect(asked).toHaveLength(1);
    set.outdate();
    expect(set.layers[0]!.listing).toBe('loading');
    await turn();
    expect([asked.length, set.layers[0]!.listing]).toEqual([2, 'ready']);
  });

  it('that fail are told once, by the layer too, which keeps what it has', async () => {
    const { set, source, show, onError, onFail } = setUp();
    const [layer] = await show([{ image: mosaic() }, { image: mosaic() }]);
    const { recipe } = layer!;
    source.list = () => {
      throw down;
    };
    set.outdate();
    await turn();
    expect(onError.mock.calls).toEqual([[down]]);
    expect(onFail).not.toHaveBeenCalled();
    expect([layer!.listing, layer!.recipe, layer!.error]).toEqual(['failed', recipe, null]);
  });
});

describe('layers that are set', () => {
  it('stay the same where their id does, with all that is new', async () => {
    const { show } = setUp();
    const [first, second] = await show([
      { id: 'a', image: mosaic(), name: 'One' },
      { id: 'b', image: mosaic() },
    ]);
    const { recipe } = first!;
    const visParams = { bands: ['q'], max: 9 };
    const [again, other] = await show([
      { id: 'c', image: mosaic() },
      { id: 'a', image: mosaic(), name: 'Two', shown: false, opacity: 0.5, visParams },
    ]);
    expect(other).toBe(first);
    expect(again).not.toBe(second);
    expect(other).toMatchObject({ name: 'Two', shown: false, opacity: 0.5, visParams });
    expect(other!.recipe!.list).toBe(recipe!.list);
    expect(second!.error).toMatchObject({ tag: 'disposed' });
  });

  it('have no recipe while what they ask for is listed', async () => {
    const { set, show } = setUp();
    const [layer] = await show([{ id: 'a', image: mosaic() }]);
    set.set([{ id: 'a', image: mosaic('other') }]);
    expect([layer!.recipe, layer!.listing]).toEqual([null, 'loading']);
    await turn();
    expect([layer!.recipe?.list.scenes.length, layer!.listing]).toEqual([1, 'ready']);
  });

  it('change nothing where they contradict each other', async () => {
    const { set, show } = setUp();
    const before = await show([{ id: 'a', image: mosaic(), name: 'One' }]);
    const twice = [
      { id: 'a', image: mosaic(), name: 'Two' },
      { id: 'a', image: mosaic() },
    ];
    expect(() => set.set(twice)).toThrow('two layers have the same id');
    expect(() => set.set([{ id: 'a' } as LayerSpec])).toThrow('a layer needs an image');
    expect(set.layers).toBe(before);
    expect(set.layers[0]!.name).toBe('One');
  });

  it('tell of an expression that fails, and forget it with the expression', async () => {
    const { show, onFail } = setUp();
    const [layer] = await show([{ id: 'a', image: ee.ImageCollection('api').qualityMosaic('nothing') }]);
    expect(onFail).toHaveBeenCalledWith(layer, expect.objectContaining({ tag: 'missing-band' }));
    layer!.fail(down);
    await show([{ id: 'a', image: mosaic() }]);
    expect(layer!.error).toBeNull();
    expect(layer!.recipe!.selections).toHaveLength(1);
  });
});

describe('the recipe for a place', () => {
  it('is the layer’s own where its list is whole, and asks for nothing', async () => {
    const { set, asked, show } = setUp();
    const [layer] = await show([{ image: mosaic() }]);
    expect(await set.recipeFor(layer!, here)).toBe(layer!.recipe);
    expect(asked).toHaveLength(1);
  });

  it('elsewhere is of a list for that place, and the layer keeps its own', async () => {
    const { set, asked, show } = setUp();
    const [layer] = await show([{ image: mosaic() }]);
    const { recipe } = layer!;
    const other = await set.recipeFor(layer!, elsewhere);
    expect(asked[1]!.area).toEqual(elsewhere);
    expect(other.list.covers).toEqual(elsewhere);
    await turn();
    expect([layer!.recipe, layer!.listing]).toEqual([recipe, 'ready']);
    // A part is not the whole.
    await set.recipeFor(layer!, null);
    expect(asked[2]!.area).toBeNull();
  });

  it('is there though nothing was looked at, and though its layer waits for a narrower view', async () => {
    const { set } = setUp();
    set.set([{ image: mosaic() }]);
    expect((await set.recipeFor(set.layers[0]!, elsewhere)).selections).toHaveLength(1);
  });

  it('fails as listing and resolving do', async () => {
    const { set, source, show } = setUp();
    const [layer, broken] = await show([{ image: mosaic() }, { image: mosaic().select('nothing') }]);
    await expect(set.recipeFor(broken!, here)).rejects.toMatchObject({ tag: 'missing-band' });
    source.list = () => {
      throw down;
    };
    await expect(set.recipeFor(layer!, elsewhere)).rejects.toBe(down);
  });

  it('is refused once the layer is removed, and kept from nobody who waits or aborts', async () => {
    const { set, source, show } = setUp();
    const [layer] = await show([{ image: mosaic() }]);
    source.holds = new Promise(() => {});
    const control = new AbortController();
    const aborted = set.recipeFor(layer!, elsewhere, control.signal);
    control.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    const waiting = set.recipeFor(layer!, elsewhere);
    set.set([]);
    await expect(waiting).rejects.toMatchObject({ tag: 'disposed', message: 'the layer was removed' });
    await expect(set.recipeFor(layer!, elsewhere)).rejects.toMatchObject({ tag: 'disposed' });
  });
});
