import type { Method } from './method.ts';
import { collectionMethods } from './methods/collection.ts';
import { filterMethods } from './methods/filter.ts';
import { geometryMethods } from './methods/geometry.ts';
import { imageMethods } from './methods/image.ts';
import { pixelMethods } from './methods/pixel.ts';
import { reducerMethods } from './methods/reducer.ts';
import { dateMethods } from './methods/date.ts';
import { dictionaryMethods } from './methods/dictionary.ts';
import { elementMethods } from './methods/element.ts';
import { listMethods } from './methods/list.ts';
import { numberMethods } from './methods/number.ts';
import { stringMethods } from './methods/string.ts';

export type { Method, Param } from './method.ts';

/** Every method that expressions may call, by Earth Engine's name. */
export const methods = {
  ...collectionMethods,
  ...imageMethods,
  ...pixelMethods,
  ...geometryMethods,
  ...filterMethods,
  ...reducerMethods,
  ...numberMethods,
  ...stringMethods,
  ...dateMethods,
  ...listMethods,
  ...dictionaryMethods,
  ...elementMethods,
} as const satisfies Readonly<Record<string, Method>>;

export type MethodName = keyof typeof methods;

/** The method of that name; undefined: none. Safe for names that others made up. */
export function findMethod(name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name as MethodName] : undefined;
}
