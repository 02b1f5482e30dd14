import { Budget } from '../../budget.ts';
import { requireWebGL2 } from '../../gpu/context.ts';
import { Gpu } from '../../gpu/gpu.ts';

/** A Gpu of its own context. */
export function makeGpu(): { readonly gpu: Gpu; readonly budget: Budget } {
  const budget = new Budget(64 * 2 ** 20);
  return { gpu: new Gpu({ gl: requireWebGL2(new OffscreenCanvas(1, 1)), budget }), budget };
}
