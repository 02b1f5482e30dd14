import { describe, expect, test } from 'vitest';
import { ruleKinds } from '../../choice/rule-text.ts';
import { ee } from '../../ee/ee.ts';
import type { Scene } from '../../scene/scene.ts';
import { makeScene } from '../../compose/testing/scene-lists.ts';
import { openingLayers } from '../opening-layers.ts';
import { gateClasses } from './gate.ts';
import { offeredRules, openingRule } from './offered-rules.ts';
import { ruleLayers } from './rule-layers.ts';

function sceneOf(...names: readonly string[]): Scene {
  const scene = makeScene({ id: 'a', date: '2020-07-01', bands: names });
  const bands = [...scene.bands].map(([name, source]) => {
    return [name, name === 'MSK_CLDPRB' ? { ...source, nodata: { never: 0 } } : source] as const;
  });
  return { ...scene, bands: new Map(bands) };
}

const colours = ['B2', 'B3', 'B4', 'B8'];
const sentinel = sceneOf(...colours, 'B11', 'B12', 'SCL', 'MSK_CLDPRB');

/** Why not, by kind, for those that are not to be had. */
function lacks(scene: Scene): Record<string, string> {
  return Object.fromEntries(
    offeredRules([scene]).flatMap(({ kind, lack }) => (lack === null ? [] : [[kind, lack]])),
  );
}

describe('rules that are offered', () => {
  test('are all of them where all bands are there, in one order', () => {
    const offered = offeredRules([sentinel]);
    expect(offered.map(({ kind }) => kind)).toEqual(ruleKinds);
    expect(lacks(sentinel)).toEqual({});
    expect(offered.filter(({ weighs }) => weighs).map(({ kind }) => kind)).toEqual(['clear-sky']);
  });

  test('close clouds, shadows and broken pixels, but for the cloud score', () => {
    const gates = new Map(offeredRules([sentinel]).map(({ kind, rule }) => [kind, rule.gate]));
    for (const kind of ruleKinds) {
      expect(gates.get(kind)).toEqual(kind === 'cloud-score' ? null : [0, 1, 3, 8, 9, 10]);
    }
    const landsat = offeredRules([sceneOf('QA_PIXEL', 'SR_B4', 'SR_B5')]);
    expect(landsat.find(({ kind }) => kind === 'greenest')!.rule.gate).toEqual([1, 2, 3, 4]);
  });

  test('tell the bands that are lacking', () => {
    expect(lacks(sceneOf(...colours, 'SCL'))).toEqual({
      burnt: 'It needs a shortwave infrared at 2.2 µm (SWIR 2) band.',
      wettest: 'It needs a shortwave infrared at 1.6 µm (SWIR 1) band.',
      driest: 'It needs a shortwave infrared at 1.6 µm (SWIR 1) band.',
    });
    expect(lacks(sceneOf('dem'))).toMatchObject({
      'cloud-score': expect.stringContaining('It needs a cloud probability'),
      greenest: 'It needs the bands near infrared (NIR) and red.',
      medoid: 'It needs the bands red, green and blue.',
    });
    expect(offeredRules([]).every(({ lack }) => lack !== null)).toBe(true);
  });

  test('have layers, each that is not lacking', () => {
    for (const scene of [sentinel, sceneOf(...colours), sceneOf('dem')]) {
      for (const { kind, lack, rule } of offeredRules([scene])) {
        if (lack !== null || kind === 'custom') continue;
        const list = [scene];
        const layers = ruleLayers({ scenes: ee.ImageCollection('S2'), list, rule, picture: {} });
        expect(layers.map(({ id }) => id)).toEqual(['collection', 'best', 'worst']);
      }
    }
  });
});

test.each([
  ['a cloud probability', [...colours, 'MSK_CLDPRB', 'SCL']],
  ['scene classes', [...colours, 'SCL']],
  ["Landsat's flags", ['SR_B2', 'SR_B3', 'SR_B4', 'SR_B5', 'QA_PIXEL']],
  ['red and near infrared', colours],
  ['a single band', ['dem']],
])('what a collection of %s opens with is its opening rule, letter by letter', (_, bands) => {
  const list = [sceneOf(...bands)];
  const scenes = ee.ImageCollection('S2');
  const opening = openingLayers(scenes, list).layers;
  const picture = opening[0]!.visParams!;
  const layers = ruleLayers({ scenes, list, rule: openingRule(list), picture });
  expect(JSON.stringify(layers)).toBe(JSON.stringify(opening));
});

test('the classes of a gate have names', () => {
  expect(gateClasses([sentinel])).toHaveLength(12);
  expect(gateClasses([sentinel])![9]).toEqual({ value: 9, name: 'Cloud, high probability' });
  expect(gateClasses([sceneOf('QA_PIXEL')])!.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 7]);
  expect(gateClasses([sceneOf('B4')])).toBeNull();
});
