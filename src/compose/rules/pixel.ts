import { BestpixelError } from '../../errors.ts';
import * as images from '../images.ts';
import { aligned } from '../joined.ts';
import type { Rules } from '../values.ts';
import type { pixelMethods } from '../../expression/methods/pixel.ts';

export const pixelRules: Rules<typeof pixelMethods> = {
  'Image.normalizedDifference': ({ input, bandNames = [0, 1] }) => {
    const method = 'Image.normalizedDifference';
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
};
