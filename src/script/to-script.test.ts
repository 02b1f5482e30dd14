import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ee } from '../ee/ee.ts';
import { fieldsOf, type LayerSpec } from '../engine/layer.ts';
import { findMethod } from '../expression/methods.ts';
import type { Node } from '../expression/nodes.ts';
import { clearByClassLayers } from '../recipes/clear-by-class.ts';
import { clearByFlagLayers } from '../recipes/clear-by-flag.ts';
import { cloudScoreLayers, exampleScenes } from '../recipes/cloud-score.ts';
import { greenestLayers } from '../recipes/greenest.ts';
import { Terms } from './print/terms.ts';
import { RandomScript } from './testing/random-script.ts';
import { runBuilt } from './testing/run-built.ts';
import { scriptOf } from './to-script.ts';

const camera = { lng: -103.19, lat: 40.14, zoom: 9 };
const picture = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
const col = exampleScenes('COPERNICUS/S2_SR_HARMONIZED');

const printed = (...specs: readonly LayerSpec[]): string => scriptOf({ layers: specs.map(fieldsOf), camera });
const returned = (image: { readonly node: Node }): Node => runBuilt(printed({ image })).layers[0]!.node;

/** Without arguments that are what they are when left out, and with functions' arguments named by what is inside. */
function plain(node: Node, names: Readonly<Record<string, string>> = {}): Node {
  const inner = (part: Node): Node => plain(part, names);
  switch (node.kind) {
    case 'call': {
      const params = findMethod(node.method)!.params as readonly { name: string; default?: unknown }[];
      const isDefault = (name: string, arg: Node): boolean => {
        const standard = params.find((each) => each.name === name)?.default;
        return standard !== undefined && arg.kind === 'constant' && arg.value === standard;
      };
      const args = Object.entries(node.args).filter(([name, arg]) => !isDefault(name, arg));
      return { ...node, args: Object.fromEntries(args.map(([name, arg]) => [name, inner(arg)])) };
    }
    case 'list':
      return { ...node, items: node.items.map(inner) };
    case 'dictionary': {
      const entries = Object.entries(node.entries).map(([name, entry]) => [name, inner(entry)] as const);
      return { ...node, entries: Object.fromEntries(entries) };
    }
    case 'function': {
      const argument = `image${functionsIn(node.body)}`;
      return { ...node, argument, body: plain(node.body, { ...names, [node.argument]: argument }) };
    }
    case 'argument':
      return { ...node, name: names[node.name]! };
    default:
      return node;
  }
}

/** How deep functions lie in each other. */
function functionsIn(node: Node): number {
  const parts = node.kind === 'call' ? Object.values(node.args) : [];
  const others =
    node.kind === 'list' ? node.items : node.kind === 'dictionary' ? Object.values(node.entries) : [];
  if (node.kind === 'function') return 1 + functionsIn(node.body);
  return Math.max(0, ...[...parts, ...others].map(functionsIn));
}

const band = (name: string) => ({ name, source: { scale: 2.75e-5, offset: -0.2 } }) as never;
const recipes: readonly (readonly [string, readonly LayerSpec[]])[] = [
  ['cloud score', cloudScoreLayers(col)],
  ['class', clearByClassLayers(col, picture, 'SCL')],
  ['flag', clearByFlagLayers(col, picture, 'QA_PIXEL')],
  ['greenest', greenestLayers(col, picture, { red: band('SR_B4'), nir: band('SR_B5') })],
];

test("the opening recipe reads like Earth Engine's example", () => {
  expect(printed(...cloudScoreLayers(col))).toBe(`var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var ranked = col.map(function(img) {
  var quality = img.select('MSK_CLDPRB').multiply(-1).rename('quality');
  return img.addBands(quality);
});

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 4500};

Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(ranked, visParams, 'Collection (for series inspection)', false);
Map.addLayer(ranked.qualityMosaic('quality'), visParams, 'Best-pixel mosaic (by cloud score)');
Map.addLayer(ranked.qualityMosaic('MSK_CLDPRB'), visParams, 'Worst-pixel mosaic (by cloud score)', false);
`);
});

describe('a printed script gives the same layers', () => {
  test.each(recipes)('of the recipe by %s', (_, specs) => {
    const { layers, centre } = runBuilt(printed(...specs));
    const fields = specs.map(fieldsOf).map((layer, i) => ({ ...layer, id: `layer-${i + 1}` }));
    expect(layers).toEqual(fields);
    expect(centre).toEqual([-103.19, 40.14, 9]);
  });

  test('of any calls of the table', () => {
    const called = new Set<string>();
    const anySeed = property(nat({ max: 2 ** 31 }), (seed) => {
      const script = new RandomScript(seeded(seed));
      const layers = [script.image(4), script.image(5)].map((image) => ({ image }));
      const again = runBuilt(printed(...layers)).layers;
      expect(again.map(({ node }) => plain(node))).toEqual(layers.map(({ image }) => plain(image.node)));
      script.called.forEach((name) => called.add(name));
    });
    assert(anySeed, { seed: 20_200_701, numRuns: 1000 });
    // What the draw leaves out has not been tried.
    expect(called.size).toBeGreaterThan(60);
  });
});

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('variables', () => {
  test('stand for what is shared, in the function that it belongs to', () => {
    const source = printed({
      image: col.map((img) => {
        const scl = img.select('SCL');
        return img.updateMask(scl.gt(3).and(scl.lt(7)));
      }),
    });
    expect(source).toContain(
      "  var scl = img.select('SCL');\n  return img.updateMask(scl.gt(3).and(scl.lt(7)));\n",
    );
  });

  test('of what a function does not depend on stand before it', () => {
    const best = col.mosaic().select('B4');
    const source = printed({ image: col.map((img) => img.subtract(best).divide(best)) });
    expect(source.indexOf('var b4 = col.mosaic()')).toBeGreaterThan(0);
    expect(source.indexOf('var b4 = col.mosaic()')).toBeLessThan(source.indexOf('function(img)'));
    expect(returned(col.map((img) => img.subtract(best).divide(best)))).toEqual(
      col.map((img) => img.subtract(best).divide(best)).node,
    );
  });

  test('are never called as the language or the page calls something else', () => {
    for (const name of ['class', 'ee', 'Map', 'img', 'var', 'print', '1', '-', 'visParams', 'col']) {
      const image = col.map((img) => img.addBands(img.select('B4').add(1).rename(name)));
      expect(returned(image)).toEqual(image.node);
    }
  });

  test('keep functions within functions apart', () => {
    const image = col.map((outer) => col.map((inner) => inner.subtract(outer).abs()).mosaic());
    const source = printed({ image });
    expect(source).toContain('function(img2) {');
    expect(returned(image)).toEqual(image.node);
  });

  test('are one for a function that is used twice', () => {
    const greener = (img: typeof first) =>
      img.addBands(img.normalizedDifference(['B8', 'B4']).rename('ndvi'));
    const first = col.first();
    const source = printed(
      { image: col.map(greener).qualityMosaic('ndvi') },
      { image: ee.ImageCollection('B').map(greener).qualityMosaic('ndvi') },
    );
    expect(source.match(/function\(/g)).toHaveLength(1);
    expect(source).toContain('var addNdvi = function(img) {');
  });

  test('keep long sharing short', () => {
    let image = col.mosaic();
    for (let i = 0; i < 60; i += 1) image = image.add(image);
    expect(printed({ image }).length).toBeLessThan(5000);
    const terms = new Terms();
    expect(terms.of(returned(image))).toBe(terms.of(image.node));
  });
});

describe('arguments', () => {
  const source = (image: { readonly node: Node }): string => printed({ image });
  const image = col.mosaic();

  test('are left out where they are what they are without', () => {
    expect(source(image.addBands(image.select('B4'), null, false))).toContain(
      ".addBands(mosaic.select('B4'))",
    );
  });

  test('come by name after one that is left out', () => {
    expect(source(image.addBands(image.abs(), null, true))).toContain(
      '.addBands({srcImg: mosaic.abs(), overwrite: true})',
    );
  });

  test('are plain numbers for constant images, which stand alone as ee.Image', () => {
    expect(source(ee.Image(1).divide(image))).toContain('ee.Image(1).divide(');
    expect(source(image.divide(2))).toContain('.divide(2)');
  });

  test('are one band as a word, several as a list', () => {
    expect(source(image.select('B4'))).toContain(".select('B4')");
    expect(source(image.select(['B4', 'B3'], ['r', 'g']))).toContain(".select(['B4', 'B3'], ['r', 'g'])");
  });
});

describe('texts', () => {
  const wicked = [
    "'); Map.clear(); ('",
    '</script><script>alert(1)</script>',
    'a\nb\r\u2028\u2029\0',
    '\\',
    '${1}`"',
    '<!--',
    '\u202e\ud800',
    '*/ //',
  ];

  test.each(wicked)('stay text: %j', (name) => {
    const image = ee.ImageCollection(name).filterDate(name, name).select(name).qualityMosaic(name);
    const visParams = { bands: [name], palette: name };
    const source = printed({ image, visParams, name });
    expect(source).not.toMatch(/<\/|<!--|\u2028|\u2029/);
    const [layer] = runBuilt(source).layers;
    expect(layer).toMatchObject({ node: image.node, visParams, name });
  });

  test('of addresses are announced, which Earth Engine has not', () => {
    expect(printed({ image: ee.ImageCollection('https://example.test/a') })).toMatch(/^\/\/ .*address/);
    expect(printed({ image: col })).not.toContain('//');
    expect(printed({ image: ee.ImageCollection('projects/a-b/assets/c') })).not.toContain('//');
  });
});

describe('lines of layers', () => {
  test('say what is not as Earth Engine has it without', () => {
    const image = ee.ImageCollection('A/B');
    const source = printed(
      { image },
      { image, visParams: { min: 0, max: 1 } },
      { image, name: 'last', opacity: 0.5 },
    );
    expect(source).toContain('Map.addLayer(col);\n');
    expect(source).toContain('Map.addLayer(col, {min: 0, max: 1});\n');
    expect(source).toContain("Map.addLayer(col, {}, 'last', true, 0.5);\n");
  });

  test('put the place where maps can be', () => {
    const place = (lng: number, lat: number, zoom: number): string =>
      scriptOf({ layers: [], camera: { lng, lat, zoom } });
    expect(place(-103.1900001, 40.14, 9.0049)).toBe('Map.setCenter(-103.19, 40.14, 9);\n');
    expect(place(190, 88, 30)).toBe('Map.setCenter(-170, 85, 24);\n');
    expect(place(-1e-9, -1e-9, -1)).toBe('Map.setCenter(0, 0, 0);\n');
  });
});
