import { describe, expect, it } from 'vitest';
import type { Reduction } from '../compose/recipe.ts';
import { band, call, computed, part, pixelsOf, plane, reductionImage, setUp } from './testing/composed.ts';
import { expectPixels, pixels } from './testing/composed-truth.ts';
import { partOf } from './testing/place.ts';

const seed = 20240302;

describe('a reduction', () => {
  const reducers: [Reduction['reducer'], (values: number[]) => number][] = [
    ['min', (values) => Math.min(...values)],
    ['max', (values) => Math.max(...values)],
    ['sum', (values) => values.reduce((a, b) => a + b)],
    ['count', (values) => values.length],
    ['mean', (values) => Math.fround(values.reduce((a, b) => a + b) / values.length)],
  ];

  it.each(reducers)(
    '%s is that of all unmasked values, pixel by pixel, and has no winner',
    async (reducer, of) => {
      const given = setUp(seed, 11);
      const image = reductionImage({
        list: given.scenes.list,
        reducer,
        bands: [{ name: 'x', expr: band('small') }],
      });
      const all = given.scenes.list.scenes.map((_, scene) => pixelsOf(given.scenes, scene, 'small'));
      const x = Array.from({ length: pixels }, (_, i) => {
        const there = all.flatMap((values) => values[i] ?? []);
        return there.length === 0 ? null : of(there);
      });
      await expectPixels(given, computed({ '~x': plane(image, 'x') }, { x: band('~x') }), {
        values: { x },
        winners: x.map(() => null),
      });
    },
  );

  it("leaves out what a scene's reference has no data for, and tells every scene in the series", async () => {
    const given = setUp(seed, 4);
    const list = {
      ...given.scenes.list,
      scenes: given.scenes.list.scenes.map((scene) => ({ ...scene, reference: 'ratio' })),
    };
    const image = reductionImage({
      list,
      reducer: 'count',
      bands: [{ name: 'n', expr: call('maskOf', band('small')) }],
    });
    const both = list.scenes.map((_, scene) => {
      const ratio = pixelsOf(given.scenes, scene, 'ratio');
      return pixelsOf(given.scenes, scene, 'small').map((value, i) => value !== null && ratio[i] !== null);
    });
    const n = Array.from({ length: pixels }, (_, i) => both.filter((there) => there[i]).length || null);
    const recipe = computed({ '~n': plane(image, 'n') }, { n: band('~n') });
    await expectPixels(given, recipe, { values: { n }, winners: n.map(() => null) });
    const grid = partOf(given.scenes.grid, { ...part, width: 1, height: 1 });
    const { series } = await given.live.engine.sample({ recipe, grid });
    expect(series.map(({ values, winner }) => [values['n'], winner])).toEqual(
      both.map((there) => [there[0] ? 1 : null, false]),
    );
  });
});
