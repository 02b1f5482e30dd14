import { BestpixelError } from '../errors.ts';
import { bandPattern, isBandName } from '../expression/pattern.ts';
import type { PixelBand, PixelExpr, PixelFn } from '../expression/pixel.ts';
import { findBand, named, tellBands } from './band-names.ts';
import type { ImageBand, ImageValue, MappedScene } from './image-value.ts';
import { aligned, joined } from './joined.ts';
import { together, valuePart, type Making } from './made.ts';
import { isSceneValue, type SceneValue } from './scene-value.ts';

export type { ImageBand, ImageValue } from './image-value.ts';

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
export function pairBands(method: string, fn: PixelFn, image1: ImageValue, image2: ImageValue): ImageValue {
  const [a, b] = aligned(method, [image1, image2]) as [ImageValue, ImageValue];
  const count = Math.max(a.bands.length, b.bands.length);
  for (const { bands } of [a, b]) {
    if (bands.length !== count && bands.length !== 1) {
      throw bad(method, `images of ${a.bands.length} and ${b.bands.length} bands cannot be paired`);
    }
  }
  const naming = a.bands.length === count ? a : b;
  const bands = naming.bands.map((band, i): ImageBand => {
    const [left, right] = [a.bands[i % a.bands.length]!, b.bands[i % b.bands.length]!];
    return { ...band, ...combine({ fn, name: band.name, left, right }) };
  });
  return { ...a, bands };
}

/** One band of two that are chosen alike, as those of aligned images are. */
export function combine({
  fn,
  name,
  left,
  right,
}: {
  fn: PixelFn;
  name: string;
  left: ImageBand;
  right: ImageBand;
}): ImageBand {
  return { name, expr: { op: fn, args: [left.expr, right.expr] }, quality: left.quality ?? right.quality };
}

/** The first with the bands of the others after its own. */
export function addBands(
  method: string,
  [first, ...others]: readonly ImageValue[],
  {
    names,
    overwrite = false,
  }: { names?: readonly (string | number)[] | undefined; overwrite?: boolean } = {},
): ImageValue {
  const nonempty = [first, ...others].filter((image) => image !== undefined && !isEmpty(image));
  if (nonempty.length === 0) return first!;
  const [target, ...sources] = joined(method, nonempty as ImageValue[]) as [ImageValue, ...ImageValue[]];
  const added = sources.flatMap(({ bands }) => (names ? selectBands(method, bands, names) : bands));
  return { ...target, bands: withBands(target.bands, added, overwrite) };
}

/** Of a number, several, one for each scene, or lists of these. */
export function constantImage(method: string, value: unknown): ImageValue {
  if (Array.isArray(value)) {
    const images = value.map((item: unknown) => constantImage(method, item));
    if (images.length === 0) throw bad(method, 'the list is empty');
    const { bands, ...whole } = addBands(method, images);
    return { ...whole, bands: bands.map((band, i) => named(band, `constant_${i}`)) };
  }
  if (isSceneValue(value)) return imageOfValue(value);
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number') throw bad(method, 'the value is not a number');
  return image({ expr: { op: 'const', value: number } });
}

/** What is another number for each scene, as a band of the image that map gives. */
function imageOfValue(value: SceneValue): ImageValue {
  return image(valuePart(value), { argument: value.argument });
}

function image(
  { expr, made }: { readonly expr: PixelExpr; readonly made?: Making },
  origin: MappedScene | null = null,
): ImageValue {
  const bands = [{ name: 'constant', expr, quality: null }];
  return { kind: 'image', origin, bands, ...(made && { made: together(made) }) };
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
