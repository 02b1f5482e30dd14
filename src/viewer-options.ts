import { maxLayers } from './compose/stack.ts';
import { BestpixelError } from './errors.ts';
import type { ViewerOptions } from './viewer-types.ts';

/** The least and most that options of amount may be; workers and layers come whole. */
const ranges = {
  gpuBudget: [1, Infinity],
  readerBudget: [1, Infinity],
  uploadBytesPerFrame: [1, Infinity],
  workers: [1, 64],
  layersPerArray: [1, maxLayers],
} as const;

type Amount = keyof typeof ranges;

/** Throws 'bad-input' for an amount with which nothing could be composed. */
export function checkOptions(options: Pick<ViewerOptions, Amount>): void {
  for (const name of Object.keys(ranges) as Amount[]) {
    const given = options[name];
    const [least, most] = ranges[name];
    const whole = most === Infinity || Number.isInteger(given);
    if (given === undefined || (given >= least && given <= most && whole)) continue;
    throw new BestpixelError('bad-input', `${name} cannot be ${given}`, {
      where: name,
      remedy: most === Infinity ? 'Give a number of bytes.' : `Give a whole number from ${least} to ${most}.`,
    });
  }
}
