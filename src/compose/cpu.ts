import type { PixelExpr } from '../expression/pixel.ts';
import type { PixelArray } from '../dtype.ts';
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
    const a = done[args[0]!]!;
    const b = done[args.at(-1)!]!;
    for (let i = 0; i < values.length; i++) {
      const [left, right] = [a.values[i]!, b.values[i]!];
      values[i] = operator.cpu(left, right) + 0; // no negative zeros
      const keeps = operator.keeps?.cpu(left, right, step.type) ?? true;
      mask[i] = a.mask[i] === 1 && b.mask[i] === 1 && keeps ? 1 : 0;
    }
  }
}

/** Rounding a float64 result of float32 arguments gives the correctly rounded float32 result. */
function roundToFloat(values: Float64Array, mask: Uint8Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = Math.fround(values[i]!);
    values[i] = value;
    if (!Number.isFinite(value)) mask[i] = 0;
  }
}
