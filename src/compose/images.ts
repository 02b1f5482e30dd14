import { BestpixelError } from '../errors.ts';
import { bandPattern, isBandName } from '../expression/pattern.ts';
import type { PixelBand, PixelExpr, PixelFn } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import { findBand, named, tellBands } from './band-names.ts';
import { sameExpr } from './same-expr.ts';
import type { SetProperties } from './scene-value.ts';

/** The scene that a function passed to `map` stands for. */
interface MappedScene {
  readonly argument: string;
}

/** An image while it is resolved. */
export interface ImageValue {
  readonly kind: 'image';
  /** A scene inside `map`, scenes that a mosaic chooses from, or null: constants, which go with all. */
  readonly origin: MappedScene | SceneList | null;
  readonly bands: readonly ImageBand[];
  /** What `set` put on it. */
  readonly properties?: SetProperties;
}

export interface ImageBand extends PixelBand {
  /** What chooses the scene; null inside `map`, and of constants. */
  readonly quality: PixelExpr | null;
}

/** The band without what chooses its scene. */
export function pixelBand({ name, expr, aliases }: ImageBand): PixelBand {
  return aliases ? { name, expr, aliases } : { name, expr };
}

/** True of a mosaic of no scenes: a picture of nothing, which every method leaves as it is. */
export function isEmpty(image: ImageValue): boolean {
  return image.origin !== null && 'scenes' in image.origin && image.origin.scenes.length === 0;
}

export function selectBands(
  method: string,
  bands: readonly ImageBand[],
  selectors: readonly (string | number)[],
  names?: readonly string[],
): ImageBand[] {
  const selected = selectors.flatMap((selector) => matching(method, bands, selector));
  return names ? renameBands(method, selected, names) : withBands([], selected, false);
}

export function renameBands(
  method: string,
  bands: readonly ImageBand[],
  names: readonly string[],
): ImageBand[] {
  if (names.length !== bands.length) {
    throw bad(method, `${names.length} names were given for ${bands.length} bands`);
  }
  const wrong = names.find((name, i) => !isBandName(name) || names.indexOf(name) !== i);
  if (wrong !== undefined) throw bad(method, `'${wrong.slice(0, 40)}' cannot name a band here`);
  return bands.map((band, i) => named(band, names[i]!));
}

/** Bands appended; a name that is taken replaces the band or becomes name_1, name_2 and so on. */
export function withBands(
  bands: readonly ImageBand[],
  added: readonly ImageBand[],
  overwrite: boolean,
): ImageBand[] {
  const result = [...bands];
  for (const band of added) {
    const taken = result.findIndex(({ name }) => name === band.name);
    if (taken >= 0 && overwrite) result[taken] = band;
    else result.push(taken < 0 ? band : named(band, freeName(band.name, result)));
  }
  return result;
}

/** The operator on each pair of bands: one band meets all of the other image, else they go in order. */
export function pairBands(method: string, fn: PixelFn, a: ImageValue, b: ImageValue): ImageValue {
  const count = Math.max(a.bands.length, b.bands.length);
  for (const { bands } of [a, b]) {
    if (bands.length !== count && bands.length !== 1) {
      throw bad(method, `images of ${a.bands.length} and ${b.bands.length} bands cannot be paired`);
    }
  }
  const naming = a.bands.length === count ? a : b;
  const bands = naming.bands.map((band, i): ImageBand => {
    const [left, right] = [a.bands[i % a.bands.length]!, b.bands[i % b.bands.length]!];
    return { ...band, ...combine(method, { fn, name: band.name, left, right }) };
  });
  return { kind: 'image', origin: joinOrigins(method, a, b), bands };
}

/** One band of two: their scenes must be chosen alike. */
export function combine(
  method: string,
  { fn, name, left, right }: { fn: PixelFn; name: string; left: ImageBand; right: ImageBand },
): ImageBand {
  if (left.quality && right.quality && !sameExpr(left.quality, right.quality)) {
    throw new BestpixelError(
      'unsupported',
      `${method}: the bands come from mosaics that choose differently`,
      {
        remedy: 'Compute before the mosaic, inside map().',
      },
    );
  }
  return { name, expr: { op: fn, args: [left.expr, right.expr] }, quality: left.quality ?? right.quality };
}

export function joinOrigins(method: string, a: ImageValue, b: ImageValue): ImageValue['origin'] {
  if (a.origin === null || b.origin === null) return a.origin ?? b.origin;
  const [left, right] = [a.origin, b.origin];
  const same = 'scenes' in left && 'scenes' in right ? sameScenes(left, right) : left === right;
  if (same) return left;
  throw new BestpixelError('unsupported', `${method}: the images come from different collections`, {
    remedy: 'Show them as two layers.',
  });
}

/** Lists of one collection may come from different queries. */
function sameScenes(a: SceneList, b: SceneList): boolean {
  return (
    a.id === b.id &&
    a.scenes.length === b.scenes.length &&
    a.scenes.every(({ id }, i) => id === b.scenes[i]!.id)
  );
}

export function constantImage(value: number): ImageValue {
  const band = { name: 'constant', expr: { op: 'const', value }, quality: null } as const;
  return { kind: 'image', origin: null, bands: [band] };
}

function matching(
  method: string,
  bands: readonly ImageBand[],
  selector: string | number,
): readonly ImageBand[] {
  if (typeof selector === 'number') {
    const band = Number.isInteger(selector) ? bands[selector] : undefined;
    if (band) return [band];
    throw bad(method, `there is no band at index ${selector} of ${bands.length} bands`);
  }
  const meant = findBand(bands, selector);
  if (meant) return [named(meant, selector)];
  const matches = bandPattern(selector);
  const found = bands.filter(({ name }) => matches(name));
  if (found.length > 0) return found;
  throw new BestpixelError(
    'missing-band',
    `${method}: Pattern '${selector}' did not match any bands. Available: ${tellBands(bands)}`,
    { where: selector, remedy: 'Use one of these bands.' },
  );
}

function freeName(name: string, bands: readonly ImageBand[]): string {
  const names = new Set(bands.map((band) => band.name));
  let i = 1;
  while (names.has(`${name}_${i}`)) i++;
  return `${name}_${i}`;
}

function bad(method: string, what: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method });
}
