import type { Image, ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { best, type Picture, threeLayers, worst } from './three-layers.ts';

/** Sentinel-2's scene classes, better ones with more points; what is not named has none. */
const points: readonly (readonly [classes: readonly number[], points: number])[] = [
  // Vegetation, bare soil, water.
  [[4, 5, 6], 3],
  // Dark, unclassified, snow.
  [[2, 7, 11], 2],
  // Cloud shadow, thin cirrus.
  [[3, 10], 1],
];

/** The clearest class wins, and the latest of equals: for collections that have no cloud probability. */
export function clearByClassLayers(scenes: ImageCollection, picture: Picture, band: string): LayerSpec[] {
  const clarity = (image: Image): Image => {
    const classes = image.select(band);
    const parts = points.map(([members, points]) =>
      members
        .map((member) => classes.eq(member))
        .reduce((any, is) => any.or(is))
        .multiply(points),
    );
    return parts.reduce((sum, part) => sum.add(part));
  };
  const ranked = scenes.map((image) =>
    image
      .addBands(clarity(image).rename('clarity'))
      .addBands(clarity(image).multiply(-1).rename('obscurity')),
  );
  return threeLayers({
    scenes,
    picture,
    best: { name: best('latest clear class'), image: ranked.qualityMosaic('clarity') },
    worst: { name: worst('latest cloudy class'), image: ranked.qualityMosaic('obscurity') },
  });
}
