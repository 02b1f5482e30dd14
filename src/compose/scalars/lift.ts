import { BestpixelError } from '../../errors.ts';
import { findMethod } from '../../expression/methods.ts';
import type { ConstantValue } from '../../expression/nodes.ts';
import type { Scene } from '../../scene/scene.ts';
import { isSceneValue, type SceneValue } from '../scene-value.ts';
import type { Value } from '../values.ts';
import { checked, kindOf, type Given } from './arguments-given.ts';
import { dictionaryOf, isDictionary } from './dictionaries.ts';
import { keyOf } from './value-key.ts';

/**
 * What a method makes of its arguments by its rule. Where one is another for each scene, so is the result: of values
 * a value per scene, of images an image that is told the value as it is.
 * @throws BestpixelError 'unsupported' where the method cannot do with it; whatever the rule throws.
 */
export function applyValues(name: string, given: Given, rule: (args: Given) => Value): Value {
  const method = findMethod(name)!;
  const found = Object.values(given).flatMap((value) => sceneValuesIn(value));
  if (found.length === 0) return rule(checked(name, method, given));
  if (method.result === 'Image' && takesSceneValues(name, given)) return rule(given);
  const values = new Set(['Number', 'String', 'Date', 'List', 'Dictionary', 'Object']);
  const plain = Object.values(given).every((value) => !hasImages(value));
  if (!values.has(method.result) || !plain) throw perScene(name);
  return lifted(name, { given, found, compute: (args) => rule(checked(name, method, args)) });
}

/** Images take values per scene where anything may be given. */
function takesSceneValues(name: string, given: Given): boolean {
  return findMethod(name)!.params.every(({ name: param, type }) => {
    const open = type === 'Object' || type === 'Dictionary' || name === 'Image.constant';
    return open || sceneValuesIn(given[param]).length === 0;
  });
}

interface Lifting {
  readonly given: Given;
  readonly found: readonly SceneValue[];
  readonly compute: (args: Given) => Value;
}

function lifted(name: string, { given, found, compute }: Lifting): SceneValue {
  const argument = found[0]!.argument;
  if (found.some((value) => value.argument !== argument)) {
    throw new BestpixelError('unsupported', `${name}: the values belong to images of two functions`, {
      where: name,
      remedy: 'Use values of one image at a time.',
    });
  }
  const reads = [...new Set(found.flatMap((value) => value.reads ?? []))];
  const of = (scene: Scene): Value => {
    const entries = Object.entries(given).map(([param, value]) => [param, valueIn(value, scene)] as const);
    try {
      return compute(Object.fromEntries(entries));
    } catch (error) {
      throw naming(error, found, scene);
    }
  };
  return { kind: 'scene-value', argument, key: keyOf(name, given), reads, of: oncePerScene(of) };
}

/** What is computed of one value, for each scene where the value is another for each. */
export function lift(method: string, value: Value, compute: (value: Value, scene?: Scene) => Value): Value {
  const found = sceneValuesIn(value);
  if (found.length === 0) return compute(value);
  const { argument } = found[0]!;
  const key = keyOf(method, { value });
  const reads = [...new Set(found.flatMap((each) => each.reads ?? []))];
  const of = oncePerScene((scene) => {
    try {
      return compute(valueIn(value, scene) ?? null, scene);
    } catch (error) {
      throw naming(error, found, scene);
    }
  });
  return { kind: 'scene-value', argument, key, reads, of };
}

/** Each scene's value once, however often it is used. */
export function oncePerScene(of: (scene: Scene) => Value): SceneValue['of'] {
  const done = new WeakMap<Scene, { readonly value: Value }>();
  return (scene) => {
    const known = done.get(scene) ?? { value: of(scene) };
    done.set(scene, known);
    return known.value as ConstantValue;
  };
}

/** An error about a value that is missing says which property the scene lacks. */
function naming(error: unknown, found: readonly SceneValue[], scene: Scene): unknown {
  const lacking = found.find((value) => value.reads?.length && value.of(scene) === null);
  if (!(error instanceof BestpixelError) || !lacking || error.message.includes('property')) return error;
  const names = lacking.reads!.map((name) => `'${name}'`).join(', ');
  const { tag, message, where, remedy, cause } = error;
  return new BestpixelError(tag, `${message}: there is no property ${names}`, { where, remedy, cause });
}

function valueIn(value: Value | undefined, scene: Scene): Value | undefined {
  if (sceneValuesIn(value).length === 0) return value;
  if (isSceneValue(value)) return value.of(scene);
  if (Array.isArray(value)) return value.map((item) => valueIn(item as Value, scene) ?? null);
  if (!isDictionary(value)) return value;
  return dictionaryOf([...value.entries].map(([key, item]) => [key, valueIn(item, scene) ?? null]));
}

const known = new WeakMap<object, readonly SceneValue[]>();

/** The values per scene in a value, in lists and dictionaries too; parts that are shared are looked at once. */
function sceneValuesIn(value: Value | undefined): readonly SceneValue[] {
  if (typeof value !== 'object' || value === null) return [];
  const done = known.get(value);
  if (done) return done;
  const found = new Set(partsOf(value).flatMap((item) => sceneValuesIn(item)));
  const result = isSceneValue(value) ? [value] : [...found];
  known.set(value, result);
  return result;
}

function partsOf(value: Value & object): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  if (isDictionary(value)) return [...value.entries.values()];
  return [];
}

function hasImages(value: Value | undefined): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  if (isSceneValue(value)) return false;
  return Array.isArray(value) || isDictionary(value)
    ? partsOf(value).some((item) => hasImages(item))
    : kindOf(value) !== 'reducer';
}

function perScene(name: string): BestpixelError {
  return new BestpixelError(
    'unsupported',
    `${name}: a value that is another for each scene is not supported here`,
    {
      where: name,
      remedy: 'Use a value that is the same for all, or filter before map().',
    },
  );
}
