import { findMethod, type MethodName } from '../expression/methods.ts';
import * as images from './images.ts';
import type { ImageBand, ImageValue } from './images.ts';
import { asPlanes } from './joined.ts';
import { collectionRules } from './rules/collection.ts';
import { filterRules } from './rules/filter.ts';
import { geometryRules } from './rules/geometry.ts';
import { imageRules } from './rules/image.ts';
import { pixelRules } from './rules/pixel.ts';
import { reducerRules } from './rules/reducer.ts';
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
  ...reducerRules,
  ...numberRules,
  ...stringRules,
  ...dateRules,
  ...listRules,
  ...dictionaryRules,
  ...elementRules,
};

/** Methods that give pixels where an image has none: a mosaic enters them whole, where nobody won too. */
const filling: ReadonlySet<string> = new Set(['Image.unmask', 'Image.where', 'Image.mask']);

/** Applies a method to arguments that validation has made sure of. */
export function applyRule(method: MethodName, given: Readonly<Record<string, Value | undefined>>): Value {
  const fills = filling.has(method) || (method === 'Image.reduce' && isMixed(given['image'] as ImageValue));
  const args = fills ? Object.fromEntries(Object.entries(given).map(whole)) : given;
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

function whole([name, value]: readonly [string, Value | undefined]): readonly [string, Value | undefined] {
  const isImage = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'image';
  return [name, isImage ? asPlanes(value as ImageValue) : value];
}

/** Whether some bands are there where others have no scene. */
function isMixed({ bands }: ImageValue): boolean {
  const [first] = bands;
  return bands.some(({ quality }) => quality !== first?.quality);
}
