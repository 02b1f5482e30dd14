import { BestpixelError } from '../../errors.ts';
import * as images from '../images.ts';
import type { Rules } from '../values.ts';
import type { pixelMethods } from '../../expression/methods/pixel.ts';

export const pixelRules: Rules<typeof pixelMethods> = {
  'Image.normalizedDifference': ({ input, bandNames = [0, 1] }) => {
    const method = 'Image.normalizedDifference';
    const [left, right, ...more] = images.selectBands(method, input.bands, bandNames);
    if (!left || !right || more.length > 0) {
      throw new BestpixelError('bad-input', `${method}: two bands are needed`, { where: method });
    }
    const fn = 'normalizedDifference';
    return { ...input, bands: [images.combine(method, { fn, name: 'nd', left, right })] };
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
