import { expect, it } from 'vitest';
import { ee } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { arrangedAs, aspectId, aspectName, copyId, originOf, specOf } from './arrangement.ts';

const node = (id: string) => ee.ImageCollection(id).node;
const set = (rule: string): LayerSpec[] => [
  { id: 'collection', name: 'Collection', image: node('c'), visParams: { max: 1 }, shown: false },
  { id: 'best', name: `Best (${rule})`, image: node(`best ${rule}`), visParams: { max: 1 } },
  { id: 'worst', name: `Worst (${rule})`, image: node(`worst ${rule}`), visParams: { max: 1 }, shown: false },
];
const layers = (specs: readonly LayerSpec[]) =>
  specs.map((spec) => ({
    id: spec.id!,
    name: spec.name!,
    node: spec.image as ReturnType<typeof node>,
    visParams: spec.visParams ?? {},
    shown: spec.shown ?? true,
    opacity: spec.opacity ?? 1,
    aspect: spec.aspect ?? ('pixels' as const),
    at: null,
  }));

const before = set('clouds');
const specs = set('green');

it('gives new layers as they are where nothing was changed', () => {
  const arranged = arrangedAs(layers(before), { specs, before });
  expect(arranged).toEqual(layers(specs).map(specOf));
});

it('keeps order, what is shown, opacity, stretches and names that were set', () => {
  const [collection, best, worst] = layers(before);
  const present = [
    { ...worst!, shown: true, opacity: 0.5 },
    { ...best!, visParams: { max: 0.3 }, name: 'Mine' },
    collection!,
  ];
  const arranged = arrangedAs(present, { specs, before });
  expect(
    arranged.map(({ id, name, shown, opacity, visParams }) => [id, name, shown, opacity, visParams]),
  ).toEqual([
    ['worst', 'Worst (green)', true, 0.5, { max: 1 }],
    ['best', 'Mine', true, 1, { max: 0.3 }],
    ['collection', 'Collection', false, 1, { max: 1 }],
  ]);
  expect(arranged.map(({ image }) => image)).toEqual([specs[2]!.image, specs[1]!.image, specs[0]!.image]);
});

it('leaves away what was removed, and adds what was not there before', () => {
  const more = { ...specs[0]!, id: 'more' };
  const arranged = arrangedAs(layers(before.slice(0, 2)), { specs: [...specs, more], before });
  expect(arranged.map(({ id }) => id)).toEqual(['collection', 'best', 'more']);
});

it('lets copies and aspects follow what they are made of', () => {
  const [, best] = layers(before);
  const date = aspectId('best', 'date');
  const present = [
    best!,
    { ...best!, id: 'best+2' },
    {
      ...best!,
      id: date,
      aspect: 'date' as const,
      name: aspectName('date', best!.name),
      visParams: { max: 9 },
    },
  ];
  const arranged = arrangedAs(present, { specs, before });
  expect(arranged.map(({ id, name, aspect, visParams }) => [id, name, aspect, visParams])).toEqual([
    ['best', 'Best (green)', 'pixels', { max: 1 }],
    ['best+2', 'Best (green)', 'pixels', { max: 1 }],
    [date, 'Date of pixel: Best (green)', 'date', { max: 9 }],
  ]);
  expect(new Set(arranged.map(({ image }) => image))).toEqual(new Set([specs[1]!.image]));
});

it('gives copies ids of their own', () => {
  expect(copyId('best', ['best'])).toBe('best+2');
  expect(copyId('best+2', ['best', 'best+2'])).toBe('best+3');
  expect([originOf('best+2'), originOf('best~date'), originOf('best')]).toEqual(['best', 'best', 'best']);
});
