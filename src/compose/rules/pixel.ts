import { BestpixelError } from '../../errors.ts';
import * as images from '../images.ts';
import { aligned } from '../joined.ts';
import type { PixelExpr } from '../../expression/pixel.ts';
import { bandwise, operate } from '../bandwise.ts';
import { formulaOf } from '../formula.ts';
import { powerOf } from '../powers.ts';
import { reducedBands } from '../reduced-bands.ts';
import { visualized } from '../visualized.ts';
import type { Rules } from '../values.ts';
import type { pixelMethods } from '../../expression/methods/pixel.ts';

const constant = (value: number): PixelExpr => ({ op: 'const', value });

export const pixelRules: Rules<typeof pixelMethods> = {
  'Image.normalizedDifference': ({ input, bandNames = [0, 1] }) => {
    const method = 'Image.normalizedDifference';
    if (images.isEmpty(input)) return input;
    const pair = { ...input, bands: images.selectBands(method, input.bands, bandNames) };
    const [image] = aligned(method, [pair]);
    const [left, right, ...more] = image!.bands;
    if (!left || !right || more.length > 0) {
      throw new BestpixelError('bad-input', `${method}: two bands are needed`, { where: method });
    }
    const fn = 'normalizedDifference';
    return { ...image!, bands: [images.combine({ fn, name: 'nd', left, right })] };
  },
  'Image.updateMask': ({ image, mask }) => {
    const one = mask.bands.length === 1;
    if (one || mask.bands.length === image.bands.length) {
      return images.pairBands('Image.updateMask', 'updateMask', image, mask);
    }
    throw new BestpixelError(
      'bad-input',
      `Image.updateMask: a mask of ${mask.bands.length} bands does not fit an image of ${image.bands.length}`,
      { where: 'Image.updateMask' },
    );
  },
  'Image.pow': ({ image1, image2 }) => powerOf('Image.pow', image1, image2),
  'Image.clamp': ({ input, low, high }) =>
    bandwise('Image.clamp', [input], (value) => ({
      op: 'min',
      args: [{ op: 'max', args: [value!, constant(low)] }, constant(high)],
    })),
  'Image.unitScale': ({ input, low, high }) =>
    bandwise('Image.unitScale', [input], (value) => ({
      op: 'divide',
      args: [{ op: 'subtract', args: [value!, constant(low)] }, constant(high - low)],
    })),
  'Image.mask': ({ image, mask }) => (mask ? masked(image, mask) : operate('Image.mask', 'mask', [image])),
  'Image.unmask': ({ input, value }) => {
    const filling = value ?? images.constantImage('Image.unmask', 0);
    const make = (value: PixelExpr, other: PixelExpr): PixelExpr => ({ op: 'unmask', args: [value, other] });
    return bandwise('Image.unmask', [input, filling], (a, b) => make(a!, b!), { into: true });
  },
  'Image.selfMask': ({ image }) =>
    bandwise('Image.selfMask', [image], (value) => ({ op: 'updateMask', args: [value!, value!] })),
  'Image.where': ({ input, test, value }) => {
    const make = (input: PixelExpr, test: PixelExpr, value: PixelExpr): PixelExpr => ({
      op: 'replace',
      args: [test, value, input],
    });
    return bandwise('Image.where', [input, test, value], (a, b, c) => make(a!, b!, c!), { into: true });
  },
  'Image.expression': ({ input, expression, map }) => formulaOf(input, expression, map),
  'Image.reduce': ({ image, reducer }) => reducedBands(image, reducer),
  'Image.visualize': ({ image, ...params }) => visualized(image, params),
};

/** As the mask says, whatever was masked before. */
function masked(image: images.ImageValue, mask: images.ImageValue): images.ImageValue {
  const make = (value: PixelExpr, mask: PixelExpr): PixelExpr => ({
    op: 'updateMask',
    args: [{ op: 'unmask', args: [value, constant(0)] }, mask],
  });
  return bandwise('Image.mask', [image, mask], (a, b) => make(a!, b!), { into: true });
}
