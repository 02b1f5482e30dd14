import type { PixelExpr, PixelFn } from '../expression/pixel.ts';
import { BestpixelError } from '../errors.ts';
import { isEmpty, type ImageBand, type ImageValue } from './images.ts';
import { aligned } from './joined.ts';

type Made = (...exprs: readonly PixelExpr[]) => PixelExpr;

/**
 * Images band by band: one band meets all of the others, else they go in order. Names are those of the first with most
 * bands; where the images go `into` the first, it keeps its own bands.
 */
export function bandwise(
  method: string,
  images: readonly ImageValue[],
  make: Made,
  { into = false }: { readonly into?: boolean } = {},
): ImageValue {
  const [only, ...others] = images as [ImageValue, ...ImageValue[]];
  if (others.length === 0) {
    return { ...only, bands: only.bands.map((band) => ({ ...band, expr: make(band.expr) })) };
  }
  const nothing = images.find(isEmpty);
  if (nothing) return nothing;
  const parts = aligned(method, images);
  const count = into ? parts[0]!.bands.length : Math.max(...parts.map(({ bands }) => bands.length));
  for (const { bands } of parts) {
    if (bands.length === count || bands.length === 1) continue;
    const counts = parts.map(({ bands }) => bands.length).join(' and ');
    throw new BestpixelError('bad-input', `${method}: images of ${counts} bands cannot be paired`, {
      where: method,
      remedy: 'Select as many bands of each, or one.',
    });
  }
  const naming = parts.find(({ bands }) => bands.length === count)!;
  const bands = naming.bands.map(({ name }, i): ImageBand => {
    const met = parts.map(({ bands }) => bands[i % bands.length]!);
    const quality = met.find((band) => band.quality)?.quality ?? null;
    return { name, expr: make(...met.map(({ expr }) => expr)), quality };
  });
  return { ...(parts.find(({ origin }) => origin) ?? parts[0]!), bands };
}

/** One operator on the bands of images. */
export function operate(method: string, op: PixelFn, images: readonly ImageValue[]): ImageValue {
  return bandwise(method, images, (...args) => ({ op, args }));
}
