import type { RecipeLayer } from '../choice/recipe-layers.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { rootId } from './arrangement.ts';

/**
 * Layers as a recipe has them: order, copies, aspects, names, styles. One that is made of none of these is left out; where
 * that leaves nothing, they stay as they are.
 */
export function arrangedByRecipe(
  layers: readonly RecipeLayer[],
  own: readonly LayerSpec[],
): readonly LayerSpec[] {
  const byId = new Map(own.map((spec) => [spec.id!, spec]));
  const arranged = layers.flatMap((layer): LayerSpec[] => {
    const base = byId.get(layer.id) ?? byId.get(rootId(layer.id));
    return base ? [{ ...base, ...layer }] : [];
  });
  return arranged.length > 0 ? arranged : own;
}
