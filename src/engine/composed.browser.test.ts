import { describe, expect, it } from 'vitest';
import type { Recipe } from '../compose/recipe.ts';
import { BestpixelError } from '../errors.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { makeList } from '../scene/testing/make.ts';
import {
  band,
  call,
  composed,
  computed,
  number,
  part,
  pixelsOf,
  plane,
  reductionImage,
  selectionOf,
  setUp,
  standIn,
} from './testing/composed.ts';
import { partOf } from './testing/place.ts';
import { bestOf, expectPixels, pixels } from './testing/composed-truth.ts';

const seed = 20240301;

describe('an image computed of mosaics', () => {
  it('has the values of both, and the first one for its origin', async () => {
    const given = setUp(seed, 9);
    const [early, late] = [bestOf(given, (i) => i < 4), bestOf(given, (i) => i >= 4)];
    const recipe = computed(
      { '~a': plane(early.image, 'red'), '~b': plane(late.image, 'red') },
      { change: call('subtract', band('~b'), band('~a')), early: band('~a') },
    );
    const change = late.red.map((value, i) =>
      value === null || early.red[i] === null ? null : value - early.red[i]!,
    );
    // The band asked for first tells: it reads the later image first.
    await expectPixels(given, recipe, {
      values: { change, early: early.red },
      winners: late.ids,
    });
  });

  it('frees all that it took of the GPU, but for what is kept of scenes', async () => {
    const given = setUp(seed, 9);
    const { image } = bestOf(given, () => true);
    await composed(given, computed({ '~a': plane(image, 'red') }, { red: band('~a') }));
    const { engine } = given.live;
    expect(engine.budget.held).toBeGreaterThan(0);
    engine.session!.context.stacks.evict(() => true);
    expect(engine.budget.held).toBe(0);
  });

  it('tells the scenes inside that could not be read, and does without them', async () => {
    const given = setUp(seed, 6);
    given.reader.broken.set('fake:5/q', new BestpixelError('truncated', 'the file ends early'));
    const all = bestOf(given, () => true);
    const without = bestOf(given, (i) => i < 5);
    const recipe = computed({ '~a': plane(all.image, 'red') }, { red: band('~a') });
    const found = await composed(given, recipe);
    expect(found.failures).toMatchObject([{ scene: 'scene-5', band: 'q', sentence: 'the file ends early.' }]);
    expect(found.values['red']).toEqual(without.red);
    expect(found.winners).toEqual(without.ids);
    const grid = partOf(given.scenes.grid, { ...part, width: 1, height: 1 });
    const sample = await given.live.engine.sample({ recipe, grid });
    expect(sample.failures).toMatchObject([{ scene: 'scene-5', band: 'q' }]);
  });

  it('reads and composes an image once, however many bands and scenes take part of it', async () => {
    const given = setUp(seed, 5);
    const { image } = bestOf(given, () => true);
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [
        selectionOf(call('add', band('q'), band('~red')), { more: call('add', band('red'), band('~red')) }),
      ],
      made: new Map([['~red', plane(image, 'red', 5)]]),
    };
    await composed(given, recipe);
    // Once by the image and once by the scenes themselves.
    expect(given.reader.reads('q').toSorted()).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4].map((i) => `${i}/q`));
  });

  it('stops when it is aborted, and holds nothing then', async () => {
    const given = setUp(seed, 5);
    const { image } = bestOf(given, () => true);
    const job = new AbortController();
    given.reader.onRead = () => job.abort();
    const recipe = computed({ '~a': plane(image, 'red') }, { red: band('~a') });
    await expect(composed(given, recipe, job.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await given.live.until(() => given.live.engine.budget.held === 0);
  });
});

describe('a mosaic of mosaics', () => {
  it('is won by the acquisition inside', async () => {
    const given = setUp(seed, 9);
    const members = [0, 1, 2].map((month) => bestOf(given, (i) => i % 3 === month));
    const made = (name: string) => ({
      kind: 'image' as const,
      sources: members.map(({ image }) => ({ image, band: name })),
    });
    const recipe: Recipe = {
      list: makeList(members.map((_, i) => standIn(String(i)))),
      selections: [selectionOf(band('~q'), { red: band('~red') })],
      made: new Map([
        ['~q', made('q')],
        ['~red', made('red')],
      ]),
    };
    const winner = Array.from({ length: pixels }, (_, i) => {
      let best: number | null = null;
      members.forEach(({ q }, k) => {
        if (q[i] !== null && (best === null || q[i]! >= members[best]!.q[i]!)) best = k;
      });
      return best as number | null;
    });
    const red = winner.map((k, i) => (k === null ? null : members[k]!.red[i]!));
    const ids = winner.map((k, i) => (k === null ? null : members[k]!.ids[i]!));
    expect(new Set(ids).size).toBeGreaterThan(6);
    await expectPixels(given, recipe, { values: { red }, winners: ids });
    const grid = partOf(given.scenes.grid, { ...part, width: 1, height: 1 });
    const { series, scene } = await given.live.engine.sample({ recipe, grid });
    expect(series.map((entry) => entry.scene.id).toSorted()).toEqual(
      given.scenes.list.scenes.map(({ id }) => id),
    );
    expect(series.filter((entry) => entry.winner).map((entry) => entry.scene)).toEqual([scene]);
    expect(series.map(({ values }) => Object.keys(values))).toEqual(series.map(() => ['red', 'q']));
  });
});

describe('a mosaic whose quality reads what no file holds', () => {
  it('follows a number of each scene, whole or not, and none where it is null', async () => {
    const given = setUp(seed, 5);
    const values = [3, 0.5, null, 8.25, -1];
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [
        selectionOf(call('updateMask', band('~n'), call('maskOf', band('red'))), {
          red: band('red'),
          n: band('~n'),
        }),
      ],
      made: new Map([['~n', { kind: 'value', values }]]),
    };
    const order = [3, 0, 1, 4];
    const reds = values.map((_, scene) => pixelsOf(given.scenes, scene, 'red'));
    const winner = Array.from(
      { length: pixels },
      (_, i) => order.find((scene) => reds[scene]![i] !== null) ?? null,
    );
    await expectPixels(given, recipe, {
      values: {
        red: winner.map((scene, i) => (scene === null ? null : reds[scene]![i]!)),
        n: winner.map((scene) => (scene === null ? null : values[scene]!)),
      },
      winners: winner.map((scene) => (scene === null ? null : `scene-${scene}`)),
    });
  });

  it('is clipped to a place, scene by scene', async () => {
    const given = setUp(seed, 4);
    const { affine } = partOf(given.scenes.grid, part);
    const degrees = (metres: number): number => (metres / (Math.PI * 6378137)) * 180;
    // West of the middle of the tenth column, at any latitude.
    const [west, edge] = [degrees(affine[2]) - 1, degrees(affine[2] + 9.4 * affine[0])];
    const place = {
      type: 'Polygon' as const,
      coordinates: [[[west, 0], [edge, 0], [edge, 80], [west, 80], [west, 0]]], // prettier-ignore
    };
    const clipped = (name: string): PixelExpr => call('updateMask', band(name), band('~in'));
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [selectionOf(clipped('q'), { red: clipped('red') })],
      made: new Map([['~in', { kind: 'inside', place }]]),
    };
    const { red, ids } = bestOf(given, () => true);
    const inside = (i: number): boolean => i % part.width < 9;
    await expectPixels(given, recipe, {
      values: { red: red.map((value, i) => (inside(i) ? value : null)) },
      winners: ids.map((id, i) => (inside(i) ? id : null)),
    });
  });

  it('tells the score where ranks stand for it', async () => {
    const given = setUp(seed, 3);
    const times = given.scenes.list.scenes.map(({ datetime }) => datetime + 1);
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [selectionOf(band('~rank'), { red: band('red') }, { score: band('~time') })],
      made: new Map([
        ['~rank', { kind: 'value', values: [2, 0, 1] }],
        ['~time', { kind: 'value', values: times }],
      ]),
    };
    const grid = partOf(given.scenes.grid, { ...part, width: 1, height: 1 });
    const { series, scene } = await given.live.engine.sample({ recipe, grid });
    expect(series.map(({ quality }) => quality)).toEqual(times);
    expect(scene?.id).toBe('scene-0');
  });

  it('is the nearest to a median, scene by scene', async () => {
    const given = setUp(seed, 5);
    const median = reductionImage({
      list: given.scenes.list,
      reducer: 'median',
      bands: [{ name: 'm', expr: band('ratio') }],
    });
    const far = call('multiply', call('abs', call('subtract', band('ratio'), band('~m'))), number(-1));
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [selectionOf(far, { ratio: band('ratio') })],
      made: new Map([['~m', plane(median, 'm', 5)]]),
    };
    const ratios = [0, 1, 2, 3, 4].map((scene) => pixelsOf(given.scenes, scene, 'ratio'));
    const winner = Array.from({ length: pixels }, (_, i) => {
      const there = ratios.flatMap((values, scene) =>
        values[i] === null ? [] : [{ scene, value: values[i]! }],
      );
      if (there.length === 0) return null;
      const sorted = there.map(({ value }) => value).toSorted((a, b) => a - b);
      const middle = Math.fround((sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2);
      const distance = (value: number): number => Math.abs(Math.fround(value - middle));
      return there.reduce((best, each) => (distance(each.value) <= distance(best.value) ? each : best)).scene;
    });
    await expectPixels(given, recipe, {
      values: { ratio: winner.map((scene, i) => (scene === null ? null : ratios[scene]![i]!)) },
      winners: winner.map((scene) => (scene === null ? null : `scene-${scene}`)),
    });
  });
});
