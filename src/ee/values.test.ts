import { describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { CallNode, Node } from '../expression/nodes.ts';
import { unsupportedMethod } from '../expression/unsupported.ts';
import { validateNode } from '../expression/validate.ts';
import type { Computed } from './computed.ts';
import { createEe } from './create.ts';
import { ee } from './ee.ts';

const constant = (value: unknown) => ({ kind: 'constant', value });
const call = (method: string, args: object) => ({ kind: 'call', method, args });
const untyped = (value: unknown) => value as never;
const three = ee.Number(3);

/** Valid as it is, and after it was text. */
function isSound({ node, type }: Computed): void {
  expect(validateNode(JSON.parse(JSON.stringify(node)), [type])).toEqual(node);
}

describe('values of the server', () => {
  test('are made of values, with new or without, and passed through', () => {
    expect(three.node).toEqual(call('Number.of', { number: constant(3) }));
    expect(ee.Number(three)).toBe(three);
    expect(new ee.Number(3)).toEqual(three);
    expect(three).toBeInstanceOf(ee.Number);
    expect(ee.Date(new Date('2020-07-01')).node).toEqual(call('Date.of', { value: constant(1593561600000) }));
    expect(ee.Dictionary({ a: 1 }).node).toEqual(
      call('Dictionary.of', { dict: { kind: 'dictionary', entries: { a: constant(1) } } }),
    );
    // A key that is a parameter's name is a key.
    expect(ee.Dictionary({ dict: 1 }).node).toMatchObject({ args: { dict: { entries: { dict: {} } } } });
    for (const value of [three, ee.String('a'), ee.Date('2020'), ee.List([1]), ee.Dictionary({ a: three })]) {
      isSound(value);
    }
  });

  test('stand for images, as numbers do', () => {
    const image = ee.Image(1).add(three);
    expect((image.node as CallNode).args['image2']).toEqual(call('Image.constant', { value: three.node }));
    isSound(image);
  });

  test('stand in lists and for names', () => {
    isSound(ee.Image(1).rename(ee.String('a').cat('b')));
    isSound(ee.Image([1, 2]).select([ee.String('a'), 0]));
    isSound(ee.Geometry.Point([three, 40]));
    isSound(ee.List([1, [three, 'a'], new Date(0), { b: null }]));
  });

  test('of unknown type are what a cast says', () => {
    const item = ee.List([ee.Image(5)]).get(0);
    expect(item.type).toBe('Object');
    isSound(ee.Number(item).add(1));
    isSound(ee.Date(untyped(item)).advance(1, 'month'));
    isSound(ee.String(item));
  });

  test('are text where text is wanted, and no number', () => {
    expect(`n: ${untyped(three)}`).toBe('n: ee.Number(…)');
    expect('n: ' + untyped(three)).toBe('n: ee.Number(…)');
    expect(() => untyped(three) * 2).toThrow('an ee.Number has no value while a script runs');
    expect(() => untyped(ee.Image(1)) > 3).toThrow(BestpixelError);
  });

  test('are handed to aside, which gives them back', () => {
    const seen: unknown[] = [];
    expect(three.aside((...all) => seen.push(...all), 'label')).toBe(three);
    expect(seen).toEqual([three, 'label']);
  });

  test('cannot hold circles or functions', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => ee.List(circle)).toThrow("'list' is not a list");
    expect(() => ee.List([() => 1])).toThrow("'list' is not a list");
    expect(() => ee.List([NaN])).toThrow("'list' is not a list");
  });
});

describe('lists that are known are unrolled', () => {
  const months = ee.List.sequence(1, 12);

  test('map calls its function for each item', () => {
    const items: unknown[] = [];
    const doubled = months.map((month) => {
      items.push((month.node as { value?: unknown }).value);
      return ee.Number(month).multiply(2);
    });
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    isSound(doubled);
    const filters = months.map((m) => ee.Image(5).add(ee.Number(m)));
    isSound(filters.map((image) => ee.Image(untyped(image)).abs()));
  });

  test('iterate hands on what the call before gave', () => {
    const sum = ee.List([1, 2]).iterate((item, sum) => ee.Number(sum).add(ee.Number(item)), 0);
    const of = (number: object) => call('Number.of', { number });
    const once = call('Number.add', { left: of(constant(0)), right: of(constant(1)) });
    // What is a number already needs no cast, but may have one.
    expect(JSON.stringify(sum.node)).toContain(JSON.stringify(once));
    isSound(ee.Number(sum));
  });

  test.each([
    ['by steps', ee.List.sequence(0, 1, 0.25), [0, 0.25, 0.5, 0.75, 1]],
    ['down', ee.List.sequence(3, 1, -1), [3, 2, 1]],
    ['counted', ee.List.sequence({ start: 0, end: 10, count: 3 }), [0, 5, 10]],
    ['of none', ee.List.sequence(3, 1), []],
  ])('sequences %s', (_, list, wanted) => {
    const seen: unknown[] = [];
    list.map((item) => seen.push((item.node as { value?: unknown }).value));
    expect(seen).toEqual(wanted);
  });

  test.each([
    ['what is not known', () => ee.List.sequence(1, three.add(1)).map((x) => x), 'are not known'],
    ['too many', () => ee.List.sequence(1, 1e9).map((x) => x), '1000 are the most'],
    ['no function', () => months.map(untyped(5)), 'not a function'],
    ['a function without return', () => months.map(untyped(() => undefined)), 'returns nothing'],
  ])('%s is told', (_, build, what) => expect(build).toThrow(what));
});

describe('places', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const polygon = ee.Geometry.Polygon(ring);

  test('take what Earth Engine writes behind coordinates', () => {
    expect(ee.Geometry.Polygon([ring], null, false).node).toEqual(polygon.node);
    expect(ee.Geometry.Rectangle([0, 1, 2, 3], 'EPSG:4326', false).node).toEqual(
      ee.Geometry.Rectangle(0, 1, 2, 3).node,
    );
    expect(ee.Geometry.Polygon(0, 0, 1, 0, 1, 1).node).toEqual(polygon.node);
    expect(() => ee.Geometry.Point([5e5, 4e6], untyped('EPSG:32613'))).toThrow('projections other than');
  });

  test('come as GeoJSON and as features', () => {
    const json = { type: 'Polygon', coordinates: [ring] };
    expect(ee.Geometry(json).node).toEqual(polygon.node);
    expect(ee.Feature(json, { name: 'a' }).geometry().node).toEqual(polygon.node);
    expect(ee.ImageCollection('S2').filterBounds(json).node).toEqual(
      ee.ImageCollection('S2').filterBounds(polygon).node,
    );
    const both = ee.FeatureCollection([ee.Feature(polygon), ee.Geometry.Rectangle(5, 6, 7, 8)]);
    expect(both.node).toMatchObject({
      method: 'Geometry.MultiPolygon',
      args: { coordinates: { kind: 'constant' } },
    });
    expect(ee.FeatureCollection([ee.Geometry.Point(1, 2)]).node).toEqual(ee.Geometry.Point(1, 2).node);
  });

  test.each([
    ['tables', () => ee.FeatureCollection(untyped('TIGER/2018/States')), 'cannot be loaded by id'],
    ['lines', () => ee.Geometry({ type: 'LineString', coordinates: ring }), 'LineString is not supported'],
    ['points together', () => ee.FeatureCollection([ee.Geometry.Point(1, 2), polygon]), 'must be polygons'],
    ['features of nowhere', () => ee.Feature(untyped(null), { a: 1 }), 'without a geometry'],
  ])('%s are refused', (_, build, what) => expect(build).toThrow(what));
});

describe('images', () => {
  test('of a list have the bands of all', () => {
    const [a, b] = [ee.Image(1), ee.Image(2)];
    expect(ee.Image([1, b]).node).toEqual(a.addBands(b).node);
    isSound(ee.Image.rgb(1, 2, 3));
  });

  test('of nothing are masked everywhere', () => {
    expect(ee.Image().node).toEqual(ee.Image(0).updateMask(0).node);
  });

  test.each([
    ['an id', () => ee.Image(untyped('COPERNICUS/S2/x')), 'single images by id'],
    ['a collection', () => ee.Image(untyped(ee.ImageCollection('S2'))), 'cannot be made into one'],
  ])('of %s are refused', (_, build, what) => expect(build).toThrow(what));
});

describe('the builder of scripts', () => {
  const strict = createEe(unsupportedMethod) as typeof ee & Record<string, unknown>;
  const image = strict.Image(1) as unknown as Record<string, (...args: unknown[]) => unknown>;

  test('makes what the other makes', () => {
    const node: Node = strict
      .ImageCollection('S2')
      .map((img) => img.add(1))
      .mosaic().node;
    expect(node).toEqual(
      ee
        .ImageCollection('S2')
        .map((img) => img.add(1))
        .mosaic().node,
    );
  });

  test.each([
    ['a method', () => image['reduceRegion']!(), 'ee.Image.reduceRegion is not supported'],
    ['a name that nobody has', () => image['selct']!('B4'), 'There is no ee.Image.selct'],
    ['a function', () => (strict.Filter as never)['isContained'], 'There is no ee.Filter.isContained'],
    ['a part', () => strict['Kernel'], 'ee.Kernel is not supported'],
    ['a method of a result', () => (strict.Number(1) as never)['getInfo'], 'ee.Number.getInfo'],
  ])('names %s that is not there', (_, ask, what) => expect(ask).toThrow(what));

  test('is asked by the language itself in silence', async () => {
    expect(JSON.parse(JSON.stringify(image))).toEqual({ node: strict.Image(1).node, type: 'Image' });
    expect(await Promise.resolve(image)).toBe(image);
    expect(String(image)).toBe('ee.Image(…)');
    expect(strict.Image.name).toBe('Image');
  });
});
