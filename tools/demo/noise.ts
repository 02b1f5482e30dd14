/** A number of [0, 1) that depends on three whole numbers alone. */
export function hash(x: number, y: number, seed: number): number {
  return mix(x, y, seed) / 4294967296;
}

/** Gradient noise with cells of size 1, about [−1, 1]. */
export function gradientNoise(x: number, y: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const dx = x - i;
  const dy = y - j;
  const fade = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
  const top = blend(slope(i, j, seed, dx, dy), slope(i + 1, j, seed, dx - 1, dy), fade);
  const bottom = blend(slope(i, j + 1, seed, dx, dy - 1), slope(i + 1, j + 1, seed, dx - 1, dy - 1), fade);
  return 1.5 * blend(top, bottom, dy * dy * dy * (dy * (dy * 6 - 15) + 10));
}

/** Sum of octaves of gradient noise, each of twice the frequency and `gain` times the weight: about [−1, 1]. */
export function fractal(
  x: number,
  y: number,
  { seed, octaves, gain = 0.5 }: { readonly seed: number; readonly octaves: number; readonly gain?: number },
): number {
  let sum = 0;
  let weight = 1;
  let total = 0;
  for (let octave = 0, frequency = 1; octave < octaves; octave++, frequency *= 2) {
    sum += weight * gradientNoise(x * frequency, y * frequency, seed + octave * 101);
    total += weight;
    weight *= gain;
  }
  return (sum / total) * 1.4;
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

export function blend(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

const gradients = Float64Array.from({ length: 32 }, (_, i) => {
  const angle = ((i >> 1) * Math.PI) / 8;
  return i & 1 ? Math.sin(angle) : Math.cos(angle);
});

function slope(i: number, j: number, seed: number, dx: number, dy: number): number {
  const direction = (mix(i, j, seed) >>> 28) << 1;
  return gradients[direction]! * dx + gradients[direction + 1]! * dy;
}

function mix(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
