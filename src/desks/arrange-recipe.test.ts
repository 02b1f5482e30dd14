import { expect, it } from 'vitest';
import { ee } from '../ee/ee.ts';
import { arrangedByRecipe } from './arrange-recipe.ts';

const spec = (id: string) => ({ id, name: id, image: ee.Image(1).node });
const own = [spec('collection'), spec('best')];
const layer = (id: string, more = {}) => ({
  id,
  name: `${id}!`,
  aspect: 'pixels' as const,
  shown: true,
  opacity: 0.5,
  visParams: { min: 1 },
  ...more,
});

it('layers are in the order of a recipe, copies and aspects of the same image, and others are left out', () => {
  const recipe = [
    layer('best~date', { aspect: 'date' }),
    layer('best+2'),
    layer('gone'),
    layer('collection'),
  ];
  const arranged = arrangedByRecipe(recipe, own);
  expect(arranged.map(({ id, aspect }) => `${id} ${aspect}`)).toEqual([
    'best~date date',
    'best+2 pixels',
    'collection pixels',
  ]);
  expect(arranged[1]).toMatchObject({
    image: own[1]!.image,
    name: 'best+2!',
    opacity: 0.5,
    visParams: { min: 1 },
  });
});

it('layers stay as they are where a recipe is about none of them', () => {
  expect(arrangedByRecipe([layer('gone')], own)).toBe(own);
});
