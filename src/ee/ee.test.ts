import { describe, expect, expectTypeOf, test } from 'vitest';
import { validateNode } from '../expression/validate.ts';
import { ee, type Filter, type Image, type ImageCollection } from './ee.ts';

const col = ee.ImageCollection('S2');
const load = {
  kind: 'call',
  method: 'ImageCollection.load',
  args: { id: { kind: 'constant', value: 'S2' } },
};

describe('the builder', () => {
  test('makes plain data that survives a copy', () => {
    const mapped = col.map((img) => img.select('B4').multiply(-1));
    expect(JSON.parse(JSON.stringify(mapped.node))).toEqual({
      kind: 'call',
      method: 'ImageCollection.map',
      args: {
        collection: load,
        algorithm: {
          kind: 'function',
          argument: 'image0',
          body: {
            kind: 'call',
            method: 'Image.multiply',
            args: {
              image1: {
                kind: 'call',
                method: 'Image.select',
                args: {
                  input: { kind: 'argument', name: 'image0' },
                  bandSelectors: { kind: 'constant', value: ['B4'] },
                },
              },
              image2: {
                kind: 'call',
                method: 'Image.constant',
                args: { value: { kind: 'constant', value: -1 } },
              },
            },
          },
        },
      },
    });
    expect(validateNode(JSON.parse(JSON.stringify(mapped.node)))).toEqual(mapped.node);
  });

  test('calls the function of map once, and names nested images apart', () => {
    let calls = 0;
    const nested = col.map((outer) => {
      calls += 1;
      return col.map((inner) => inner.add(outer)).mosaic();
    });
    expect(calls).toBe(1);
    expect(() => validateNode(nested.node)).not.toThrow();
    expect(col.map((img) => img).node).toEqual(col.map((other) => other).node);
  });

  test('takes what was mapped before into the function of another map', () => {
    const mapped = col.map((img) => img.abs());
    const around = mapped.mosaic();
    const again = mapped.map((img) => img.subtract(around));
    expect(() => validateNode(again.node)).not.toThrow();
    expect(() => validateNode(col.map((img) => img.add(again.first())).node)).not.toThrow();
  });

  test('takes lists or separate arguments, and is called with new or without', () => {
    expect(col.select('B4', 'B3').node).toEqual(col.select(['B4', 'B3']).node);
    expect(ee.Geometry.Point(1, 2).node).toEqual(ee.Geometry.Point([1, 2]).node);
    expect(ee.Geometry.Rectangle(0, 1, 2, 3).node).toEqual(
      ee.Geometry.Rectangle([
        [0, 1],
        [2, 3],
      ]).node,
    );
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    expect(ee.Geometry.Polygon(ring).node).toEqual(ee.Geometry.Polygon([ring]).node);
    expect(Reflect.construct(ee.ImageCollection, ['S2'])).toEqual(col);
  });

  test('takes arguments by name, in one object', () => {
    const point = ee.Geometry.Point(1, 2);
    expect(col.filterDate({ start: '2020' }).node).toEqual(col.filterDate('2020').node);
    expect(col.filterDate({ end: '2021', start: '2020' }).node).toEqual(col.filterDate('2020', '2021').node);
    expect(col.filterBounds({ geometry: point }).node).toEqual(col.filterBounds(point).node);
    expect(col.map({ algorithm: (img) => img.abs() }).node).toEqual(col.map((img) => img.abs()).node);
    expect(col.first().addBands({ srcImg: col.first(), overwrite: true }).node).toEqual(
      col.first().addBands(col.first(), null, true).node,
    );
    expect(col.select({ selectors: ['B4'] }).node).toEqual(col.select('B4').node);
    expect(ee.Filter.eq({ name: 'a', value: 1 }).node).toEqual(ee.Filter.eq('a', 1).node);
    expect(ee.Geometry.BBox({ west: 0, south: 1, east: 2, north: 3 }).node).toEqual(
      ee.Geometry.BBox(0, 1, 2, 3).node,
    );
    expect(ee.Geometry.Point({ coordinates: [1, 2] }).node).toEqual(point.node);
    expect(ee.Geometry.Rectangle({ coordinates: [0, 1, 2, 3] }).node).toEqual(
      ee.Geometry.Rectangle(0, 1, 2, 3).node,
    );
  });

  test('makes filters of filters, in lists or one after the other, and negates them', () => {
    const [a, b] = [ee.Filter.lt('cloud', 20), ee.Filter.inList('tile', ['13TFE', 5])];
    const node = {
      kind: 'call',
      method: 'Filter.or',
      args: { filters: { kind: 'list', items: [a.node, b.node] } },
    };
    expect(ee.Filter.or(a, b).node).toEqual(node);
    expect(ee.Filter.or([a, b]).node).toEqual(node);
    expect(a.not().node).toEqual(ee.Filter.not(a).node);
    const filtered = col.filter(ee.Filter.or(a, b).not());
    expect(validateNode(JSON.parse(JSON.stringify(filtered.node)))).toEqual(filtered.node);
  });

  test('takes a polygon of several parts, each its ring or its rings', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    expect(ee.Geometry.MultiPolygon([ring, [ring, ring]]).node).toEqual({
      kind: 'call',
      method: 'Geometry.MultiPolygon',
      args: { coordinates: { kind: 'constant', value: [[ring], [ring, ring]] } },
    });
  });

  test('passes its own objects through', () => {
    expect(ee.ImageCollection(col)).toBe(col);
    expect(ee.Image(5).node).toEqual(ee.Image.constant(5).node);
  });

  test('keeps lists as they were when given', () => {
    const bands = ['B4'];
    const image = col.mosaic().select(bands);
    const before = structuredClone(image.node);
    bands.push('B3');
    expect(image.node).toEqual(before);
  });

  test('has the types of the table', () => {
    expectTypeOf(col.qualityMosaic('q')).toEqualTypeOf<Image>();
    expectTypeOf(col.filterDate).toBeCallableWith('2020', new Date(0));
    expectTypeOf(col.filterDate).toBeCallableWith({ start: '2020', end: null });
    // @ts-expect-error a date is no truth
    expect(() => col.filterDate(true)).toThrow("'start' is not a date");
    expectTypeOf(col.mosaic().add).toBeCallableWith(5);
    expectTypeOf(col.mosaic().add).toBeCallableWith({ image2: col.first() });
    expectTypeOf(ee.Filter.eq('a', 1).not()).toEqualTypeOf<Filter>();
    expectTypeOf(ee.Filter.and).toBeCallableWith(ee.Filter.eq('a', 1), ee.Filter.date('2020'));
    // @ts-expect-error a filter of filters takes no images
    expect(() => ee.Filter.and(col.first())).toThrow("'filters' is not a list of filters");
    expectTypeOf(ee.ImageCollection('x')).toEqualTypeOf<ImageCollection>();
  });
});

describe('a wrong argument is refused where it is given', () => {
  const untyped = (value: unknown) => value as never;
  test.each([
    ['a missing one', () => col.qualityMosaic(untyped(undefined)), "'qualityBand' is missing: a string"],
    ['another type', () => col.qualityMosaic(untyped(5)), "'qualityBand' is not a string"],
    [
      'an image for a collection',
      () => col.filterBounds(untyped(ee.Image(1))),
      "'geometry' is not a geometry",
    ],
    ['a text for an image', () => ee.Image(1).add(untyped('B4')), "'image2' is not an image or a number"],
    ['NaN', () => ee.Image(1).add(NaN), "'image2' is not an image or a number"],
    ['an unknown name', () => col.filterDate(untyped({ begin: '2020' })), "'start' is not a date"],
    ['a name too many', () => col.filterDate(untyped({ start: '2020', x: 1 })), "'start' is not a date"],
    ['a missing name', () => col.filterDate(untyped({ end: '2020' })), "'start' is missing"],
    ['a list of no filters', () => col.filter([]), "'filter' is not a filter"],
    ['a filter that is none', () => ee.Filter.and(untyped([1])), "'filters' is not a list of filters"],
    [
      'an object to compare with',
      () => ee.Filter.eq('a', untyped({})),
      "'value' is not a number or a string",
    ],
    ['too many', () => Reflect.apply(col.mosaic, col, [1]), 'has too many arguments'],
    ['a function that returns nothing', () => col.map(untyped(() => undefined)), 'does not return an image'],
  ])('%s', (_, build, message) => expect(build).toThrow(message));
});
