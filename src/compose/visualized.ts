import { BestpixelError } from '../errors.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import { isEmpty, selectBands, type ImageValue } from './images.ts';
import { aligned } from './joined.ts';
import { powerExpr } from './powers.ts';
import type { Value } from './values.ts';

const method = 'Image.visualize';
const names = ['vis-red', 'vis-green', 'vis-blue'];

type Setting = 'gain' | 'bias' | 'min' | 'max' | 'gamma';

export type Stretch = Readonly<Partial<Record<Setting, Value | undefined>>> & {
  readonly bands?: readonly string[] | undefined;
};

/** Eight-bit colours, as Map.addLayer draws bands: one is grey, two are red and blue. */
export function visualized(image: ImageValue, { bands, ...stretch }: Stretch): ImageValue {
  if (isEmpty(image)) return image;
  const [whole] = aligned(method, [image]);
  const shown = bands ? selectBands(method, whole!.bands, bands) : whole!.bands.slice(0, 3);
  if (shown.length < 1 || shown.length > 3) throw bad(`${shown.length} bands cannot be colours`);
  const levels = shown.map(({ expr }, i) => level(expr, (name) => numberAt(name, stretch[name], i)));
  const [first, second, third] = levels as [PixelExpr, PixelExpr?, PixelExpr?];
  const none: PixelExpr = { op: 'multiply', args: [first, { op: 'const', value: 0 }] };
  const channels = [first, second ? (third ? second : none) : first, third ?? second ?? first];
  const { quality } = shown[0]!;
  return { ...whole!, bands: channels.map((expr, i) => ({ name: names[i]!, expr, quality })) };
}

/** 0 to 255. */
function level(expr: PixelExpr, setting: (name: Setting) => number | undefined): PixelExpr {
  const [gain, bias, min = 0, max = 1] = [setting('gain'), setting('bias'), setting('min'), setting('max')];
  const [factor, offset] =
    gain === undefined && bias === undefined
      ? [1 / (max - min), -min / (max - min)]
      : [(gain ?? 1) / 255, (bias ?? 0) / 255];
  if (!Number.isFinite(factor)) throw bad('min and max are equal');
  const scaled: PixelExpr = { op: 'add', args: [times(expr, factor), constant(offset)] };
  const above: PixelExpr = { op: 'max', args: [scaled, constant(0)] };
  const share: PixelExpr = { op: 'min', args: [above, constant(1)] };
  const gamma = setting('gamma') ?? 1;
  const bright = gamma === 1 ? share : powerExpr(share, constant(1 / gamma));
  return { op: 'toUint8', args: [{ op: 'round', args: [times(bright, 255)] }] };
}

function constant(value: number): PixelExpr {
  return { op: 'const', value };
}

function times(expr: PixelExpr, value: number): PixelExpr {
  return { op: 'multiply', args: [{ op: 'toFloat', args: [expr] }, constant(value)] };
}

function numberAt(name: string, value: Value | undefined, i: number): number | undefined {
  const one: unknown = Array.isArray(value) ? value[value.length === 1 ? 0 : i] : value;
  if (one === undefined || one === null) return undefined;
  if (typeof one === 'number' && Number.isFinite(one)) return one;
  throw bad(`'${name}' is neither a number nor a list of numbers`);
}

function bad(what: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method });
}
