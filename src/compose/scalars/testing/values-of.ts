import type { Node } from '../../../expression/nodes.ts';
import { validateNode } from '../../../expression/validate.ts';
import type { Scene } from '../../../scene/scene.ts';
import { queryKey } from '../../../scene/query.ts';
import { queriesOf } from '../../queries.ts';
import { resolve } from '../../resolve.ts';
import { makeList } from '../../testing/scene-lists.ts';
import type { Value } from '../../values.ts';

/** What an expression of any type gives, its collections being all these scenes. */
export function valueOf({ node }: { readonly node: Node }, scenes: readonly Scene[] = []): Value {
  const queries = queriesOf(node, ['Object']);
  const lists = new Map(queries.map((query) => [queryKey(query), makeList(scenes, query.id)]));
  return resolve(validateNode(node, ['Object']), lists);
}
