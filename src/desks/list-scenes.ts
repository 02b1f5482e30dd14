import type { Catalog } from '../catalog/catalog.ts';
import { asBestpixelError, BestpixelError } from '../errors.ts';
import { queriesOf } from '../compose/queries.ts';
import { resolveCollection } from '../compose/resolve.ts';
import type { ImageCollection } from '../ee/ee.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { queryKey } from '../scene/query.ts';
import type { Scene, SceneList } from '../scene/scene.ts';

/** What a collection holds, before any of it is shown. */
export interface ListedScenes {
  readonly collection: ImageCollection;
  /** As the source gave it; filters may leave less. */
  readonly list: SceneList;
  /** What the filters leave. */
  readonly scenes: readonly Scene[];
  /** By `queryKey`. */
  readonly lists: ReadonlyMap<string, SceneList>;
}

/** Lists a collection of one source. Rejects as `Catalog.load` does. */
export async function listScenes(
  catalog: Pick<Catalog, 'load'>,
  from: {
    readonly collection: ImageCollection;
    readonly area: LngLatBounds | null;
    readonly signal: AbortSignal;
  },
): Promise<ListedScenes> {
  const { collection, area, signal } = from;
  const [query] = queriesOf(collection.node);
  const list = await catalog.load(query!, { area, signal });
  const lists = new Map([[queryKey(query!), list]]);
  return { collection, list, lists, scenes: resolveCollection(collection.node, lists).scenes };
}

/** Items that came and are of no use may be why. */
export function nothingFound(rejected: SceneList['rejected']): BestpixelError {
  const [first] = rejected;
  if (!first) {
    return new BestpixelError('bad-input', 'no scene matches', {
      remedy: 'Widen the dates, allow more cloud, or choose another place.',
    });
  }
  const { tag, message, where = first.id, remedy } = asBestpixelError(first.error, 'bad-stac');
  const left =
    rejected.length === 1 ? 'one item was left out' : `${rejected.length} items were left out, the first`;
  const what = `no scene matches that can be used; ${left}: ${message}`;
  return new BestpixelError(tag, what, { where, remedy, cause: first.error });
}
