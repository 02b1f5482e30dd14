import type { Recipe, Selection } from '../compose/recipe.ts';
import { sameExpr } from '../compose/same-expr.ts';
import type { LngLat } from '../grid/grid.ts';
import { centreOf } from '../scene/bounds.ts';

/** Whether two recipes compose the same from the same scenes. */
export function sameRecipe(a: Recipe, b: Recipe): boolean {
  return (
    sameItems(a.list.scenes, b.list.scenes) &&
    samePlace(centreOf(a.list), centreOf(b.list)) &&
    sameSelections(a.selections, b.selections)
  );
}

export function samePlace(a: LngLat | null, b: LngLat | null): boolean {
  return a?.lng === b?.lng && a?.lat === b?.lat;
}

export function sameSelections(a: readonly Selection[], b: readonly Selection[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(({ quality, bands }, i) => {
        const other = b[i]!;
        if (!sameExpr(quality, other.quality) || bands.length !== other.bands.length) return false;
        return bands.every(({ name, expr }, k) => {
          const band = other.bands[k]!;
          return name === band.name && sameExpr(expr, band.expr);
        });
      }))
  );
}

/** Whether two lists hold the same objects in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}
