import { BestpixelError } from '../errors.ts';
import {
  floatMax,
  operators,
  type Interval,
  type Operator,
  type ScalarType,
} from '../expression/operators.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { rangeOf, type Dtype } from '../dtype.ts';

export type { ScalarType } from '../expression/operators.ts';

/** The source bands an expression may read and their types, in order: leaf i is the i-th. */
export type Leaves = ReadonlyMap<string, Dtype>;

/**
 * One value on the way to an expression's result. Arguments are indices of earlier steps, already of the type that
 * the operator wants. `low` and `high` contain every unmasked value on CPU and GPU; `checked`: the value may leave
 * float32's finite range, and is masked where it does.
 */
export type Step = StepValue & {
  readonly type: ScalarType;
  readonly low: number;
  readonly high: number;
  readonly checked: boolean;
};

type StepValue =
  | { readonly kind: 'band'; readonly band: string; readonly leaf: number }
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'float'; readonly args: readonly [number] }
  | { readonly kind: 'op'; readonly operator: Operator; readonly args: readonly number[] };

const int32: Interval = [-2147483648, 2147483647];
const uint32: Interval = [0, 4294967295];
/** A relative margin of 8 to 16 ULP, wider than any single operator's. */
const margin = 2 ** -20;

/** The type in which a band's values are computed with. */
export function scalarOf(dtype: Dtype): ScalarType {
  if (dtype === 'float32') return 'float';
  return dtype === 'uint32' ? 'uint' : 'int';
}

/**
 * An expression as typed steps, the last of which is its result: equal parts once, constants folded. GLSL and the
 * CPU twin both follow it, so they cannot differ in types.
 */
export function stepsOf(expr: PixelExpr, leaves: Leaves): readonly Step[] {
  return new Lowering(leaves).lower(expr);
}

class Lowering {
  readonly #leaves: Leaves;
  readonly #names: readonly string[];
  readonly #steps: Step[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #seen = new Map<PixelExpr, number>();

  constructor(leaves: Leaves) {
    this.#leaves = leaves;
    this.#names = [...leaves.keys()];
  }

  lower(expr: PixelExpr): readonly Step[] {
    const last = this.#visit(expr);
    return last === this.#steps.length - 1 ? this.#steps : this.#steps.slice(0, last + 1);
  }

  #visit(expr: PixelExpr): number {
    const seen = this.#seen.get(expr);
    if (seen !== undefined) return seen;
    const index = this.#add(expr);
    this.#seen.set(expr, index);
    return index;
  }

  #add(expr: PixelExpr): number {
    if (expr.op === 'band') return this.#band(expr.band);
    if (expr.op === 'const') return this.#constant(expr.value, scalarOfConstant(expr.value));
    const operator = operators[expr.op];
    const visited = expr.args.map((arg) => this.#visit(arg));
    const wanted = this.#argumentType(operator, visited);
    if (operator.result === 'bits') this.#requireWhole(expr.op, visited);
    const args = wanted === 'float' ? visited.map((arg) => this.#toFloat(arg)) : visited;
    const folded = this.#fold(operator, args);
    return folded ?? this.#push(`${expr.op}(${args.join()})`, this.#operation(operator, args));
  }

  #band(band: string): number {
    const dtype = this.#leaves.get(band);
    if (!dtype) throw new BestpixelError('missing-band', `Band '${band}' is not read`, { where: band });
    const leaf = this.#names.indexOf(band);
    const [low, high] = finite(rangeOf(dtype));
    const type = scalarOf(dtype);
    return this.#push(`band ${leaf}`, {
      kind: 'band',
      band,
      leaf,
      type,
      low,
      high,
      checked: type === 'float',
    });
  }

  #constant(value: number, type: ScalarType): number {
    const held = type === 'float' ? Math.fround(value) : value;
    if (!Number.isFinite(held)) {
      throw new BestpixelError('bad-input', `The constant ${value} is no finite float32 number`);
    }
    return this.#push(`${type} ${held}`, {
      kind: 'const',
      value: held,
      type,
      low: held,
      high: held,
      checked: false,
    });
  }

  /** Of all arguments alike, or undefined: each as it is. */
  #argumentType(operator: Operator, args: readonly number[]): ScalarType | undefined {
    if (['first', 'bits', 'int', 'uint'].includes(operator.result)) return undefined;
    if (operator.result === 'float') return 'float';
    if (args.some((arg) => this.#steps[arg]!.type !== 'int')) return 'float';
    if (operator.result === 'truth') return 'int';
    return within(this.#boundsOf(operator, args), int32) ? 'int' : 'float';
  }

  #requireWhole(op: string, args: readonly number[]): void {
    if (!args.some((arg) => this.#steps[arg]!.type === 'float')) return;
    throw new BestpixelError(
      'bad-input',
      `Image.${op === 'remainder' ? 'mod' : op} works on whole numbers, not on float32`,
      {
        where: `Image.${op === 'remainder' ? 'mod' : op}`,
        remedy: 'Use it on bands that hold whole numbers, and with whole numbers.',
      },
    );
  }

  #toFloat(index: number): number {
    const step = this.#steps[index]!;
    if (step.type === 'float') return index;
    if (step.kind === 'const') return this.#constant(step.value, 'float');
    const [low, high] = [Math.fround(step.low), Math.fround(step.high)];
    return this.#push(`float(${index})`, {
      kind: 'float',
      args: [index],
      type: 'float',
      low,
      high,
      checked: false,
    });
  }

  #fold(operator: Operator, args: readonly number[]): number | undefined {
    const steps = args.map((arg) => this.#steps[arg]!);
    if (!steps.every((step) => step.kind === 'const')) return undefined;
    const [a = 0, b = 0, c = 0] = steps.map((step) => step.value);
    const type = this.#resultType(operator, args);
    if (operator.keeps && !operator.keeps.cpu(a, b, type)) return undefined;
    const first = operator.masking?.instead === 'truth' ? 1 : a;
    const value = operator.cpu(first, b, c, operator.result === 'bits' ? type : steps.at(-1)!.type);
    if (Number.isNaN(value)) return undefined;
    return type === 'float' && !Number.isFinite(Math.fround(value)) ? undefined : this.#constant(value, type);
  }

  #operation(operator: Operator, args: readonly number[]): Step {
    const type = this.#resultType(operator, args);
    const bounds = this.#boundsOf(operator, args);
    if (type !== 'float') {
      const [least, most] = type === 'int' ? int32 : uint32;
      const [low, high] = [Math.max(bounds[0], least), Math.min(bounds[1], most)];
      return { kind: 'op', operator, args, type, low, high, checked: false };
    }
    const reach = operator.ulp === 0 ? bounds : widen(bounds);
    const [low, high] = finite(reach).map(Math.fround);
    const checked = !within(reach, [-floatMax, floatMax]);
    return { kind: 'op', operator, args, type, low: low!, high: high!, checked };
  }

  #resultType(operator: Operator, args: readonly number[]): ScalarType {
    if (operator.result === 'truth') return 'int';
    if (operator.result === 'int' || operator.result === 'uint') return operator.result;
    if (operator.result !== 'bits') return this.#steps[args[0]!]!.type;
    const [low, high] = this.#boundsOf(operator, args);
    return low < 0 || high <= int32[1] ? 'int' : 'uint';
  }

  #boundsOf(operator: Operator, args: readonly number[]): Interval {
    const [a, b, c] = args.map((arg): Interval => [this.#steps[arg]!.low, this.#steps[arg]!.high]);
    const whole = args.every((arg) => this.#steps[arg]!.type === 'int');
    const [low, high] = operator.bounds(a!, b ?? a!, c ?? a!, whole);
    return [low + 0, high + 0]; // no negative zeros
  }

  #push(key: string, step: Step): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.#steps.length);
    return this.#steps.push(step) - 1;
  }
}

function scalarOfConstant(value: number): ScalarType {
  if (!Number.isInteger(value)) return 'float';
  if (within([value, value], int32)) return 'int';
  return within([value, value], uint32) ? 'uint' : 'float';
}

function within([low, high]: Interval, [least, most]: Interval): boolean {
  return low >= least && high <= most;
}

function finite([low, high]: Interval): Interval {
  return [clamp(low), clamp(high)];
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -floatMax), floatMax);
}

function widen([low, high]: Interval): Interval {
  return [low - Math.abs(low) * margin, high + Math.abs(high) * margin];
}
