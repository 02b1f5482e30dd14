import { findMethod, type MethodName } from '../expression/methods.ts';
import * as images from './images.ts';
import type { ImageBand, ImageValue } from './images.ts';
import { collectionRules } from './rules/collection.ts';
import { filterRules } from './rules/filter.ts';
import { geometryRules } from './rules/geometry.ts';
import { imageRules } from './rules/image.ts';
import { pixelRules } from './rules/pixel.ts';
import { dateRules } from './rules/date.ts';
import { dictionaryRules } from './rules/dictionary.ts';
import { elementRules } from './rules/element.ts';
import { listRules } from './rules/list.ts';
import { numberRules } from './rules/number.ts';
import { stringRules } from './rules/string.ts';
import type { Value } from './values.ts';

const rules = {
  ...collectionRules,
  ...imageRules,
  ...pixelRules,
  ...geometryRules,
  ...filterRules,
  ...numberRules,
  ...stringRules,
  ...dateRules,
  ...listRules,
  ...dictionaryRules,
  ...elementRules,
};

/** Applies a method to arguments that validation has made sure of. */
export function applyRule(method: MethodName, args: Readonly<Record<string, Value | undefined>>): Value {
  if (Object.hasOwn(rules, method)) {
    return (rules[method as keyof typeof rules] as (a: typeof args) => Value)(args);
  }
  const fn = findMethod(method)!.pixel!;
  if ('image2' in args) {
    return images.pairBands(method, fn, args['image1'] as ImageValue, args['image2'] as ImageValue);
  }
  const input = args['value'] as ImageValue;
  const bands = input.bands.map((band): ImageBand => ({ ...band, expr: { op: fn, args: [band.expr] } }));
  return { ...input, bands };
}
