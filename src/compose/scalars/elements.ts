import { BestpixelError } from '../../errors.ts';
import type { ConstantValue } from '../../expression/nodes.ts';
import type { ImageValue } from '../images.ts';
import { isSceneValue, type SceneValue } from '../scene-value.ts';
import type { DictionaryValue, Value } from '../values.ts';
import { dictionaryOf } from './dictionaries.ts';
import { bad } from './fail.ts';
import { lift } from './lift.ts';
import { keyOfValue } from './value-key.ts';
import { argumentOf, isOfSystem, namesOf, propertyOfImage, sceneOf } from './properties.ts';

type Held = ConstantValue | SceneValue;

/** A property that has to be of a type, inside map that of each scene. */
export function typed(type: 'Number' | 'String', method: string, value: Held): Value {
  return lift(method, value, (held) => {
    if (typeof held === type.toLowerCase()) return held;
    throw bad(
      method,
      held === null ? 'the image has no such property' : `the property is no ${type.toLowerCase()}`,
    );
  });
}

/** @throws BestpixelError 'bad-input' for an image without a time. */
export function dateOf(image: ImageValue): Value {
  return lift('Image.date', propertyOfImage(image, 'system:time_start'), (time) => {
    if (typeof time === 'number') return time;
    throw bad('Image.date', 'the image has no date', 'Copy system:time_start from an image that has it.');
  });
}

export function propertyNames(image: ImageValue): Value {
  const names = (): Value => namesOf(sceneOf(image), image);
  const argument = argumentOf(image);
  if (argument === null) return names();
  const every = everyScene(argument, image);
  return lift('Image.propertyNames', every, (_, scene) => namesOf(scene ?? null, image));
}

export function dictionaryOfImage(image: ImageValue, given?: readonly string[]): Value {
  const pick = (names: readonly string[]): Value =>
    dictionaryOf(names.map((name) => [name, propertyOfImage(image, name)] as const));
  const argument = argumentOf(image);
  if (argument === null)
    return pick(given ?? namesOf(sceneOf(image), image).filter((name) => !isOfSystem(name)));
  return lift('Image.toDictionary', everyScene(argument, image, given), (_, scene) => {
    const names = given ?? namesOf(scene ?? null, image).filter((name) => !isOfSystem(name));
    return dictionaryOf(
      names.map((name) => {
        const held = propertyOfImage(image, name);
        return [name, isSceneValue(held) && scene ? held.of(scene) : held] as const;
      }),
    );
  });
}

/** A value for each scene that says nothing of it, told apart by what is asked and what was set. */
function everyScene(argument: string, image: ImageValue, names?: readonly string[]): SceneValue {
  const key = `scene(${keyOfValue([names ?? null, dictionaryOf(image.properties ?? [])])})`;
  return { kind: 'scene-value', argument, key, of: () => true };
}

/** The source's properties that are copied, by name. */
export function copied(
  source: ImageValue,
  given: readonly string[] | undefined,
  exclude: readonly string[],
): (readonly [string, Held])[] {
  const names = given ?? namesOf(sceneOf(source), source).filter((name) => !isOfSystem(name));
  return names
    .filter((name) => !exclude.includes(name))
    .map((name) => [name, propertyOfImage(source, name)] as const);
}

/**
 * Values that `set` takes.
 * @throws BestpixelError 'unsupported' for images and the like.
 */
export function settable(method: string, { entries }: DictionaryValue): (readonly [string, Held])[] {
  return [...entries].map(([name, value]) => {
    const held = lift(method, value, (each) => each);
    if (isSceneValue(held) || isConstant(held)) return [name, held] as const;
    throw new BestpixelError(
      'unsupported',
      `${method}: '${name.slice(0, 80)}' is no number, text, date or list of them`,
      {
        where: method,
        remedy: 'Keep other things in variables.',
      },
    );
  });
}

function isConstant(value: Value): value is ConstantValue {
  if (Array.isArray(value)) return value.every((item) => isConstant(item as Value));
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}
