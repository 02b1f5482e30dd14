import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import proj4 from 'proj4';
import { overviewSide } from './files.ts';
import { centre, corner, finest, view, zone } from './place.ts';

/** Web Mercator, in which two contestants draw the view. */
export const mercator = 'EPSG:3857';
const radius = 6_378_137;
/** Of one pixel of the view, in metres of Web Mercator: MapLibre's zoom counts tiles of 512 pixels. */
export const pixelOfView = (2 * Math.PI * radius) / (512 * 2 ** view.zoom);
const middle = {
  x: (centre.lng * Math.PI * radius) / 180,
  y: radius * Math.log(Math.tan(Math.PI / 4 + (centre.lat * Math.PI) / 360)),
};
/** The view's upper left corner. */
export const upperLeft = {
  x: middle.x - (view.width / 2) * pixelOfView,
  y: middle.y + (view.height / 2) * pixelOfView,
};

proj4.defs(zone.code, zone.proj4);
const toZone = proj4(mercator, zone.code);

/** The centre of a pixel of the view, in the scenes' own zone. */
function placeInView(x: number, y: number): readonly [number, number] {
  const at = [upperLeft.x + (x + 0.5) * pixelOfView, upperLeft.y - (y + 0.5) * pixelOfView];
  return toZone.forward(at) as [number, number];
}

/** Share of an overview pixel from its edges within which contestants may round to either side. */
const edge = 0.15;

export interface Agreement {
  /** Pixels compared: inside the scenes, and not at an edge of one of theirs. */
  readonly compared: number;
  /** Where the winner is another one. */
  readonly different: number;
}

/**
 * Compares winners with those that the files were made of.
 * @param winner of a pixel of the view; null: none is told
 * @param place of its centre in the scenes' zone
 */
export function agreement(
  folder: string,
  winner: (x: number, y: number) => number | null,
  place: (x: number, y: number) => readonly [number, number] = placeInView,
): Agreement {
  const truth = readFileSync(join(folder, 'winners'));
  let [compared, different] = [0, 0];
  for (let y = 0; y < view.height; y++) {
    for (let x = 0; x < view.width; x++) {
      const [east, north] = place(x, y);
      const [u, v] = [(east - corner.x) / (4 * finest), (corner.y - north) / (4 * finest)];
      if (u < 0 || v < 0 || u >= overviewSide || v >= overviewSide) continue;
      if ([u % 1, v % 1].some((part) => part < edge || part > 1 - edge)) continue;
      compared++;
      if (winner(x, y) !== truth[Math.floor(v) * overviewSide + Math.floor(u)]) different++;
    }
  }
  return { compared, different };
}
