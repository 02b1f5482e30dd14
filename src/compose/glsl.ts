import type { PixelExpr } from '../expression/pixel.ts';
import type { Dtype } from '../dtype.ts';
import { operatorsGlsl, type Instead } from '../expression/operators.ts';
import { scalarOf, stepsOf, type Leaves, type ScalarType, type Step } from './steps.ts';

export type { Leaves, ScalarType } from './steps.ts';

/** The bands that expressions read, each once, in order of first use. */
export function leafBands(exprs: readonly PixelExpr[]): string[] {
  const bands = new Set<string>();
  const seen = new Set<PixelExpr>();
  const visit = (expr: PixelExpr): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.op === 'band') bands.add(expr.band);
    else if (expr.op !== 'const') expr.args.forEach(visit);
  };
  exprs.forEach(visit);
  return [...bands];
}

/**
 * The GLSL ES 3.00 that compiled expressions stand on, to be placed before them once: for leaf i the texture arrays
 * `u_band_i` (values) and `u_valid_i` (0: masked), and `bool leaf_i(ivec3 at, out T v)` with `at` = (column, row,
 * layer), which is false and gives 0 where the pixel is masked or, for float32, not a finite number.
 */
export function glslLeaves(leaves: Leaves): string {
  return [prelude, ...[...leaves.values()].map((dtype, i) => leaf(dtype, i))].join('\n');
}

/** The most constants that a program reads as uniforms; further ones are written into it. */
const mostNumbers = 64;

/**
 * An expression as a function `bool name(ivec3 at, out T v)`, T being `type`; false: masked, and `v` is undefined. With
 * `numbers`, float constants are put there and read as `u_numbers[i]`, so that other constants need no other program.
 */
export function glslExpr(
  name: string,
  expr: PixelExpr,
  leaves: Leaves,
  numbers?: number[],
): { readonly source: string; readonly type: ScalarType } {
  const steps = stepsOf(expr, leaves);
  const { type } = steps.at(-1)!;
  const lines: string[] = [];
  const values: string[] = [];
  const masks: string[] = [];
  // Constants have no names, so that one of another type renames nothing.
  let i = -1;
  steps.forEach((step) => {
    if (step.kind !== 'const') i++;
    const args = 'args' in step ? step.args : [];
    const masking = step.kind === 'op' ? step.operator.masking : undefined;
    const taken = args.map((arg) => values[arg]!);
    if (masking?.instead) {
      const there = args.map((arg) => masks[arg]!);
      taken[0] = substitute(masking.instead, { there, taken, type: steps[args[0]!]!.type });
    }
    const code = stepCode(step, i, { args: taken, steps, numbers });
    const mask = [...new Set([...neededMasks(masking?.by, args, masks), ...code.conditions])]
      .filter((term) => term !== 'true')
      .join(' && ');
    const named = code.conditions.length === 0 && !mask.includes(' ');
    lines.push(...code.lines, ...(named ? [] : [`bool m${i} = ${mask};`]));
    values.push(code.value);
    masks.push(named ? mask || 'true' : `m${i}`);
  });
  const body = [...lines, `v = ${values.at(-1)};`, `return ${masks.at(-1)};`];
  const source = `bool ${name}(ivec3 at, out ${type} v) {\n  ${body.join('\n  ')}\n}\n`;
  return { source, type };
}

/** Terms that must all hold for an operator's result to be there. */
function neededMasks(
  by: readonly number[] | 'any' | undefined,
  args: readonly number[],
  masks: readonly string[],
): readonly string[] {
  const own = args.map((arg) => masks[arg]!);
  if (by === 'any') return own.includes('true') ? [] : [`(${own.join(' || ')})`];
  return by ? by.map((at) => own[at]!) : own;
}

/** What an operator takes for its first argument; `there`: which of the arguments are. */
function substitute(
  instead: Instead,
  {
    there: [first, second],
    taken: [a, b],
    type,
  }: { readonly there: readonly string[]; readonly taken: readonly string[]; readonly type: ScalarType },
): string {
  if (instead === 'truth') return `int(${first})`;
  if (instead === 'zero') return `(${first} && ${second} ? ${a} : ${type}(0))`;
  return `(${first} ? ${a} : ${b})`;
}

interface StepCode {
  /** Declarations. */
  readonly lines: readonly string[];
  /** What names the value from here on. */
  readonly value: string;
  /** What must hold besides the arguments' masks. */
  readonly conditions: readonly string[];
}

function stepCode(
  step: Step,
  i: number,
  {
    args,
    steps,
    numbers,
  }: { args: readonly string[]; steps: readonly Step[]; numbers?: number[] | undefined },
): StepCode {
  const value = `v${i}`;
  switch (step.kind) {
    case 'band':
      return { lines: [`${step.type} ${value};`], value, conditions: [`leaf_${step.leaf}(at, ${value})`] };
    case 'const':
      return { lines: [], value: constant(step, numbers), conditions: [] };
    case 'float': {
      const { type, low, high } = steps[step.args[0]]!;
      const short = type === 'int' && low >= -16777216 && high <= 16777216;
      const convert = short ? 'float' : 'px_float';
      return { lines: [`float ${value} = ${convert}(${args[0]});`], value, conditions: [] };
    }
    case 'op': {
      const [a = '', b = '', c = ''] = args;
      const { keeps, result } = step.operator;
      const type = result === 'bits' ? step.type : steps[step.args.at(-1)!]!.type;
      return {
        lines: [`${step.type} ${value} = ${step.operator.glsl(a, b, type, c)};`],
        value,
        conditions: [
          ...(keeps ? [keeps.glsl(a, b, type)] : []),
          ...(step.checked ? [`px_finite(${value})`] : []),
        ],
      };
    }
  }
}

function constant({ value, type }: Step & { kind: 'const' }, numbers?: number[]): string {
  if (!numbers || type !== 'float' || numbers.length >= mostNumbers) return literal(value, type);
  return `u_numbers[${numbers.push(value) - 1}]`;
}

/** An exact literal: floats by their bits, since how a compiler rounds decimals is its own affair. */
function literal(value: number, type: ScalarType): string {
  if (type === 'int')
    return value === -2147483648 ? '(-2147483647 - 1)' : value < 0 ? `(${value})` : `${value}`;
  if (type === 'uint') return `${value}u`;
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0]!;
  return `uintBitsToFloat(0x${bits.toString(16).padStart(8, '0')}u)`;
}

function leaf(dtype: Dtype, i: number): string {
  const type = scalarOf(dtype);
  const sampler = dtype === 'float32' ? 'sampler2DArray' : `${dtype[0] === 'u' ? 'u' : 'i'}sampler2DArray`;
  return `uniform highp ${sampler} u_band_${i};
uniform highp usampler2DArray u_valid_${i};
bool leaf_${i}(ivec3 at, out ${type} v) {
  v = ${type}(0);
  if (texelFetch(u_valid_${i}, at, 0).r == 0u) return false;
  v = ${type}(texelFetch(u_band_${i}, at, 0).r);
  return ${type === 'float' ? 'px_finite(v)' : 'true'};
}
`;
}

// px_finite looks at bits: compilers may assume that NaN never happens and remove isnan(). px_float: drivers convert
// long integers each in their own way (SwiftShader rounds twice), but exact halves and one sum leave no choice.
// px_rounded: `u_zero` is never set, and uniforms start at 0; no compiler knows, so none fuses product and sum.
const prelude = `precision highp float;
precision highp int;
uniform uint u_zero;
bool px_finite(float x) {
  return (floatBitsToUint(x) & 0x7f800000u) != 0x7f800000u;
}
float px_float(int x) {
  return float(x >> 16) * 65536.0 + float(x & 0xffff);
}
float px_float(uint x) {
  return float(x >> 16) * 65536.0 + float(x & 0xffffu);
}
float px_rounded(float x) {
  return uintBitsToFloat(floatBitsToUint(x) | u_zero);
}
${operatorsGlsl}`;
