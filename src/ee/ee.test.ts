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
    type When = string | number | Date;
    expectTypeOf(col.filterDate).parameters.toEqualTypeOf<
      [value: When, value?: When | null] | [named: { readonly start: When } & { readonly end?: When | null }]
    >();
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
    ['too many', () => Reflect.apply(col.mosaic, col, [1]), 'has too many arguments'],
    ['a function that returns nothing', () => col.map(untyped(() => undefined)), 'does not return an image'],
  ])('%s', (_, build, message) => expect(build).toThrow(message));
});
