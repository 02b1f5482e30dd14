import { BestpixelError } from '../errors.ts';
import { findMethod } from '../expression/methods.ts';
import type { ResultType } from '../expression/types.ts';
import { isComputed, isPlain, type Computed } from './computed.ts';
import { featureCollectionOf, featureOf, geometryFunctions, geometryOf } from './geometry.ts';
import { promote } from './promote.ts';
import type { Ee } from './types.ts';
import { createWorld, functionsOf, typesWithFunctions, type Refuse, type World } from './world.ts';

type Constructor = (...args: unknown[]) => Computed;

/** The builder. With `refuse`, names that it has not throw what that tells, instead of being undefined. */
export function createEe(refuse: Refuse | null = null): Ee {
  const world = createWorld(refuse);
  const parts: Record<string, unknown> = {};
  for (const type of typesWithFunctions) {
    parts[type] = world.namespace(`ee.${type}`, functionsOf(type, world));
  }
  for (const [type, make] of Object.entries(constructorsOf(world))) {
    const functions = { ...functionsOf(type, world), ...clientFunctionsOf(type, world) };
    // A function that `new` may stand before, too.
    const constructor = function (...args: unknown[]) {
      return make(...args);
    };
    Object.assign(constructor, functions);
    const prototype = world.prototypeOf(type.startsWith('Feature') ? 'Geometry' : type);
    Object.defineProperties(constructor, { name: { value: type }, prototype: { value: prototype } });
    parts[type] = world.namespace(`ee.${type}`, constructor);
  }
  return world.namespace('ee', parts) as unknown as Ee;
}

function constructorsOf(world: World): Readonly<Record<string, Constructor>> {
  const of =
    (type: ResultType): Constructor =>
    (...args) =>
      castTo(world, type, args);
  return {
    Image: (value) => imageOf(world, value),
    ImageCollection: of('ImageCollection'),
    Number: of('Number'),
    String: of('String'),
    Date: of('Date'),
    List: of('List'),
    Dictionary: (value = {}) => castTo(world, 'Dictionary', [value]),
    Filter: of('Filter'),
    Geometry: (...args) => geometryOf(world, args[0]),
    Feature: (geometry) => featureOf(world, geometry),
    FeatureCollection: (features) => featureCollectionOf(world, features),
  };
}

/** `ee.X(value)`: an X is returned as it is; what is not known yet is taken to be one. */
function castTo(world: World, type: ResultType, args: readonly unknown[]): Computed {
  const [value] = args;
  if (isComputed(value) && value.type === type) return value;
  const row = findMethod(`${type}.of`);
  if (row)
    return world.call(
      `${type}.of`,
      inDictionary(value, row.params[0]!.name) ? [{ [row.params[0]!.name]: value }] : args,
    );
  const node = promote(type, value, world.wrap);
  if (node) return world.wrap(type, node);
  throw noSuch(type, value);
}

/** An object as value, whose names might be taken for those of arguments. */
function inDictionary(value: unknown, name: string): boolean {
  return isPlain(value) && Object.hasOwn(value, name);
}

function imageOf(world: World, value: unknown): Computed {
  if (isComputed(value) && value.type === 'Image') return value;
  if (value === undefined || value === null) {
    const nothing = world.call('Image.constant', [0]);
    return world.call('Image.updateMask', [nothing, 0]);
  }
  if (typeof value === 'string') {
    throw new BestpixelError('unsupported', 'ee.Image: single images by id are not supported', {
      where: 'ee.Image',
      remedy: 'Filter the collection to it, as ee.ImageCollection(id).filterDate(…).filterBounds(…).first().',
    });
  }
  const node = promote('Image', value, world.wrap);
  if (node) return world.wrap('Image', node);
  throw noSuch('Image', value);
}

function noSuch(type: string, value: unknown): BestpixelError {
  const from = isComputed(value) ? `an ee.${value.type}` : 'this';
  const isCollection = isComputed(value) && value.type === 'ImageCollection';
  return new BestpixelError('bad-input', `ee.${type}: ${from} is none and cannot be made into one`, {
    where: `ee.${type}`,
    remedy: isCollection ? 'Take first(), mosaic() or qualityMosaic() of it.' : undefined,
  });
}

/** What Earth Engine's client does itself, where the table has no row. */
function clientFunctionsOf(type: string, world: World): object {
  if (type === 'Geometry') return geometryFunctions(world);
  if (type !== 'Image') return {};
  const bandsOf = (images: readonly unknown[]): Computed => imageOf(world, images.flat());
  return {
    ...(findMethod('Image.cat') ? {} : { cat: (...images: unknown[]) => bandsOf(images) }),
    rgb: (...images: unknown[]) =>
      world.call('Image.rename', [bandsOf(images), ['vis-red', 'vis-green', 'vis-blue']]),
  };
}
