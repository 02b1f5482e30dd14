import { describe, expect, it } from 'vitest';
import type { MadeBand, MadeImage, Recipe } from '../compose/recipe.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { sameRecipe } from './same-recipe.ts';
import { makeSource } from './testing/fake-scenes.ts';

const band = (name: string): PixelExpr => ({ op: 'band', band: name });
const scenes = [0, 1, 2].map((i) =>
  makeScene({ id: `scene-${i}`, bands: new Map([['red', makeSource(`fake:${i}/red`)]]) }),
);

/** The best by `red` of some scenes; each time another object. */
function best(taken = scenes): MadeImage {
  const selections = [{ quality: band('red'), bands: [{ name: 'red', expr: band('red') }] }];
  return { kind: 'mosaic', recipe: { list: makeList(taken), selections } };
}

function reduced(reducer: 'median' | 'mean'): MadeImage {
  return {
    kind: 'reduction',
    reduction: { list: makeList(scenes), reducer, bands: [{ name: 'red', expr: band('red') }] },
  };
}

function imageOf(made: MadeBand): Recipe {
  const bands = [{ name: 'red', expr: band('~red') }];
  const list = makeList([makeScene({ id: '0' })]);
  return {
    list,
    selections: [{ quality: { op: 'const', value: 1 }, bands }],
    made: new Map([['~red', made]]),
  };
}

const of = (image: MadeImage): Recipe => imageOf({ kind: 'image', sources: [{ image, band: 'red' }] });
const value = (...values: number[]): Recipe => imageOf({ kind: 'value', values });
const square = (side: number): Recipe =>
  imageOf({
    kind: 'inside',
    place: { type: 'Polygon', coordinates: [[[0, 0], [side, 0], [side, side], [0, 0]]] }, // prettier-ignore
  });

describe('composed recipes are the same', () => {
  it.each<[string, () => Recipe]>([
    ['mosaics of the same scenes', () => of(best())],
    ['the same reductions', () => of(reduced('median'))],
    ['the same numbers', () => value(7)],
    ['the same place', () => square(2)],
  ])('with %s, made anew', (_, make) => {
    expect(sameRecipe(make(), make())).toBe(true);
  });

  it.each<[string, Recipe, Recipe]>([
    ['fewer scenes inside', of(best()), of(best(scenes.slice(1)))],
    ['another reducer', of(reduced('median')), of(reduced('mean'))],
    ['a mosaic in place of a reduction', of(reduced('median')), of(best())],
    ['another number', value(7), value(8)],
    ['another place', square(2), square(3)],
    ['a number in place of a place', value(1), square(2)],
  ])('but not with %s', (_, a, b) => {
    expect(sameRecipe(a, b)).toBe(false);
    expect(sameRecipe(b, a)).toBe(false);
  });

  it('at once where an image of 2⁴⁰ paths is taken part of', () => {
    const deep = (): Recipe => {
      let image = best();
      for (let depth = 0; depth < 40; depth++) {
        const source = { image, band: 'red' };
        const made: MadeBand = { kind: 'image', sources: [source] };
        const recipe: Recipe = {
          list: makeList([makeScene({ id: '0' })]),
          selections: [
            {
              quality: { op: 'const', value: 1 },
              bands: [{ name: 'red', expr: { op: 'add', args: [band('~a'), band('~b')] } }],
            },
          ],
          made: new Map([
            ['~a', made],
            ['~b', { ...made }],
          ]),
        };
        image = { kind: 'mosaic', recipe };
      }
      return of(image);
    };
    expect(sameRecipe(deep(), deep())).toBe(true);
  });
});
