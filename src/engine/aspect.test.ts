import { describe, expect, it } from 'vitest';
import type { MadeBand, MadeImage, Recipe } from '../compose/recipe.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { aspectOf } from './aspect.ts';
import { makeSource } from './testing/fake-scenes.ts';

const band = (name: string): PixelExpr => ({ op: 'band', band: name });
const chosenBy = (quality: string, name: string) => ({
  quality: band(quality),
  bands: [{ name, expr: band(name) }],
});
const names = ['q', 'r', 'red', 'green'];
const acquisition = makeScene({
  id: 'a',
  datetime: Date.UTC(1970, 0, 3, 23, 59),
  bands: new Map(names.map((name) => [name, makeSource(`fake:a/${name}`)])),
});
const list = makeList([acquisition]);
/** Red is chosen by q, green by r. */
const apart: Recipe = { list, selections: [chosenBy('q', 'red'), chosenBy('r', 'green')] };
const mosaic: MadeImage = { kind: 'mosaic', recipe: apart };
const median: MadeImage = {
  kind: 'reduction',
  reduction: { list, reducer: 'median', bands: [{ name: 'red', expr: band('red') }] },
};

/** One image computed of bands of others. */
function computedOf(...sources: readonly (readonly [image: MadeImage, band: string])[]): Recipe {
  const made = new Map(
    sources.map(([image, name], i): [string, MadeBand] => [
      `~${i}`,
      { kind: 'image', sources: [{ image, band: name }] },
    ]),
  );
  const expr = [...made.keys()]
    .map(band)
    .reduce<PixelExpr>((a, b) => ({ op: 'add', args: [a, b] }), { op: 'const', value: 0 });
  return {
    list: makeList([makeScene({ id: '0', bands: new Map() })]),
    selections: [{ quality: { op: 'const', value: 1 }, bands: [{ name: 'sum', expr }] }],
    made,
  };
}

const qualityOf = (recipe: Recipe) => recipe.selections[0]!.quality;

it('are days that have begun since 1970, in UTC, also before it', () => {
  const early = { ...acquisition, id: 'b', datetime: -1 };
  const { made } = aspectOf({ list: makeList([acquisition, early]), selections: apart.selections }, 'date');
  expect([...made!.values()]).toEqual([{ kind: 'value', values: [2, -1] }]);
});

describe('an aspect of an image whose bands are chosen apart', () => {
  it('is that of the first band', () => expect(qualityOf(aspectOf(apart, 'date'))).toEqual(band('q')));
});

describe('an aspect of an image that is computed', () => {
  it('of one band is that of the choice of this band', () => {
    expect(qualityOf(aspectOf(computedOf([mosaic, 'green']), 'date'))).toEqual(band('r'));
    expect(qualityOf(aspectOf(computedOf([mosaic, 'red'], [mosaic, 'red']), 'date'))).toEqual(band('q'));
  });

  it.each<[string, Recipe]>([
    ['of bands that are chosen apart', computedOf([mosaic, 'red'], [mosaic, 'green'])],
    [
      'of two mosaics',
      computedOf(
        [mosaic, 'red'],
        [{ ...mosaic, recipe: { ...apart, selections: [chosenBy('q', 'red')] } }, 'red'],
      ),
    ],
    ['of a median', computedOf([median, 'red'])],
    ['of a mosaic and a median', computedOf([mosaic, 'red'], [median, 'red'])],
    ['of numbers', computedOf()],
  ])('%s is refused, with what to do', (_name, recipe) => {
    for (const aspect of ['date', 'margin', 'scenes'] as const) {
      expect(() => aspectOf(recipe, aspect)).toThrow(
        expect.objectContaining({ tag: 'unsupported', remedy: expect.stringMatching(/mosaic/) as string }),
      );
    }
  });
});

it('is the image itself where pixels are asked for, or where it has no scenes', () => {
  const none: Recipe = { list: makeList([]), selections: [] };
  expect(aspectOf(apart, 'pixels')).toBe(apart);
  expect(aspectOf(none, 'margin')).toBe(none);
});
