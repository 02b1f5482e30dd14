import type { VisParams } from '../compose/vis-params.ts';
import type { Image, ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';

/** Which bands are shown, and how stretched. */
export type Picture = VisParams;

export interface Ends {
  readonly scenes: ImageCollection;
  readonly picture: Picture;
  readonly best: { readonly name: string; readonly image: Image };
  readonly worst: { readonly name: string; readonly image: Image };
}

export const best = (rule: string): string => `Best-pixel mosaic (${rule})`;
export const worst = (rule: string): string => `Worst-pixel mosaic (${rule})`;

/** The collection and the two ends of its quality, of which the best is shown. */
export function threeLayers({ scenes, picture: visParams, best, worst }: Ends): LayerSpec[] {
  return [
    { id: 'collection', name: 'Collection (for series inspection)', image: scenes, visParams, shown: false },
    { id: 'best', ...best, visParams },
    { id: 'worst', ...worst, visParams, shown: false },
  ];
}
