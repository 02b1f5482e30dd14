import type { PixelExpr } from '../expression/pixel.ts';
import type { PixelArray } from '../dtype.ts';
import type { Instead } from '../expression/operators.ts';
import { stepsOf, type Leaves, type ScalarType, type Step } from './steps.ts';

export interface EvaluateRequest {
  readonly expr: PixelExpr;
  readonly leaves: Leaves;
  /** Values and masks (1: there) of each band that the expression reads, `length` each. */
  readonly bands: ReadonlyMap<string, { readonly data: PixelArray; readonly mask: Uint8Array }>;
  readonly length: number;
}

/** What an expression is at each pixel: whole numbers exact, floats rounded to float32 at every step. */
export interface Evaluated {
  readonly values: Float64Array;
  /** 1 where the value is there; elsewhere `values` means nothing. */
  readonly mask: Uint8Array;
  readonly type: ScalarType;
}

/**
 * The CPU twin of a compiled expression: the same steps in the same arithmetic (docs/precision.md).
 * @throws BestpixelError 'missing-band' for a band without a leaf.
 */
export function evaluate({ expr, leaves, bands, length }: EvaluateRequest): Evaluated {
  const steps = stepsOf(expr, leaves);
  const done: Evaluated[] = [];
  for (const step of steps) {
    const { type } = step;
    const values = new Float64Array(length);
    const mask = new Uint8Array(length).fill(1);
    compute(step, { values, mask, done, bands });
    if (type === 'float') roundToFloat(values, mask);
    done.push({ values, mask, type });
  }
  return done.at(-1)!;
}

interface Computing {
  readonly values: Float64Array;
  readonly mask: Uint8Array;
  readonly done: readonly Evaluated[];
  readonly bands: EvaluateRequest['bands'];
}

function compute(step: Step, { values, mask, done, bands }: Computing): void {
  if (step.kind === 'const') {
    values.fill(step.value);
  } else if (step.kind === 'band') {
    const { data, mask: valid } = bands.get(step.band)!;
    for (let i = 0; i < values.length; i++) {
      values[i] = data[i]!;
      mask[i] = valid[i] === 0 ? 0 : 1;
    }
  } else if (step.kind === 'float') {
    const [source] = step.args;
    values.set(done[source]!.values);
    mask.set(done[source]!.mask);
  } else {
    const { operator, args } = step;
    const type = operator.result === 'bits' ? step.type : done[args.at(-1)!]!.type;
    const [a, b, c] = [done[args[0]!]!, done[args[1] ?? args[0]!]!, done[args.at(-1)!]!];
    const { by, instead } = operator.masking ?? {};
    const all = args.map((arg) => done[arg]!.mask);
    const needed = by === 'any' || !by ? all : by.map((i) => all[i]!);
    const isThere = (i: number): boolean =>
      by === 'any' ? needed.some((each) => each[i] === 1) : needed.every((each) => each[i] === 1);
    for (let i = 0; i < values.length; i++) {
      const [first, second, third] = [a.values[i]!, b.values[i]!, c.values[i]!];
      const taken = instead ? substitute(instead, [a.mask[i]!, b.mask[i]!], [first, second]) : first;
      values[i] = operator.cpu(taken, second, third, type) + 0; // no negative zeros
      const keeps = operator.keeps?.cpu(first, second, step.type) ?? true;
      mask[i] = keeps && isThere(i) ? 1 : 0;
    }
  }
}

/** What an operator takes for its first argument. */
function substitute(
  instead: Instead,
  masks: readonly [number, number],
  [first, second]: readonly [number, number],
): number {
  if (instead === 'truth') return masks[0];
  if (instead === 'zero') return masks[0] === 1 && masks[1] === 1 ? first : 0;
  return masks[0] === 1 ? first : second;
}

/** Rounding a float64 result of float32 arguments gives the correctly rounded float32 result. */
function roundToFloat(values: Float64Array, mask: Uint8Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = Math.fround(values[i]!);
    values[i] = value;
    if (!Number.isFinite(value)) mask[i] = 0;
  }
}
