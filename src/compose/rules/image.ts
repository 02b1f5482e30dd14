import * as images from '../images.ts';
import type { Rules } from '../values.ts';
import type { imageMethods } from '../../expression/methods/image.ts';

export const imageRules: Rules<typeof imageMethods> = {
  'Image.constant': ({ value }) => images.constantImage(value),
  'Image.select': ({ input, bandSelectors, newNames }) => ({
    ...input,
    bands: images.selectBands('Image.select', input.bands, bandSelectors, newNames),
  }),
  'Image.rename': ({ input, names }) => ({
    ...input,
    bands: images.renameBands('Image.rename', input.bands, names),
  }),
  'Image.addBands': ({ dstImg, srcImg, names, overwrite }) => {
    const added = names ? images.selectBands('Image.addBands', srcImg.bands, names) : srcImg.bands;
    const origin = images.joinOrigins('Image.addBands', dstImg, srcImg);
    return { kind: 'image', origin, bands: images.withBands(dstImg.bands, added, overwrite) };
  },
};
