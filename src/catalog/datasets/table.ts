import type { PropertyTest } from '../../scene/query.ts';
import type { Item } from '../item/item.ts';
import type { Dataset } from './dataset.ts';
import { landsatRows } from './landsat.ts';
import { knownRoots, normalRoot, pathOf } from './roots.ts';
import { sentinel2Rows } from './sentinel-2.ts';

export { explainId } from './explain.ts';

/** What is searched for an Earth Engine id: collections of one API, together. */
export interface DatasetSource {
  /** Without a slash at the end. */
  readonly root: string;
  readonly collections: readonly string[];
  /** What its items may be: `rowFor` tells which. */
  readonly rows: readonly Dataset[];
  /** What tells its items from the collections' others, by STAC's names; `rowFor` applies them again. */
  readonly tests: readonly PropertyTest[];
}

/** What stands for Earth Engine's collections. Of the rows of one id, the first is what it means by itself. */
const datasets: readonly Dataset[] = [...sentinel2Rows, ...landsatRows];

/**
 * What serves an Earth Engine id: its default source, or the API at this root instead. An API that the table does not
 * know is taken for a mirror: of the one with the same path, else of the default, whose files may have any layout. Empty
 * where the id is unknown, or this API does not have it: `explainId` tells why.
 */
export function sourcesOf(earthEngineId: string, apiRoot: string | null = null): readonly DatasetSource[] {
  const serving = datasetsServing(earthEngineId);
  const [first] = serving;
  if (!first) return [];
  const root = apiRoot === null ? first.root : normalRoot(apiRoot);
  const samePath = serving.find((row) => pathOf(row.root) === pathOf(root))?.root;
  const original = knownRoots.has(root) ? root : samePath;
  const own = serving.filter((row) => row.root === (original ?? first.root) && !row.byAddressOnly);
  if (own.length === 0) return [];
  const collections = own.map(({ collection }) => collection);
  return [{ root, collections, rows: original ? own : serving, tests: first.tests }];
}

/** The row that an item of a source belongs to, by its collection and the names of its assets; null: none of the id's. */
export function rowFor(item: Item, { rows }: Pick<DatasetSource, 'rows'>): Dataset | null {
  const fitting = rows.filter(({ tests }) => tests.every((test) => meets(item, test)));
  const score = ({ bands, collection }: Dataset): number =>
    2 * bands.filter(({ asset }) => item.readable.has(asset)).length + Number(collection === item.collection);
  return fitting.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}

/**
 * The row of the collection an item says it comes from: by API root, since ids mean other data elsewhere. None for a
 * collection of several sensors: opened as such, it keeps its own names for all of them.
 */
export function datasetOf({ root, collection }: Item): Dataset | undefined {
  const normal = root && normalRoot(root);
  return datasets.find(
    (row) => row.root === normal && row.collection === collection && row.tests.length === 0,
  );
}

/** The rows that serve an Earth Engine id. */
export function datasetsServing(earthEngineId: string): readonly Dataset[] {
  return datasets.filter((row) => row.earthEngineId === earthEngineId);
}

/** Equality is all that rows ask for. */
function meets({ properties }: Item, { name, value }: PropertyTest): boolean {
  const own = properties[name];
  return typeof own === 'string' && own.toLowerCase() === String(value).toLowerCase();
}
