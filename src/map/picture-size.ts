import type { Map } from 'maplibre-gl';
import type { View } from '../engine/view.ts';
import { largestSide } from '../gpu/largest.ts';
import { viewOf } from './world-view.ts';

/** Pixels of a canvas along a side of so many CSS pixels. */
export const pixelsAlong = (length: number, scale: number): number => Math.floor(length * scale);

/** The most pixels along a side that the map's context draws; 0: the context is lost. */
export function largestPicture(map: Map): number {
  const gl = map.getCanvas().getContext('webgl2');
  return gl && !gl.isContextLost() ? largestSide(gl) : 0;
}

/** What a picture of so many pixels along a CSS pixel would show and be, and the most pixels that a side may have. */
export function pictureAt(
  map: Map,
  scale: number,
): { readonly view: View; readonly size: readonly [number, number]; readonly most: number } {
  const { clientWidth, clientHeight } = map.getCanvas();
  const size = [pixelsAlong(clientWidth, scale), pixelsAlong(clientHeight, scale)] as const;
  return { view: viewOf(map, scale), size, most: largestPicture(map) };
}

/** Whose the sources of the style are, as the map tells it. */
export function attributionOf(map: Map): readonly string[] {
  const sources = Object.values(map.style.tileManagers);
  return sources.flatMap((source) => source.getSource().attribution ?? []);
}
