import { describe, expect, it } from 'vitest';
import { aspectOf, type Aspect } from './aspect.ts';
import type { MadeBand, Recipe } from '../compose/recipe.ts';
import { BestpixelError } from '../errors.ts';
import type { Scene } from '../scene/scene.ts';
import { band, call, composed, pixelsOf, selectionOf, setUp, type SetUp } from './testing/composed.ts';
import { pixels } from './testing/composed-truth.ts';

const seed = 20241123;
const day = 86_400_000;
const counts = [1, 2, 5, 9];

/** Scenes of `setUp`, some changed. */
function changed({ scenes }: SetUp, change: (scene: Scene, index: number) => Partial<Scene>): void {
  scenes.list.scenes.forEach((scene, i) => Object.assign(scene, change(scene, i)));
}

/** By `small`, which is whole numbers with ties, without data where the reference has none. */
function bySmall({ scenes: { list } }: SetUp): Recipe {
  return { list, selections: [selectionOf(band('small'), { red: band('red') })] };
}

/** What competes at each pixel, in order: plain loops over the scenes' own pixels. */
function competing(
  { scenes }: SetUp,
  quality: string,
): { readonly scene: number; readonly value: number }[][] {
  const values = scenes.list.scenes.map((_, scene) => pixelsOf(scenes, scene, quality));
  const data = scenes.list.scenes.map(({ reference }, scene) =>
    reference === undefined ? null : pixelsOf(scenes, scene, reference),
  );
  return Array.from({ length: pixels }, (_, i) =>
    values.flatMap((of, scene) => {
      const value = of[i]!;
      return value === null || data[scene]?.[i] === null ? [] : [{ scene, value }];
    }),
  );
}

function winnerOf(rivals: readonly { scene: number; value: number }[]): number | null {
  let best: { scene: number; value: number } | null = null;
  for (const rival of rivals) if (!best || rival.value >= best.value) best = rival;
  return best?.scene ?? null;
}

async function found(given: SetUp, recipe: Recipe, aspect: Exclude<Aspect, 'pixels'>) {
  const result = await composed(given, aspectOf(recipe, aspect));
  return { values: result.values[aspect]!, winners: result.winners, failures: result.failures };
}

describe.each([
  ['without references', undefined],
  ['with holes by a reference band', 'red'],
])('an aspect of random scenes %s, two to an array', (_name, reference) => {
  const scenesOf = (count: number): SetUp => {
    const given = setUp(seed + count, count, 2);
    changed(given, () => (reference === undefined ? {} : { reference }));
    return given;
  };

  it.each(counts)('tells the day of the winner, of %i', async (count) => {
    const given = scenesOf(count);
    const { list } = given.scenes;
    const { values, winners } = await found(given, bySmall(given), 'date');
    const expected = competing(given, 'small').map(winnerOf);
    expect(winners).toEqual(expected.map((scene) => (scene === null ? null : list.scenes[scene]!.id)));
    expect(values).toEqual(
      expected.map((scene) => (scene === null ? null : Math.floor(list.scenes[scene]!.datetime / day))),
    );
  });

  it.each(counts)('tells how far the best is above the next, of %i', async (count) => {
    const given = scenesOf(count);
    const { values } = await found(given, bySmall(given), 'margin');
    const expected = competing(given, 'small').map((rivals) => {
      const [first, second] = rivals.map(({ value }) => value).toSorted((a, b) => b - a);
      return second === undefined ? null : first! - second;
    });
    expect(values, `seed ${seed + count}`).toEqual(expected);
    if (count > 2) expect(new Set(expected).size).toBeGreaterThan(4);
  });

  it.each(counts)('tells how many compete, of %i', async (count) => {
    const given = scenesOf(count);
    const { values } = await found(given, bySmall(given), 'scenes');
    expect(values).toEqual(competing(given, 'small').map(({ length }) => length || null));
  });
});

describe('a margin', () => {
  it('of fractions is the float32 difference', async () => {
    const given = setUp(seed, 6, 2);
    const { list } = given.scenes;
    const recipe = { list, selections: [selectionOf(band('ratio'), { red: band('red') })] };
    const { values } = await found(given, recipe, 'margin');
    expect(values).toEqual(
      competing(given, 'ratio').map((rivals) => {
        const [first, second] = rivals.map(({ value }) => value).toSorted((a, b) => b - a);
        return second === undefined ? null : Math.fround(first! - second);
      }),
    );
  });

  it('of times is of what is told as the quality, not of its ranks, and float32 does not round it to minutes', async () => {
    const given = setUp(seed, 4, 2);
    const times = [5, 0, 3, 1_000].map((ms) => Date.UTC(2024, 5, 1) + ms);
    const value = (values: readonly number[]): MadeBand => ({ kind: 'value', values });
    const there = call('maskOf', band('small'));
    const recipe: Recipe = {
      list: given.scenes.list,
      selections: [
        selectionOf(
          call('updateMask', band('~rank'), there),
          { red: band('red') },
          { score: call('updateMask', band('~time'), there) },
        ),
      ],
      made: new Map([
        ['~rank', value([2, 0, 1, 3])],
        ['~time', value(times)],
      ]),
    };
    const { values } = await found(given, recipe, 'margin');
    expect(values).toEqual(
      competing(given, 'small').map((rivals) => {
        const [first, second] = rivals.map(({ scene }) => times[scene]!).toSorted((a, b) => b - a);
        return second === undefined ? null : first! - second;
      }),
    );
  });

  it('is 0 wherever two compete of a mosaic() of scenes', async () => {
    const given = setUp(seed, 3, 2);
    const { list } = given.scenes;
    const recipe = {
      list,
      selections: [selectionOf(call('maskOf', band('small')), { small: band('small') })],
    };
    const { values } = await found(given, recipe, 'margin');
    expect(values).toEqual(competing(given, 'small').map(({ length }) => (length > 1 ? 0 : null)));
  });
});

it('cuts of one acquisition neither compete with each other nor count twice', async () => {
  const given = setUp(seed, 7, 2);
  const acquisitions = ['a', 'b', 'a', 'c', 'b', 'a', 'c'];
  changed(given, (_scene, i) => ({ acquisition: acquisitions[i]! }));
  const best = competing(given, 'small').map((rivals) => {
    const highest = new Map<string, number>();
    for (const { scene, value } of rivals) {
      const name = acquisitions[scene]!;
      highest.set(name, Math.max(value, highest.get(name) ?? -Infinity));
    }
    return [...highest.values()].toSorted((a, b) => b - a);
  });
  const recipe = bySmall(given);
  expect((await found(given, recipe, 'scenes')).values).toEqual(best.map(({ length }) => length || null));
  expect((await found(given, recipe, 'margin')).values).toEqual(
    best.map(([first, second]) => (second === undefined ? null : first! - second)),
  );
});

it.each(['margin', 'scenes'] as const)(
  '%s names scenes that could not be read, and does without',
  async (aspect) => {
    const given = setUp(seed, 4, 2);
    given.reader.broken.set('fake:3/small', new BestpixelError('truncated', 'the file ends early'));
    const { values, failures } = await found(given, bySmall(given), aspect);
    expect(failures).toMatchObject([{ scene: 'scene-3', band: 'small' }]);
    const others = competing(given, 'small').map((rivals) => rivals.filter(({ scene }) => scene < 3));
    const expected = others.map((rivals) => {
      if (aspect === 'scenes') return rivals.length || null;
      const [first, second] = rivals.map(({ value }) => value).toSorted((a, b) => b - a);
      return second === undefined ? null : first! - second;
    });
    expect(values).toEqual(expected);
  },
);
