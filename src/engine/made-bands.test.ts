import { describe, expect, it } from 'vitest';
import type { MadeBand, MadeImage, Recipe, Reduction } from '../compose/recipe.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { groundPixelSize } from '../grid/ground.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { BandBook } from './band-book.ts';
import { estimateView } from './estimate.ts';
import { beyondOverviews, prepareLayer } from './prepared.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { makeFakeScenes } from './testing/fake-scenes.ts';
import { viewOf } from './testing/place.ts';

const band = (name: string): PixelExpr => ({ op: 'band', band: name });

function setUp() {
  const bands = { q: { dtype: 'uint8' }, red: { dtype: 'uint16', declared: 'uint16' } } as const;
  const scenes = makeFakeScenes({ random: randomNumbers(7), count: 3, bands });
  const reader = new FakeReader(scenes);
  const computed = (made: MadeBand): Recipe => ({
    list: makeList([makeScene({ id: '0' })]),
    selections: [{ quality: { op: 'const', value: 1 }, bands: [{ name: 'out', expr: band('~x') }] }],
    made: new Map([['~x', made]]),
  });
  const imageOf = (image: MadeImage): Recipe =>
    computed({ kind: 'image', sources: [{ image, band: 'red' }] });
  const prepare = (recipe: Recipe, visParams = {}) =>
    prepareLayer(new BandBook(reader), { recipe, visParams });
  const inner: Recipe = {
    list: scenes.list,
    selections: [{ quality: band('q'), bands: [{ name: 'red', expr: band('red') }] }],
  };
  const reduced = (reducer: Reduction['reducer']): Recipe =>
    imageOf({
      kind: 'reduction',
      reduction: { list: scenes.list, reducer, bands: [{ name: 'red', expr: band('red') }] },
    });
  return {
    scenes,
    reader,
    computed,
    prepare,
    inner,
    reduced,
    best: imageOf({ kind: 'mosaic', recipe: inner }),
  };
}

describe('a layer of a composed image is prepared', () => {
  it('by the types of what is inside', async () => {
    const { prepare, best, reduced, computed } = setUp();
    const rangeOf = async (recipe: Recipe): Promise<unknown> => {
      const [channel] = (await prepare(recipe)).style.channels;
      return [channel!.low, Math.round(1 / channel!.slope)];
    };
    // Without min and max: all of 16 bits, 0 to 1 of fractions, all of int32.
    expect(await rangeOf(best)).toEqual([0, 65535]);
    expect(await rangeOf(reduced('max'))).toEqual([0, 65535]);
    expect(await rangeOf(reduced('median'))).toEqual([0, 1]);
    expect(await rangeOf(computed({ kind: 'value', values: [0.5] }))).toEqual([0, 1]);
    expect(await rangeOf(reduced('sum'))).toEqual(await rangeOf(computed({ kind: 'value', values: [3] })));
  });

  it('as far out as the files inside have levels', async () => {
    const { prepare, best, inner, reader, reduced } = setUp();
    reader.overviews = 2;
    const { coarsest: own, centre } = await prepare(inner);
    expect((await prepare(best)).coarsest).toBeCloseTo(own, 6);
    expect((await prepare(reduced('mean'))).coarsest).toBeCloseTo(own, 6);
    const { crs, affine } = setUp().scenes.grid;
    const finest = Math.max(...groundPixelSize(crs, affine, centre));
    expect(own / beyondOverviews / finest).toBeCloseTo(4, 6);
  });
});

describe('an estimate of a composed image', () => {
  it('counts what is read inside: of a mosaic as of itself, of a reduction all', () => {
    const { best, inner, reduced } = setUp();
    const view = viewOf([[0, 0]]);
    const estimate = (recipe: Recipe): number =>
      estimateView({ recipes: [recipe], view, layersPerArray: 16, limits: { sceneBudget: 512 } })!.bytes;
    expect(estimate(best)).toBe(estimate(inner));
    const alone: Recipe = { ...inner, selections: [{ quality: band('red'), bands: [] }] };
    expect(estimate(reduced('median'))).toBe(estimate(alone));
  });

  it('draws nothing where too many scenes lie inside', () => {
    const { reduced } = setUp();
    const request = { view: viewOf([[0, 0]]), layersPerArray: 16 };
    const recipes = [reduced('median')];
    expect(estimateView({ ...request, recipes, limits: { sceneBudget: 2 } })).toBeNull();
    expect(estimateView({ ...request, recipes, limits: { sceneBudget: 3 } })).not.toBeNull();
  });
});
