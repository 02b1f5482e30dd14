import type { MadeBands } from '../compose/recipe.ts';
import type { Leaves } from '../compose/steps.ts';
import { unite } from '../dtype.ts';
import { type SceneWindows, wasRead } from './scene-windows.ts';

/** A file holds values of another type than its catalog declares: what was composed by that type is to be begun anew. */
export class OtherType extends Error {}

interface Windows {
  readonly read: readonly SceneWindows[];
  readonly made: MadeBands | undefined;
}

/** @throws OtherType where pixels do not fit into the types that were taken for theirs */
export function assertOfTypes(leaves: Leaves, { read, made }: Windows): void {
  for (const { windows } of read.filter(wasRead)) {
    for (const [band, { dtype, valid }] of windows) {
      const type = leaves.get(band);
      if (type === undefined || valid === 0 || made?.has(band)) continue;
      if (unite(type, dtype) !== type) throw new OtherType(`${band}: ${dtype} is no ${type}`);
    }
  }
}
