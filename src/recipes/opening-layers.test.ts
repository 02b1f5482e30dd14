import { describe, expect, test } from 'vitest';
import { queriesOf } from '../compose/queries.ts';
import { resolveLayer } from '../compose/resolve.ts';
import { ee } from '../ee/ee.ts';
import { everything, queryKey } from '../scene/query.ts';
import type { BandSource, Scene } from '../scene/scene.ts';
import { cloudScoreLayers, exampleScenes } from './cloud-score.ts';
import { openingLayers } from './opening-layers.ts';

type Said = Partial<BandSource>;

function sceneOf(bands: Readonly<Record<string, Said>>, more: Partial<Scene> = {}): Scene {
  const sources = Object.entries(bands).map(([name, said], i): [string, BandSource] => [
    name,
    {
      href: `https://data.test/${i}.tif`,
      sample: 0,
      nodata: {},
      shift: 0,
      scale: 1,
      offset: 0,
      overviewsRank: true,
      ...said,
    },
  ]);
  const base = { id: 'a', datetime: 0, properties: {}, footprint: null, bounds: null };
  return { ...base, bands: new Map(sources), ...more };
}

const col = ee.ImageCollection('col');
const probability = { nodata: { never: 0 } };
const reflectance = { nodata: { dataset: 0 } };

function names(scenes: readonly Scene[]): (string | undefined)[] {
  return openingLayers(col, scenes).layers.map(({ name }) => name);
}

describe('the rule is the best for which the scenes have the bands', () => {
  test.each([
    ['cloud probability', { MSK_CLDPRB: probability, SCL: {}, red: {}, nir: {} }, 'by cloud score'],
    ['scene classes', { SCL: {}, B4: reflectance, B8: reflectance }, 'latest clear class'],
    ["Landsat's flags", { QA_PIXEL: {}, SR_B4: {}, SR_B5: {} }, 'latest clear'],
    ['red and near infrared', { red: {}, nir: {} }, 'greenest'],
    ['a single band', { ndvi: {} }, 'highest ndvi'],
  ])('by %s', (_, bands, rule) => {
    expect(names([sceneOf(bands)])[1]).toBe(`Best-pixel mosaic (${rule})`);
  });

  test('a probability of snow is none of cloud', () => {
    expect(names([sceneOf({ snow: probability, SCL: {} })])[1]).toContain('class');
  });

  test('bands that few scenes have do not count', () => {
    const scenes = [sceneOf({ cloud: probability, SCL: {} }), sceneOf({ SCL: {} }), sceneOf({ SCL: {} })];
    expect(names(scenes)[1]).toContain('class');
  });

  test('common names lead to bands of other names', () => {
    const aliases = new Map([
      ['red', 'x1'],
      ['nir', 'x2'],
    ]);
    expect(names([sceneOf({ x1: {}, x2: {} }, { aliases })])[1]).toContain('greenest');
  });

  test('without bands there is no layer', () => expect(names([])).toEqual([]));
});

test('Sentinel-2 opens with the layers of the example', () => {
  const scene = sceneOf({
    B2: reflectance,
    B3: reflectance,
    B4: reflectance,
    MSK_CLDPRB: probability,
  });
  const scenes = exampleScenes('COPERNICUS/S2_SR_HARMONIZED');
  const { layers, unstretched } = openingLayers(scenes, [scene]);
  expect(JSON.stringify(layers)).toBe(JSON.stringify(cloudScoreLayers(scenes)));
  expect(unstretched).toEqual([]);
});

test('every opening layer composes', () => {
  const openings: readonly Readonly<Record<string, Said>>[] = [
    { MSK_CLDPRB: probability, B4: reflectance },
    { SCL: {}, red: {}, green: {}, blue: {} },
    { QA_PIXEL: {}, SR_B4: {}, SR_B3: {}, SR_B2: {} },
    { red: { scale: 2e-5, offset: -0.2 }, nir: { scale: 2e-5, offset: -0.2 } },
    { ndvi: {} },
  ];
  for (const bands of openings) {
    const scenes = [sceneOf(bands)];
    const list = { id: 'col', title: '', synthetic: false, attribution: '', scenes, rejected: [] };
    for (const { image, visParams } of openingLayers(col, scenes).layers) {
      const node = 'kind' in image ? image : image.node;
      expect(queriesOf(node)).toEqual([everything('col')]);
      const { selections } = resolveLayer(node, new Map([[queryKey(everything('col')), list]]));
      const available = selections.flatMap(({ bands }) => bands.map(({ name }) => name));
      expect(available).toEqual(expect.arrayContaining([...(visParams?.bands ?? [])]));
    }
  }
});

describe('the picture', () => {
  const pictureOf = (bands: Readonly<Record<string, Said>>) => openingLayers(col, [sceneOf(bands)]);

  test('is in colour where there are red, green and blue, whatever their order', () => {
    const { layers, unstretched } = pictureOf({ blue: {}, green: {}, red: {}, nir: {} });
    expect(layers[0]!.visParams).toMatchObject({ bands: ['red', 'green', 'blue'] });
    expect(unstretched).toHaveLength(3);
  });

  test('is measured in the first, the middle and the last scene', () => {
    const scenes = ['a', 'b', 'c', 'd', 'e'].map((id) => sceneOf({ dem: { href: id } }, { id }));
    const measuredIn = (count: number) =>
      openingLayers(col, scenes.slice(0, count)).unstretched.map(({ href }) => href);
    expect([1, 2, 5].map(measuredIn)).toEqual([['a'], ['a', 'b'], ['a', 'c', 'e']]);
  });

  test('takes three bytes of one file for a rendered picture', () => {
    const file = { href: 'https://data.test/visual.tif', dtype: 'uint8' } as const;
    const { layers, unstretched } = pictureOf({ a: file, b: file, c: file });
    expect(layers[0]!.visParams).toEqual({ bands: ['a', 'b', 'c'], min: 0, max: 255 });
    expect(unstretched).toEqual([]);
  });

  test('is grey else, and takes the stretch that was measured', () => {
    const { layers } = openingLayers(col, [sceneOf({ dem: {} })], { min: -3, max: 120 });
    expect(layers[0]!.visParams).toEqual({ bands: ['dem'], min: -3, max: 120 });
  });
});
