import { insidePart, together } from '../made.ts';
import * as images from '../images.ts';
import { imageOf } from '../listed-images.ts';
import type { Rules } from '../values.ts';
import type { imageMethods } from '../../expression/methods/image.ts';

export const imageRules: Rules<typeof imageMethods> = {
  'Image.constant': ({ value }) => images.constantImage('Image.constant', value),
  'Image.of': ({ value }) => imageOf('Image', value),
  'Image.cat': ({ images: list }) => imageOf('Image.cat', list),
  'Image.select': ({ input, bandSelectors, newNames }) => ({
    ...input,
    bands: images.selectBands('Image.select', input.bands, bandSelectors, newNames),
  }),
  'Image.rename': ({ input, names }) => ({
    ...input,
    bands: images.renameBands('Image.rename', input.bands, names),
  }),
  'Image.addBands': ({ dstImg, srcImg, names, overwrite }) =>
    images.addBands('Image.addBands', [dstImg, srcImg], { names, overwrite }),
  'Image.clip': ({ input, geometry }) => {
    const { expr, made } = insidePart(geometry);
    const bands = input.bands.map((band): images.ImageBand => ({
      ...band,
      expr: { op: 'updateMask', args: [band.expr, expr] },
    }));
    return { ...input, bands, made: together(input.made, made) };
  },
};
