import { describe, expect, test, vi } from 'vitest';
import { runHere } from './testing/interpreter.ts';

/** The example of Earth Engine's reference page of `qualityMosaic`, in short. */
const example = `// A collection, its scenes ranked by cloud probability.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');
col = col.map(function(img) {
  var cldProb = img.select('MSK_CLDPRB');
  var cldProbInv = cldProb.multiply(-1).rename('quality');
  return img.addBands(cldProbInv);
});
var visParams = {
  bands: ['B4', 'B3', 'B2'],
  min: 0,
  max: 4500
};
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col, visParams, 'Collection (for series inspection)', false);
var img = col.qualityMosaic('quality');
Map.addLayer(img, visParams, 'Best-pixel mosaic (by cloud score)');
var img = col.qualityMosaic('MSK_CLDPRB');
Map.addLayer(img, visParams, 'Worst-pixel mosaic (by cloud score)', false);
`;

describe('a script', () => {
  test('gives the layers of the example, with defaults and places', async () => {
    const { layers, camera, printed } = await runHere(example);
    const visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
    expect(layers.map((layer) => ({ ...layer, image: null }))).toEqual([
      {
        image: null,
        name: 'Collection (for series inspection)',
        visParams,
        shown: false,
        opacity: 1,
        at: { line: 16, column: 5 },
      },
      {
        image: null,
        name: 'Best-pixel mosaic (by cloud score)',
        visParams,
        shown: true,
        opacity: 1,
        at: { line: 18, column: 5 },
      },
      {
        image: null,
        name: 'Worst-pixel mosaic (by cloud score)',
        visParams,
        shown: false,
        opacity: 1,
        at: { line: 20, column: 5 },
      },
    ]);
    expect(layers[1]!.image).toMatchObject({ kind: 'call', method: 'ImageCollection.qualityMosaic' });
    expect(camera).toEqual({ kind: 'centre', lng: -103.19, lat: 40.14, zoom: 9 });
    expect(printed).toEqual([]);
  });

  test('has no strict mode: names may be declared twice, functions before they are written', async () => {
    const { printed } = await runHere(
      'print(f()); var a = 1; var a = 2; b = a; function f() { return b; } var b = 7;',
    );
    expect(printed[0]!.parts).toEqual([{ text: 'undefined' }]);
  });

  test('may name its own things as it likes', async () => {
    const { layers } = await runHere(
      'var Image = 1, Array = 2, String = 3, Object = 4, JSON = 5;\nMap.addLayer(ee.ImageCollection("a").mosaic());',
    );
    expect(layers).toHaveLength(1);
  });
});

describe('layers', () => {
  const image = "ee.ImageCollection('a').mosaic()";

  test('are numbered where they have no name, shown and opaque unless told', async () => {
    const { layers } = await runHere(
      `Map.addLayer(${image}); Map.addLayer(${image}, null, null, null, null);`,
    );
    expect(layers).toMatchObject([
      { name: 'Layer 1', visParams: {}, shown: true, opacity: 1 },
      { name: 'Layer 2', visParams: {}, shown: true, opacity: 1 },
    ]);
  });

  test('take their arguments by name', async () => {
    const { layers } = await runHere(
      `Map.addLayer({eeObject: ${image}, name: 'A', opacity: 0.5, shown: false, visParams: {max: 3}});`,
    );
    expect(layers).toMatchObject([{ name: 'A', visParams: { max: 3 }, shown: false, opacity: 0.5 }]);
  });

  test('can be made first and added later, and set meanwhile', async () => {
    const { layers } = await runHere(
      `var l = ui.Map.Layer(${image}, {}, 'A'); Map.add(l); l.setShown(false).setName('B').setOpacity(0.25);`,
    );
    expect(layers).toMatchObject([{ name: 'B', shown: false, opacity: 0.25, at: { line: 1 } }]);
  });

  test('of geometries are left out, and that is said', async () => {
    const { layers, printed } = await runHere(
      `Map.addLayer(${image});\nMap.addLayer(ee.Geometry.Point(1, 2), {color: 'red'}, 'AOI');`,
    );
    expect(layers).toHaveLength(1);
    expect(printed).toEqual([
      {
        parts: [{ text: "Geometry and feature layers are not drawn: 'AOI' is left out." }],
        at: { line: 2, column: 5 },
      },
    ]);
  });

  test('keep the known of their styles, and refuse what is no plain value', async () => {
    const { layers } = await runHere(
      `Map.addLayer(${image}, {bands: 'B4', format: 'png', palette: ['#ff0000', 'blue'], gamma: '1.2'});`,
    );
    expect(layers[0]!.visParams).toEqual({ bands: 'B4', palette: ['#ff0000', 'blue'], gamma: '1.2' });
    await expect(
      runHere(`var i = ${image};\nMap.addLayer(\n  i,\n  {max: i, bands: [['B4']]},\n  'x');`),
    ).rejects.toMatchObject({ tag: 'script', position: { line: 2, column: 5 } });
  });
});

describe('the map', () => {
  test.each([
    ['Map.setCenter(1, 2)', { kind: 'centre', lng: 1, lat: 2, zoom: null }],
    ['Map.setCenter({lon: 1, lat: 2, zoom: 3})', { kind: 'centre', lng: 1, lat: 2, zoom: 3 }],
    ['Map.setZoom(4); Map.setCenter(1, 2)', { kind: 'centre', lng: 1, lat: 2, zoom: 4 }],
    ['Map.setCenter(1, 2, 3); Map.setZoom(5)', { kind: 'centre', lng: 1, lat: 2, zoom: 5 }],
    ['Map.setZoom(5)', { kind: 'zoom', zoom: 5 }],
    ['Map.centerObject(ee.Geometry.Point(1, 2), 9)', { kind: 'object', zoom: 9, at: { line: 1, column: 5 } }],
    ['Map.centerObject({object: ee.ImageCollection("a")})', { kind: 'object', zoom: null }],
    ['1', null],
  ])('goes where %s says', async (source, camera) => {
    expect((await runHere(source)).camera).toEqual(camera && expect.objectContaining(camera));
  });

  test.each(['Map.setCenter(40, -103.19, 9)', 'Map.setCenter("x", 1)', 'Map.setCenter(1, 2, 30)'])(
    'refuses %s',
    async (source) => {
      const [, lat] = source.split(',');
      if (lat === ' -103.19') await expect(runHere(source)).rejects.toThrow('latitude');
      else await expect(runHere(source)).rejects.toMatchObject({ tag: 'script', position: { line: 1 } });
    },
  );

  test('takes the kind of map that options name', async () => {
    expect((await runHere("Map.setOptions('SATELLITE')")).mapType).toBe('SATELLITE');
  });

  test.each(['getBounds', 'onClick', 'drawingTools', 'layers'])('refuses %s by name', async (name) => {
    await expect(runHere(`print(1);\n  Map.${name}();`)).rejects.toMatchObject({
      message: expect.stringContaining(`Map.${name}`),
      position: { line: 2, column: 7 },
    });
  });
});

describe('print', () => {
  test('writes plain values as they are written', async () => {
    const { printed } = await runHere(
      'print("a", 1, [1, "b", null], {a: {b: undefined}, "c d": true}, function f() {}, new Date(0), 2n)',
    );
    expect(printed[0]!.parts.map((part) => ('text' in part ? part.text : ''))).toEqual([
      'a',
      '1',
      '[1, "b", null]',
      '{a: {b: undefined}, "c d": true}',
      'function f()',
      '1970-01-01T00:00:00.000Z',
      '2n',
    ]);
  });

  test('keeps what is computed as an expression, in lists and objects too', async () => {
    const { printed } = await runHere("var c = ee.ImageCollection('a'); print(c, [1, {n: c}]);");
    expect(printed[0]!.parts).toMatchObject([
      { node: { kind: 'call', method: 'ImageCollection.load' } },
      { node: { kind: 'list', items: [{ kind: 'constant', value: 1 }, { kind: 'dictionary' }] } },
    ]);
  });

  test('cuts what is endless', async () => {
    const { printed } = await runHere('var a = []; a.push(a); print(a, new Array(1e6).fill(7));');
    const [own, long] = printed[0]!.parts.map((part) => ('text' in part ? part.text : ''));
    expect(own).toBe('[…]');
    expect(long!.length).toBeLessThan(20_000);
    expect(long).toMatch(/more\]|…$/);
  });
});

describe('mistakes', () => {
  test.each([
    ['var a = 1;\nvar b = ;', 'SyntaxError', { line: 2, column: 9 }],
    ['var a = 1;\n  nothing.here();', 'nothing is not defined', { line: 2, column: 3 }],
    [
      "var c = ee.ImageCollection('a')\n  .filterDate('2020')\n  .nothing();",
      'nothing',
      { line: 3, column: 4 },
    ],
    [
      "ee.ImageCollection('a').map(function(img) {\n  return img.nothing();\n});",
      'nothing',
      { line: 2, column: 14 },
    ],
    [
      "var c = ee.ImageCollection('a');\nvar i = c.qualityMosaic(\n  c, c);",
      'qualityMosaic',
      { line: 2, column: 11 },
    ],
    ['ee.Nothing(1);', 'Nothing', { line: 1, column: 4 }],
    ['Export.image.toDrive({});', 'Export.image', { line: 1, column: 8 }],
    ["print(1);\nthrow 'x' + 1;", 'the script threw x1', { line: 2, column: 1 }],
    ['throw {code: 7};', 'the script threw {code: 7}', { line: 1, column: 1 }],
    ['throw new RangeError("far")', 'RangeError: far', { line: 1 }],
    ['fetch("x")', 'fetch is not defined', { line: 1, column: 1 }],
  ])('are told with their place: %s', async (source, what, position) => {
    await expect(runHere(source)).rejects.toMatchObject({
      tag: 'script',
      message: expect.stringContaining(what),
      position: expect.objectContaining(position),
    });
  });

  test('are told in a few words, however many they throw', async () => {
    await expect(runHere('throw new Error("x".repeat(1e6));')).rejects.toSatisfy(
      (error: Error) => error.message.length <= 1_001,
    );
  });
});

test('a script that runs makes no request, whatever it calls', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  for (const call of [
    'fetch',
    'globalThis.fetch',
    'this.fetch',
    '(0, eval)("fetch")',
    'Function("return fetch")()',
  ]) {
    await expect(runHere(`(${call})("http://127.0.0.1:1/");`)).rejects.toMatchObject({ tag: 'script' });
  }
  await expect(runHere('import("http://127.0.0.1:1/x.js")')).rejects.toMatchObject({ tag: 'script' });
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});
