import { expect, it } from 'vitest';
import type { Recipe } from '../compose/recipe.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { Aspect } from '../engine/aspect.ts';
import type { Layer } from '../engine/layer.ts';
import type { ViewValues } from '../engine/shares.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { AspectLooks } from './aspect-looks.ts';

const day = 86_400_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What is read of a layer, to be written. */
type Fake = { -readonly [K in 'id' | 'aspect' | 'recipe' | 'visParams' | 'removed']: Layer[K] };

/** Of scenes of these days since 1970. */
function recipeOf(...days: number[]): Recipe {
  const scenes = days.map((at) => makeScene({ id: String(at), datetime: at * day }));
  return { list: makeList(scenes), selections: [] };
}

/** Values are answered by hand. */
function setUp(aspect: Aspect, recipe: Recipe) {
  const answers: ((values: ViewValues[]) => void)[] = [];
  const layers: Layer[] = [];
  const looks = new AspectLooks({
    stage: {
      engine: {
        layers,
        provenance: { valuesIn: () => new Promise((answer) => answers.push(answer)) },
        status: () => ({ state: 'done' }),
      },
      view: { bounds: { west: 0, south: 0, east: 1, north: 1 } },
      listeners: { emit: (_, error) => expect.unreachable(String(error)) },
    },
  });
  const add = () => {
    const { signal: removed } = new AbortController();
    const visParams = looks.of({ recipe }, aspect);
    const layer = { id: 'a', aspect, recipe, visParams, removed } as Fake;
    layers.splice(0, 1, layer as unknown as Layer);
    looks.adjust();
    return layer;
  };
  const answer = async (...values: number[]) => {
    answers.shift()!([{ band: 'margin', values: Float64Array.from(values), metres: 10 }]);
    await turn();
  };
  return { looks, add, answer, answers };
}

const days = ({ classes = [] }: VisParams) => classes.map(({ value }) => value);

it('dates have the colours of those that are there now', () => {
  const { looks, add } = setUp('date', recipeOf(1, 2, 3));
  const layer = add();
  expect(days(layer.visParams)).toEqual([1, 2, 3]);
  layer.recipe = recipeOf(2, 7);
  looks.adjust();
  expect(days(layer.visParams)).toEqual([2, 7]);
  layer.recipe = null;
  looks.adjust();
  layer.recipe = recipeOf(9);
  looks.adjust();
  expect(days(layer.visParams)).toEqual([9]);
});

it('dates keep a look that somebody set, whatever scenes come', () => {
  const { looks, add } = setUp('date', recipeOf(1, 2, 3));
  const layer = add();
  const mine = (layer.visParams = { bands: ['date'], min: 0, max: 5 });
  for (const recipe of [recipeOf(2), recipeOf(4), recipeOf(5)]) {
    layer.recipe = recipe;
    looks.adjust();
  }
  expect(layer.visParams).toBe(mine);
});

it('margins are stretched to those in view, for each rule anew', async () => {
  const { looks, add, answer, answers } = setUp('margin', recipeOf(1));
  const layer = add();
  await answer(0, 4, 40);
  expect(layer.visParams.max).toBe(4);
  looks.adjust();
  expect(answers).toHaveLength(0);
  layer.recipe = recipeOf(1);
  looks.adjust();
  await answer(0, 30, 31);
  expect(layer.visParams.max).toBe(30);
});

it('margins are not stretched over what was set meanwhile', async () => {
  const { add, answer } = setUp('margin', recipeOf(1));
  const layer = add();
  const mine = (layer.visParams = { bands: ['margin'], min: 0, max: 5 });
  await answer(0, 4, 40);
  expect(layer.visParams).toBe(mine);
});

it('margins that were removed and added again are stretched again', async () => {
  const { add, answer } = setUp('margin', recipeOf(1));
  add();
  await answer(0, 4, 40);
  const again = add();
  await answer(0, 8, 80);
  expect(again.visParams.max).toBe(8);
});
