import { operators } from '../expression/operators.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene } from '../scene/scene.ts';
import { exprKey, hashed } from './content-key.ts';
import { entriesOf, isMade, type Making } from './made.ts';

type Numbers = readonly (number | null)[];

/** Whole numbers that are exact in every step on their way to the GPU. */
function isExact(value: number | null): boolean {
  return value === null || value === (value | 0);
}

/** One for each scene; `whole`: held as whole numbers, by which some operators compute differently. */
interface Computed {
  readonly numbers: Numbers;
  readonly whole: boolean;
}

/**
 * What of expressions is one number for each scene, computed in float64: on the GPU, times would be rounded to minutes.
 * `made`: the numbers that came up, by the names under which expressions read them.
 */
export class SceneNumbers {
  readonly made = new Map<string, Numbers>();
  readonly #scenes: readonly Scene[];
  readonly #given: Making;
  readonly #done = new Map<PixelExpr, Computed | null>();
  readonly #folded = new Map<PixelExpr, PixelExpr>();
  /** Of bands, so that each is told once. */
  readonly #bands = new Map<string, Numbers | null>();

  constructor(scenes: readonly Scene[], given: Making) {
    this.#scenes = scenes;
    this.#given = given;
  }

  /** The expression, with bands in place of parts that are numbers. */
  folded(expr: PixelExpr): PixelExpr {
    if (!('args' in expr)) return expr;
    let result = this.#folded.get(expr);
    if (!result) {
      const numbers = this.#reads(expr) ? this.#numbers(expr) : null;
      if (numbers) result = this.#band(`~number ${exprKey(expr)}`, numbers);
      else {
        const args = expr.args.map((arg) => this.folded(arg));
        result = args.every((arg, i) => arg === expr.args[i]) ? expr : { op: expr.op, args };
      }
      this.#folded.set(expr, result);
    }
    return result;
  }

  /**
   * A quality that ranks the scenes as the numbers do that it is made of, however near they lie; null: it is of pixels,
   * or exact as it is.
   */
  ranking(quality: PixelExpr): PixelExpr | null {
    const expr = unmasked(quality);
    if (leafCount(expr) === 0) return null;
    const numbers = expr.op === 'band' ? this.#ofBand(expr.band) : this.#numbers(expr);
    if (!numbers || numbers.every(isExact)) return null;
    const rank = this.#band(`~rank ${hashed(exprKey(quality))}`, ranksOf(numbers));
    return expr === quality ? rank : { op: 'updateMask', args: [rank, { op: 'maskOf', args: [quality] }] };
  }

  #band(name: string, numbers: Numbers): PixelExpr {
    this.made.set(name, numbers);
    return { op: 'band', band: name };
  }

  /** Whether some part is a number of scenes, not constants alone. */
  #reads(expr: PixelExpr): boolean {
    return leafCount(expr) > 0;
  }

  #numbers(expr: PixelExpr): Numbers | null {
    return this.#computed(expr)?.numbers ?? null;
  }

  #computed(expr: PixelExpr): Computed | null {
    const known = this.#done.get(expr);
    if (known !== undefined) return known;
    const numbers = this.#compute(expr);
    this.#done.set(expr, numbers);
    return numbers;
  }

  #compute(expr: PixelExpr): Computed | null {
    if (expr.op === 'const' || expr.op === 'band') {
      const numbers = expr.op === 'band' ? this.#ofBand(expr.band) : this.#scenes.map(() => expr.value);
      return numbers && { numbers, whole: numbers.every(isExact) };
    }
    const operator = operators[expr.op];
    if (operator.masking) return null;
    const args: Computed[] = [];
    for (const arg of expr.args) {
      const computed = this.#computed(arg);
      if (!computed) return null;
      args.push(computed);
    }
    const whole = args.every((arg) => arg.whole);
    if (operator.result === 'bits' && !whole) return null;
    const type = whole ? 'int' : 'float';
    const numbers = this.#scenes.map((_, scene) => {
      const values = args.map((arg) => arg.numbers[scene]!);
      if (values.some((value) => value === null)) return null;
      const [a = 0, b = 0] = values as number[];
      if (operator.keeps?.cpu(a, b, type) === false) return null;
      const value = operator.cpu(a, b, values.at(-1)!, type);
      return Number.isFinite(value) ? value : null;
    });
    const { result } = operator;
    const remains = result === 'number' ? whole : result === 'first' ? args[0]!.whole : result !== 'float';
    return { numbers, whole: remains };
  }

  #ofBand(band: string): Numbers | null {
    const own = this.made.get(band);
    if (own || !isMade(band)) return own ?? null;
    let numbers = this.#bands.get(band);
    if (numbers === undefined) {
      const draft = this.#given.get(band);
      const entries = draft ? entriesOf(draft, this.#scenes) : null;
      const plain = entries?.every((entry) => typeof entry !== 'object' || entry === null);
      this.#bands.set(band, (numbers = plain ? (entries as Numbers) : null));
    }
    return numbers;
  }
}

/** What a quality's values are, wherever they are masked. */
function unmasked(expr: PixelExpr): PixelExpr {
  const done = new Map<PixelExpr, PixelExpr>();
  const visit = (part: PixelExpr): PixelExpr => {
    if (!('args' in part)) return part;
    let result = done.get(part);
    if (!result) {
      if (part.op === 'updateMask') result = visit(part.args[0]!);
      else {
        const args = part.args.map(visit);
        result = args.every((arg, i) => arg === part.args[i]) ? part : { op: part.op, args };
      }
      done.set(part, result);
    }
    return result;
  };
  return visit(expr);
}

const counts = new WeakMap<PixelExpr, number>();

/** 0: of constants alone. */
function leafCount(expr: PixelExpr): number {
  if (expr.op === 'const') return 0;
  if (expr.op === 'band') return 1;
  let count = counts.get(expr);
  if (count === undefined) {
    count = expr.args.some((arg) => leafCount(arg) > 0) ? 1 : 0;
    counts.set(expr, count);
  }
  return count;
}

/** From 0; equal numbers have equal ranks. */
function ranksOf(numbers: Numbers): Numbers {
  const sorted = [...new Set(numbers.filter((value) => value !== null))].toSorted((a, b) => a - b);
  const ranks = new Map(sorted.map((value, rank) => [value, rank]));
  return numbers.map((value) => (value === null ? null : ranks.get(value)!));
}
