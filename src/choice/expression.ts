import { ee, type ImageCollection } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import type { PropertyTest } from '../scene/query.ts';
import type { Choice, Place } from './choice.ts';
import { propertyNamesOf } from './property-names.ts';

/**
 * The chosen scenes as an expression. How many are listed and by which API is the catalog's matter.
 * @throws BestpixelError 'bad-input' for an orbit that the collection does not tell
 */
export function collectionOf(choice: Choice): ImageCollection {
  const { collection, place, dates, months, without } = choice;
  let scenes = ee.ImageCollection(collection);
  if (place) scenes = scenes.filterBounds(geometryOf(place));
  if (dates) scenes = scenes.filterDate(dates.from, dates.to);
  if (months) scenes = scenes.filter(ee.Filter.calendarRange(months.first, months.last, 'month'));
  for (const test of testsOf(choice)) scenes = scenes.filter(filterOf(test));
  if (without.length > 0) scenes = scenes.filter(ee.Filter.inList('system:index', [...without]).not());
  return scenes;
}

/** Cloud, orbit and sensor by the collection's names for them, then the further conditions. */
function testsOf({ collection, cloud, orbit, sensor, where }: Choice): PropertyTest[] {
  const names = propertyNamesOf(collection);
  return [
    ...(cloud === null ? [] : [{ name: names.cloud, op: 'lte', value: cloud } as const]),
    ...(orbit === null ? [] : [orbitTest(collection, orbit)]),
    ...(sensor === null ? [] : [{ name: names.platform, op: 'eq', value: sensor } as const]),
    ...where,
  ];
}

function orbitTest(collection: string, orbit: string): PropertyTest {
  const { direction, orbit: name } = propertyNamesOf(collection);
  if (/^\d+$/.test(orbit)) return { name, op: 'eq', value: Number(orbit) };
  if (direction) {
    return { name: direction.name, op: 'eq', value: direction.upperCase ? orbit.toUpperCase() : orbit };
  }
  throw new BestpixelError('bad-input', 'these scenes do not tell the direction of their orbit', {
    where: collection,
    remedy: 'Give the number of a path.',
  });
}

function filterOf(test: PropertyTest) {
  return test.op === 'in'
    ? ee.Filter.inList(test.name, [...test.value])
    : ee.Filter[test.op](test.name, test.value);
}

function geometryOf(place: Place) {
  switch (place.type) {
    case 'Point':
      return ee.Geometry.Point(place.coordinates);
    case 'Polygon':
      return ee.Geometry.Polygon(place.coordinates);
    case 'MultiPolygon':
      return ee.Geometry.MultiPolygon(place.coordinates);
  }
}
