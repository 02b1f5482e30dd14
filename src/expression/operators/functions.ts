import type { Interval, Operator } from './operator.ts';

/*
 * Logarithm, exponential, sine and cosine in float32 steps that every device rounds alike: sums and products alone, after
 * S. Moshier's Cephes library (single precision, public domain). GLSL promises little of its own functions.
 */
const f = Math.fround;

const logTerms = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const expTerms = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
].map(f);
const sineTerms = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);
const cosineTerms = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
/** ln 2 and π / 4, in parts whose products with small whole numbers are exact. */
const ln2 = [0.693359375, -2.1219444e-4].map(f) as [number, number];
const quarterTurn = [0.78515625, 2029 / 8388608, 3.774894977445941e-8].map(f) as [number, number, number];
const log2e = f(Math.LOG2E);
const perQuarterTurn = f(4 / Math.PI);
const rootOfHalf = f(Math.SQRT1_2);
const log10e = f(Math.LOG10E);
/** Least normal number: GPUs may take smaller ones for 0. */
const least = 2 ** -126;
const [expLow, expHigh] = [-87.33654, 88.72283].map(f) as [number, number];
/** Beyond it, the angle itself is too coarse for its sine. */
const farthestAngle = 8192;

function horner(terms: readonly number[], x: number): number {
  return terms.reduce((sum, term) => f(f(sum * x) + term));
}

const bits = new DataView(new ArrayBuffer(4));

/** Of positive normal numbers. */
function logOf(x: number): number {
  bits.setFloat32(0, x);
  const word = bits.getUint32(0);
  let exponent = (word >>> 23) - 126;
  bits.setUint32(0, (word & 0x007fffff) | 0x3f000000);
  let m = bits.getFloat32(0);
  if (m < rootOfHalf) {
    exponent -= 1;
    m = f(f(m + m) - 1);
  } else m = f(m - 1);
  const square = f(m * m);
  let y = f(f(horner(logTerms, m) * m) * square);
  y = f(y + f(exponent * ln2[1]));
  y = f(y - f(0.5 * square));
  return f(f(m + y) + f(exponent * ln2[0]));
}

function expOf(x: number): number {
  if (x > expHigh) return Infinity;
  if (x < expLow) return 0;
  const n = Math.floor(f(f(x * log2e) + 0.5));
  let r = f(x - f(n * ln2[0]));
  r = f(r - f(n * ln2[1]));
  const y = f(f(f(horner(expTerms, r) * f(r * r)) + r) + 1);
  const half = n >> 1;
  return f(f(y * 2 ** half) * 2 ** (n - half));
}

function powOf(a: number, b: number): number {
  if (b === 0) return 1;
  if (Math.abs(a) < least) return b > 0 ? 0 : Infinity;
  const size = expOf(f(b * logOf(Math.abs(a))));
  if (a > 0) return size;
  if (Math.floor(b) !== b) return NaN;
  return f(b - f(2 * Math.floor(f(b * 0.5)))) === 0 ? size : -size;
}

/** Sine, or with an octant added cosine. */
function sineOf(x: number, isCosine: boolean): number {
  const size = Math.abs(x);
  let octant = Math.floor(f(size * perQuarterTurn));
  octant += octant & 1;
  let r = f(size - f(octant * quarterTurn[0]));
  r = f(r - f(octant * quarterTurn[1]));
  r = f(r - f(octant * quarterTurn[2]));
  const square = f(r * r);
  const quadrant = ((octant >> 1) + (isCosine ? 1 : 0)) & 3;
  const value =
    (quadrant & 1) === 1
      ? f(f(f(f(horner(cosineTerms, square) * square) * square) - f(0.5 * square)) + 1)
      : f(f(f(horner(sineTerms, square) * square) * r) + r);
  const isNegative = quadrant >= 2 !== (!isCosine && x < 0);
  return isNegative ? -value : value;
}

const unary = { arity: 1, result: 'float', ulp: 0 } as const;

const everything: Interval = [-Infinity, Infinity];

function logBounds([a, b]: Interval, factor: number): Interval {
  const at = (x: number): number => Math.log(Math.max(x, least)) * factor;
  return [at(a) - 1e-4, at(Math.max(a, b)) + 1e-4];
}

const ofPositive = {
  cpu: (a: number) => a >= least,
  glsl: (a: string) => `${a} >= ${literal(least)}`,
} as const;

const ofAngles = {
  cpu: (a: number) => Math.abs(a) <= farthestAngle,
  glsl: (a: string) => `abs(${a}) <= ${literal(farthestAngle)}`,
} as const;

/** Functions of float32. */
export const functions = {
  sqrt: {
    ...unary,
    cpu: (a) => Math.sqrt(Math.max(a, 0)),
    glsl: (a) => `sqrt(max(${a}, 0.0))`,
    bounds: ([a, b]) => [Math.sqrt(Math.max(a, 0)), Math.sqrt(Math.max(b, 0))],
    keeps: { cpu: (a) => a >= 0, glsl: (a) => `${a} >= 0.0` },
    // GLSL ES 3.00: that of 1 / inversesqrt.
    ulp: 5,
  },
  exp: {
    ...unary,
    cpu: (a) => expOf(a),
    glsl: (a) => `px_exp(${a})`,
    bounds: ([a, b]) => [Math.exp(a) * 0.999, Math.exp(Math.min(b, 100)) * 1.001],
  },
  log: {
    ...unary,
    cpu: (a) => logOf(Math.max(a, least)),
    glsl: (a) => `px_log(max(${a}, ${literal(least)}))`,
    bounds: (a) => logBounds(a, 1),
    keeps: ofPositive,
  },
  log10: {
    ...unary,
    cpu: (a) => f(logOf(Math.max(a, least)) * log10e),
    glsl: (a) => `px_rounded(px_log(max(${a}, ${literal(least)})) * ${literal(log10e)})`,
    bounds: (a) => logBounds(a, Math.LOG10E),
    keeps: ofPositive,
  },
  pow: {
    arity: 2,
    result: 'float',
    cpu: powOf,
    glsl: (a, b) => `px_pow(${a}, ${b})`,
    bounds: () => everything,
    ulp: 0,
  },
  sin: {
    ...unary,
    cpu: (a) => sineOf(a, false),
    glsl: (a) => `px_sine(${a}, 0)`,
    bounds: () => [-1.0001, 1.0001],
    keeps: ofAngles,
  },
  cos: {
    ...unary,
    cpu: (a) => sineOf(a, true),
    glsl: (a) => `px_sine(${a}, 1)`,
    bounds: () => [-1.0001, 1.0001],
    keeps: ofAngles,
  },
} as const satisfies Readonly<Record<string, Operator>>;

/** By its bits: how a compiler rounds decimals is its own affair. */
function literal(value: number): string {
  bits.setFloat32(0, value);
  return `uintBitsToFloat(0x${bits.getUint32(0).toString(16)}u)`;
}

function hornerGlsl(terms: readonly number[], x: string): string {
  return terms.map(literal).reduce((sum, term) => `(px_rounded(${sum} * ${x}) + ${term})`);
}

/** GLSL twins of the functions above, step by step; `px_rounded` keeps products from being fused with sums. */
export const functionsGlsl = `float px_log(float x) {
  uint word = floatBitsToUint(x);
  float e = float(int(word >> 23) - 126);
  float m = uintBitsToFloat((word & 0x007fffffu) | 0x3f000000u);
  if (m < ${literal(rootOfHalf)}) {
    e -= 1.0;
    m = px_rounded(m + m) - 1.0;
  } else {
    m = m - 1.0;
  }
  m = px_rounded(m);
  float square = px_rounded(m * m);
  float y = px_rounded(px_rounded(${hornerGlsl(logTerms, 'm')} * m) * square);
  y = px_rounded(y + px_rounded(e * ${literal(ln2[1])}));
  y = px_rounded(y - px_rounded(0.5 * square));
  return px_rounded(m + y) + px_rounded(e * ${literal(ln2[0])});
}
float px_exp(float x) {
  if (x > ${literal(expHigh)}) return uintBitsToFloat(0x7f800000u);
  if (x < ${literal(expLow)}) return 0.0;
  float n = floor(px_rounded(px_rounded(x * ${literal(log2e)}) + 0.5));
  float r = px_rounded(x - px_rounded(n * ${literal(ln2[0])}));
  r = px_rounded(r - px_rounded(n * ${literal(ln2[1])}));
  float y = px_rounded(px_rounded(px_rounded(${hornerGlsl(expTerms, 'r')} * px_rounded(r * r)) + r) + 1.0);
  int whole = int(n);
  int part = whole >> 1;
  y = px_rounded(y * uintBitsToFloat(uint(part + 127) << 23));
  return px_rounded(y * uintBitsToFloat(uint(whole - part + 127) << 23));
}
float px_pow(float a, float b) {
  if (b == 0.0) return 1.0;
  if (abs(a) < ${literal(least)}) return b > 0.0 ? 0.0 : uintBitsToFloat(0x7f800000u);
  float size = px_exp(px_rounded(b * px_log(abs(a))));
  if (a > 0.0) return size;
  if (floor(b) != b) return uintBitsToFloat(0x7fc00000u);
  return b - 2.0 * floor(b * 0.5) == 0.0 ? size : -size;
}
float px_sine(float x, int turned) {
  float size = abs(x);
  int octant = int(floor(px_rounded(size * ${literal(perQuarterTurn)})));
  octant += octant & 1;
  float n = float(octant);
  float r = px_rounded(size - px_rounded(n * ${literal(quarterTurn[0])}));
  r = px_rounded(r - px_rounded(n * ${literal(quarterTurn[1])}));
  r = px_rounded(r - px_rounded(n * ${literal(quarterTurn[2])}));
  float square = px_rounded(r * r);
  int quadrant = ((octant >> 1) + turned) & 3;
  float value = (quadrant & 1) == 1
    ? px_rounded(px_rounded(px_rounded(${hornerGlsl(cosineTerms, 'square')} * square) * square) - px_rounded(0.5 * square)) + 1.0
    : px_rounded(px_rounded(${hornerGlsl(sineTerms, 'square')} * square) * r) + r;
  bool isNegative = (quadrant >= 2) != (turned == 0 && x < 0.0);
  return isNegative ? -value : value;
}
`;
