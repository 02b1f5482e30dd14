import { daysBetween, dayOf, middleDay } from '../../choice/rule-days.ts';
import type { Rule } from '../../choice/rule.ts';
import { ee, type Image } from '../../ee/ee.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Bands, cloudProbability } from '../bands.ts';
import { witnessOf } from './witness.ts';

/** First and last day of some scenes, in UTC; null: there is none. */
function daysOf(list: readonly Scene[]): { readonly from: string; readonly to: string } | null {
  if (list.length === 0) return null;
  const times = list.map(({ datetime }) => datetime);
  const [first, last] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  ) as [number, number];
  return { from: dayOf(first), to: dayOf(last) };
}

/**
 * The nearer to noon of the target day the better, in days; `weight` of it is given over to cloud probability, of which
 * 100 % count as much as all days of the collection.
 */
export function clearSky({
  list,
  bands,
  rule,
}: {
  readonly list: readonly Scene[];
  readonly bands: Bands;
  readonly rule: Rule;
}): (image: Image) => Image {
  const days = daysOf(list) ?? { from: '1970-01-01', to: '1970-01-01' };
  const target = daysBetween(days.from, rule.target ?? middleDay(days)) + 0.5;
  const probability = cloudProbability(bands);
  const weight = probability ? rule.weight : 0;
  const cloud = (weight * (daysBetween(days.from, days.to) + 1)) / 100;
  const witness = weight > 0 ? probability!.name : witnessOf(bands);
  return (image) => {
    const day = ee.Image.constant(image.date().difference(days.from, 'day'));
    // In pixels of a band, so that another day or weight is no other number for each scene: all stays on the GPU.
    const there = witness === undefined ? day : image.select(witness).multiply(0).add(day);
    const away = there.subtract(target).abs();
    if (weight === 0) return away.multiply(-1);
    return image
      .select(probability!.name)
      .multiply(cloud)
      .add(away.multiply(1 - weight))
      .multiply(-1);
  };
}
