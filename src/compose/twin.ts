import type { PixelExpr } from '../expression/pixel.ts';
import { allocate } from '../dtype.ts';
import { typeOfExpr } from './bounds.ts';
import type { CarriedBand, CarriedPixels } from './carried.ts';
import { arrayOf } from './carried.ts';
import { outranks, type Ceiling } from './ceiling.ts';
import { evaluate } from './cpu.ts';
import { orderKey } from './key.ts';
import type { SelectionPixels } from './selection.ts';
import type { StackWindow } from './stack.ts';
import type { Leaves } from './steps.ts';

/** Bands of one scene on the Grid; a band that is not there is masked. */
export interface SceneBands {
  readonly scene: number;
  readonly bands: ReadonlyMap<string, StackWindow>;
}

interface OnCpu {
  readonly leaves: Leaves;
  /** In any order. */
  readonly scenes: readonly SceneBands[];
  /** Pixels of the Grid. */
  readonly length: number;
}

/** The CPU twin of Selector: the highest unmasked quality below the ceiling wins, the last scene wins a tie. */
export function selectOnCpu({
  quality,
  scenes,
  ceiling,
  ...grid
}: OnCpu & { readonly quality: PixelExpr; readonly ceiling?: Ceiling }): SelectionPixels {
  const winner = new Int32Array(grid.length).fill(-1);
  const key = new Uint32Array(grid.length);
  for (const { scene, bands } of scenes) {
    const { values, mask, type } = evaluate({ expr: quality, bands: complete(bands, grid), ...grid });
    for (let i = 0; i < grid.length; i++) {
      if (mask[i] === 0) continue;
      const candidate = { scene: scene + 1, key: orderKey(values[i]!, type) };
      if (ceiling?.admits(i, candidate) === false) continue;
      if (!outranks(candidate, { scene: winner[i]! + 1, key: key[i]! })) continue;
      winner[i] = scene;
      key[i] = candidate.key;
    }
  }
  return { winner, key };
}

/** The CPU twin of Gatherer, of any number of bands. */
export function gatherOnCpu({
  bands: exprs,
  winner,
  scenes,
  ...grid
}: OnCpu & { readonly bands: readonly PixelExpr[]; readonly winner: Int32Array }): CarriedPixels {
  const gathered = new Uint8Array(grid.length);
  for (const { scene } of scenes) {
    for (let i = 0; i < grid.length; i++) if (winner[i] === scene) gathered[i] = 1;
  }
  const winning = scenes.filter(({ scene }) => winner.includes(scene));
  const bands = exprs.map((expr): CarriedBand => {
    const mask = new Uint8Array(grid.length);
    const data = arrayOf(typeOfExpr(expr, grid.leaves).type, grid.length);
    for (const { scene, bands } of winning) {
      const found = evaluate({ expr, bands: complete(bands, grid), ...grid });
      for (let i = 0; i < grid.length; i++) {
        if (winner[i] !== scene || found.mask[i] === 0) continue;
        data[i] = found.values[i]!;
        mask[i] = 1;
      }
    }
    return { data, mask };
  });
  return { bands, gathered };
}

function complete(
  bands: SceneBands['bands'],
  { leaves, length }: Pick<OnCpu, 'leaves' | 'length'>,
): SceneBands['bands'] {
  const all = new Map<string, StackWindow>();
  for (const [band, dtype] of leaves) {
    const missing = { dtype, data: allocate(dtype, length), mask: new Uint8Array(length) };
    all.set(band, bands.get(band) ?? missing);
  }
  return all;
}
