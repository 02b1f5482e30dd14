import { uniteBounds } from '../../grid/bounds.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { eastward, widthOf } from '../../grid/longitude.ts';
import type { LocalTiff } from './draft.ts';

/** Of the smaller one: bands of a scene share nearly all, neighbouring tiles a seam. */
const sharedArea = 0.5;

/** The files in groups that lie in one place each, in order. A file that does not tell its place goes with any. */
export function byPlace<T extends { readonly tiff: LocalTiff }>(files: readonly T[]): T[][] {
  const groups: { readonly files: T[]; bounds: LngLatBounds | null }[] = [];
  for (const file of files) {
    const { bounds } = file.tiff.info;
    const group = groups.find((one) => !bounds || !one.bounds || share(one.bounds, bounds) >= sharedArea);
    if (group) {
      group.files.push(file);
      group.bounds = group.bounds ?? bounds;
    } else groups.push({ files: [file], bounds });
  }
  return groups.map(({ files }) => files);
}

/** Area in common of the smaller one's, in squares of degrees. */
function share(a: LngLatBounds, b: LngLatBounds): number {
  const both = uniteBounds([a, b])!;
  const overlap = (a0: number, a1: number, b0: number, b1: number): number =>
    Math.max(0, Math.min(a1, b1) - Math.max(a0, b0));
  const [wideA, wideB] = [widthOf(a), widthOf(b)];
  const [westA, westB] = [eastward(both.west, a.west), eastward(both.west, b.west)];
  const across = overlap(westA, westA + wideA, westB, westB + wideB);
  const up = overlap(a.south, a.north, b.south, b.north);
  const smaller = Math.min(wideA * (a.north - a.south), wideB * (b.north - b.south));
  return smaller > 0 ? (across * up) / smaller : 1;
}
