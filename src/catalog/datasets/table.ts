import type { Dataset } from './dataset.ts';
import type { Item } from '../item/item.ts';
import { earthSearchSentinel2 } from './sentinel-2.ts';

/** What stands for Earth Engine's collections: one row per collection of one API. */
const datasets: readonly Dataset[] = [earthSearchSentinel2];

/** The row of the collection an item says it comes from: by API root, since ids mean other data elsewhere. */
export function datasetOf({ root, collection }: Item): Dataset | undefined {
  const trimmed = root?.replace(/\/+$/, '');
  return datasets.find((row) => row.root === trimmed && row.collection === collection);
}

/** The rows that serve an Earth Engine id. */
export function datasetsServing(earthEngineId: string): readonly Dataset[] {
  return datasets.filter((row) => row.earthEngineId === earthEngineId);
}
