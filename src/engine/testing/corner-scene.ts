import { tileBounds } from '../../grid/tile.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import type { FakeScenes } from './fake-scenes.ts';
import { viewOf } from './place.ts';

/** The scene with an outline that meets the tile in the image's upper-left corner alone. */
function inCorner(scene: Scene): Scene {
  const { west, south, east, north } = tileBounds(viewOf([[0, 0]]).tiles[0]!);
  const [x, y] = [(east - west) / 4, (north - south) / 4];
  const [left, right, low, high] = [west + x, east - x, south + y, north - y];
  const ring = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
    [left, low],
  ];
  return { ...scene, footprint: { type: 'Polygon', coordinates: [ring] } };
}

/** Fake scenes of which one reaches the corner alone. */
export function withCorner(scenes: FakeScenes, index: number): SceneList {
  const { list } = scenes;
  return { ...list, scenes: list.scenes.map((scene, i) => (i === index ? inCorner(scene) : scene)) };
}
