import { describe, expect, it } from 'vitest';
import type { MadeImage, Recipe } from '../compose/recipe.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { askedImages, heightsOf } from './asked-images.ts';
import { needOfTile } from './tile-need.ts';

const band = (name: string): PixelExpr => ({ op: 'band', band: name });

function mosaic(
  bands: Record<string, PixelExpr>,
  more: Partial<Recipe> = {},
): MadeImage & { kind: 'mosaic' } {
  const list = makeList([makeScene()]);
  const quality: PixelExpr = { op: 'const', value: 1 };
  const selections = Object.entries(bands).map(([name, expr]) => ({ quality, bands: [{ name, expr }] }));
  return { kind: 'mosaic', recipe: { list, selections, ...more } };
}

const made = (name: string, image: MadeImage, of: string): NonNullable<Recipe['made']> =>
  new Map([[name, { kind: 'image', sources: [{ image, band: of }] }]]);

describe('what a recipe asks of images', () => {
  const inner = mosaic({ red: band('B4'), green: band('B3') });
  const outer = mosaic({ a: band('~x'), b: band('B2') }, { made: made('~x', inner, 'red') });

  it('is only the bands that are read, at any depth', () => {
    const of = (name: string): Recipe =>
      mosaic({ out: band('~y') }, { made: made('~y', outer, name) }).recipe;
    expect([...askedImages(of('a'))]).toEqual([
      [outer, ['a']],
      [inner, ['red']],
    ]);
    expect([...askedImages(of('b'))]).toEqual([[outer, ['b']]]);
  });

  it('is nothing for bands that no expression reads', () => {
    const { recipe } = mosaic({ out: band('B4') }, { made: made('~y', outer, 'a') });
    expect(askedImages(recipe).size).toBe(0);
  });

  it('lies at heights, so that no image waits for one that waits for it', () => {
    const { recipe } = mosaic({ out: band('~y') }, { made: made('~y', outer, 'a') });
    const heights = heightsOf(askedImages(recipe));
    expect([heights.get(outer), heights.get(inner)]).toEqual([1, 0]);
  });

  it('counts in what a tile needs while it is composed, and not in what stays', () => {
    const { recipe } = mosaic({ out: band('~y') }, { made: made('~y', inner, 'red') });
    const options = { size: 256, layersPerArray: 8 };
    const plain = needOfTile({ recipe: { ...recipe, made: undefined } }, options);
    const need = needOfTile({ recipe }, options);
    expect(need.lasting).toBe(plain.lasting);
    // Two at once: winners twice and a band, the pixels that are read back, what winners give of 16 bits and its mask.
    expect(need.most - plain.most).toBe(2 * 256 ** 2 * (16 + 16 + 16 + 3));
  });
});
