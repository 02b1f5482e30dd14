import type { Image, ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { type CommonBand, reflectance } from './bands.ts';
import { best, type Picture, threeLayers, worst } from './three-layers.ts';

/** The highest NDVI wins. Reflectances that are not positive stay out of the ratio. */
export function greenestLayers(
  scenes: ImageCollection,
  picture: Picture,
  { red, nir }: { readonly red: CommonBand; readonly nir: CommonBand },
): LayerSpec[] {
  const ndvi = (image: Image): Image => {
    const [r, n] = [red, nir].map((band) => reflectance(image, band)) as [Image, Image];
    return n
      .subtract(r)
      .divide(n.add(r))
      .updateMask(r.gt(0).and(n.gt(0)));
  };
  const ranked = scenes.map((image) =>
    image.addBands(ndvi(image).rename('ndvi')).addBands(ndvi(image).multiply(-1).rename('bareness')),
  );
  return threeLayers({
    scenes,
    picture,
    best: { name: best('greenest'), image: ranked.qualityMosaic('ndvi') },
    worst: { name: worst('least green'), image: ranked.qualityMosaic('bareness') },
  });
}
