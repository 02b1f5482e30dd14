import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../raster/testing/tamper.ts';
import { longestRecipe, recipeOfText, textOfRecipe } from './recipe-file.ts';
import { linkTextOf, recipeOfLink } from './recipe-link.ts';
import { makeRecipe } from './testing/random-recipe.ts';

const seed = 20261123;

describe(`a recipe (seed ${seed})`, () => {
  it('comes back from its file and from its link, 200 times', async () => {
    const random = randomNumbers(seed);
    for (let round = 0; round < 200; round++) {
      const recipe = makeRecipe(random);
      expect(recipeOfText(textOfRecipe(recipe)), `round ${round}`).toEqual(recipe);
      const text = await linkTextOf(recipe);
      expect(text).toMatch(/^[\w-]+$/);
      expect(await recipeOfLink(text), `round ${round}`).toEqual(recipe);
    }
  });

  it('with a long script still fits a link', async () => {
    const line = 'var best = ee.ImageCollection("COPERNICUS/S2_SR_HARMONIZED").qualityMosaic("q");\n';
    const recipe = { ...makeRecipe(randomNumbers(seed)), script: line.repeat(1200).slice(0, 99_000) };
    const text = await linkTextOf(recipe);
    expect(text.length).toBeLessThan(10_000);
    expect(await recipeOfLink(text)).toEqual(recipe);
  });

  it('is told to be broken where its link was cut off or changed, at any place', async () => {
    const random = randomNumbers(seed);
    const recipe = makeRecipe(random);
    const text = await linkTextOf(recipe);
    for (let round = 0; round < 200; round++) {
      const at = random(text.length);
      const changed = text[at] === 'A' ? 'B' : 'A';
      const tampered = round % 2 === 0 ? text.slice(0, at) : text.slice(0, at) + changed + text.slice(at + 1);
      const found = await recipeOfLink(tampered).catch((error: unknown) => error);
      // Gzip's header says when and where it was packed, which changes nothing.
      if (JSON.stringify(found) === JSON.stringify(recipe)) expect(at).toBeLessThan(14);
      else expect(found, `round ${round}`).toMatchObject({ tag: 'bad-input' });
    }
  });

  it('is refused where a little link holds very much', async () => {
    const packed = new Blob([' '.repeat(50 * longestRecipe)])
      .stream()
      .pipeThrough(new CompressionStream('gzip'));
    const bytes = Buffer.from(await new Response(packed).arrayBuffer());
    await expect(recipeOfLink(bytes.toString('base64url'))).rejects.toThrow('holds too much');
  });
});

describe('a file that is no recipe is refused with what is wrong', () => {
  const base = JSON.parse(textOfRecipe(makeRecipe(randomNumbers(seed)))) as Record<string, unknown>;
  const refused: [string, unknown, RegExp][] = [
    ['text', 'nothing', /cannot be read/],
    ['a list', [], /no object/],
    ['another program’s', { ...base, format: 'other' }, /no recipe of Bestpixel/],
    ['a later version', { ...base, version: 2 }, /version 2/],
    ['no version', { ...base, version: undefined }, /unknown version/],
    ['data that is no text', { ...base, data: 7 }, /no text/],
    ['a choice that is wrong', { ...base, data: 'collection=a&cloud=200' }, /./],
    ['a rule that nobody knows', { ...base, data: 'rule=nicest' }, /no quality rule/],
    ['a script that is no text', { ...base, script: {} }, /no text/],
    ['layers that are no list', { ...base, layers: {} }, /no list/],
    ['a layer without an id', { ...base, layers: [{ name: 'a' }] }, /no text/],
    ['two layers of one id', { ...base, layers: [{ id: 'a' }, { id: 'a' }] }, /two layers/],
    ['a layer that is too opaque', { ...base, layers: [{ id: 'a', opacity: 2 }] }, /opacity/],
    ['a style of objects', { ...base, layers: [{ id: 'a', visParams: { min: { a: 1 } } }] }, /'min'/],
    ['an aspect of its own', { ...base, layers: [{ id: 'a', aspect: 'beauty' }] }, /aspect/],
    [
      'a place beyond the pole',
      { ...base, view: { lng: 0, lat: 91, zoom: 1, bearing: 0, pitch: 0 } },
      /'lat'/,
    ],
  ];
  it.each(refused)('%s', (_, value, what) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => recipeOfText(text)).toThrow(what);
    expect(() => recipeOfText(text)).toThrow(expect.objectContaining({ tag: 'bad-input' }) as Error);
  });

  it('one that is too long', () => {
    expect(() => recipeOfText(' '.repeat(longestRecipe + 1))).toThrow('too long');
  });

  it('and a style keeps none but its own keys', () => {
    const layers = [{ id: 'a', visParams: { min: 1, __proto__: 1, onclick: 'x' } }];
    expect(recipeOfText(JSON.stringify({ ...base, layers })).layers[0]!.visParams).toEqual({ min: 1 });
  });
});
