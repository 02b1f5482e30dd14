import { describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { limits, validateNode } from './validate.ts';

const constant = (value: unknown) => ({ kind: 'constant', value });
const call = (method: string, args: Record<string, unknown>) => ({ kind: 'call', method, args });
const load = call('ImageCollection.load', { id: constant('S2') });
const mosaic = call('ImageCollection.mosaic', { collection: load });
const argument = { kind: 'argument', name: 'image' };
const identity = { kind: 'function', argument: 'image', body: argument };
const list = (...items: unknown[]) => ({ kind: 'list', items });
const cloudy = call('Filter.gt', { name: constant('cloud'), value: constant(50) });
const map = (algorithm: unknown) => call('ImageCollection.map', { collection: load, algorithm });

function nested(depth: number): unknown {
  let node: unknown = mosaic;
  for (let i = 0; i < depth; i++) node = call('Image.abs', { value: node });
  return node;
}

/** Each part is flat enough where it is met first, high up; on top of each other they are not. */
function deepByParts(): unknown {
  let node = nested(150);
  for (let i = 0; i < 3; i++) {
    let below = node;
    for (let depth = 0; depth < 150; depth++) below = call('Image.abs', { value: below });
    node = call('Image.add', { image1: node, image2: below });
  }
  return node;
}

test('a tree of known methods is copied', () => {
  const copy = validateNode(mosaic);
  expect(copy).toEqual(mosaic);
  expect(copy).not.toBe(mosaic);
  expect(validateNode(map(identity))).toEqual(map(identity));
});

test('a list of filters is a list of calls', () => {
  const filter = call('Filter.eq', { name: constant('cloud'), value: constant(0) });
  const both = call('Filter.and', { filters: { kind: 'list', items: [filter, filter] } });
  const filtered = call('ImageCollection.filter', { collection: load, filter: both });
  expect(validateNode(filtered)).toEqual(filtered);
});

test('parts that are one object stay one, so that sharing cannot blow up', () => {
  let node: unknown = mosaic;
  for (let i = 0; i < 100; i++) node = call('Image.add', { image1: node, image2: node });
  const copy = validateNode(node) as { args: Record<string, unknown> };
  expect(copy.args['image1']).toBe(copy.args['image2']);
});

describe('what is refused', () => {
  const cyclic: Record<string, unknown> = call('Image.abs', {});
  cyclic['args'] = { value: cyclic };
  const bomb = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1));
  test.each([
    ['no object', 5, 'not an object'],
    ['null', null, 'not an object'],
    ['an unknown kind', { kind: 'code', source: 'fetch()' }, 'unknown kind'],
    ['an unknown method', call('Image.export', {}), 'Unknown method Image.export'],
    ['a method of the prototype', call('constructor', {}), 'Unknown method constructor'],
    [
      'an unknown argument',
      call('ImageCollection.load', { id: constant('S2'), x: load }),
      "Unknown argument 'x'",
    ],
    ['more fields than it has', { ...mosaic, extra: 1 }, "Unknown argument 'extra'"],
    ['a missing argument', call('ImageCollection.load', {}), "'id' is missing"],
    [
      'an argument of another type',
      call('ImageCollection.load', { id: constant(5) }),
      "'id' is not a string",
    ],
    [
      'an image for a collection',
      call('ImageCollection.mosaic', { collection: mosaic }),
      'an image collection',
    ],
    ['a number for an image', call('Image.abs', { value: constant(1) }), "'value' is not an image"],
    [
      'an inherited argument',
      call('ImageCollection.load', Object.create({ id: constant('S2') })),
      'is missing',
    ],
    ['an object as constant', call('ImageCollection.load', { id: constant({}) }), 'not plain data'],
    ['a number that is none', call('Image.constant', { value: constant(NaN) }), 'not plain data'],
    ['an argument outside its function', call('Image.abs', { value: argument }), "Nothing is named 'image'"],
    ['a function that returns a collection', map({ ...identity, body: load }), 'does not return an image'],
    [
      'a name that hides another',
      map({ ...identity, body: call('ImageCollection.first', { collection: map(identity) }) }),
      "'image' hides another's",
    ],
    ['a constant for filters', call('Filter.and', { filters: constant([]) }), 'is not a list of filters'],
    ['a filter for filters', call('Filter.or', { filters: cloudy }), 'is not a list of filters'],
    [
      'an image among filters',
      call('Filter.or', { filters: list(cloudy, mosaic) }),
      'is not a list of filters',
    ],
    ['a list for a filter', call('Filter.not', { filter: list(cloudy) }), "'filter' is not a filter"],
    ['a list that is none', call('Filter.and', { filters: { kind: 'list', items: {} } }), 'A list'],
    ['a list of images', call('Image.abs', { value: list(mosaic) }), "'value' is not an image"],
    ['a list as a whole', list(mosaic), 'is not an image'],
    [
      'too long a list',
      call('Filter.and', { filters: list(...new Array<unknown>(limits.nodes).fill(cloudy)) }),
      'too large',
    ],
    [
      'a list as value',
      call('Filter.eq', { name: constant('a'), value: constant([1]) }),
      "'value' is not a number or",
    ],
    ['a filter as a whole', cloudy, 'is not an image'],
    ['a geometry as a whole', call('Geometry.Point', { coordinates: constant([0, 0]) }), 'is not an image'],
    ['a constant as a whole', constant(1), 'is not an image'],
    ['a function as a whole', identity, 'is not an image'],
    ['too deep a tree', nested(limits.depth + 1), 'nested too deeply'],
    ['too deep a tree of parts that are shared', deepByParts(), 'nested too deeply'],
    ['a circle', cyclic, 'nested too deeply'],
    [
      'too many constants',
      call('Image.select', { input: mosaic, bandSelectors: constant(bomb) }),
      'too large',
    ],
    [
      'too long a text',
      call('ImageCollection.load', { id: constant('x'.repeat(limits.constant + 1)) }),
      'too long',
    ],
  ])('%s', (_, value, message) => {
    expect(() => validateNode(value)).toThrow(BestpixelError);
    expect(() => validateNode(value)).toThrow(message);
  });

  test('what is valid inside a function, outside of it', () => {
    const inside = call('Image.abs', { value: argument });
    const both = call('Image.add', {
      image1: call('ImageCollection.first', { collection: map({ ...identity, body: inside }) }),
      image2: inside,
    });
    expect(() => validateNode(both)).toThrow("Nothing is named 'image'");
  });
});
