import { leafScenes } from '../compose/leaf-scenes.ts';
import { originalOf, type Scene } from '../scene/scene.ts';
import { areaOf } from './area.ts';
import { candidatesWithin } from './candidates.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import type { Layer } from './layer.ts';
import { marksOf, viewTiles } from './layer-status.ts';
import { distinctTiles, type View } from './view.ts';

/** Of one scene, in the shown layers and the present view. */
export type SceneState = 'outside' | 'waiting' | 'read' | 'failed' | 'left-out';

/** By the marks of `marksOf`. Where layers differ, the later counts. */
const states = ['outside', 'read', 'waiting'] as const;

/** A scene's state and, of state 'failed', what failed. */
export interface SceneProgress {
  readonly state: SceneState;
  readonly failures: readonly SceneFailure[];
}

const progress = states.map((state): SceneProgress => ({ state, failures: [] }));

/**
 * How far the scenes of the shown layers are in the view. 'outside': no tile of it meets the scene. 'read': all that
 * do are done, whether or not the scene was needed there. 'failed': a part of it could not be read.
 */
export function sceneStates(layers: readonly Layer[], view: View): Map<Scene, SceneProgress> {
  const found = new Map<Scene, SceneProgress>();
  const ranks = new Map<Scene, number>();
  const failures = failuresByScene(layers, view);
  for (const layer of layers) {
    if (!layer.shown || !layer.recipe) continue;
    const marks = marksIn(layer, view);
    leafScenes(layer.recipe).forEach((leaf, index) => {
      const mark = marks[index]!;
      const scene = originalOf(leaf);
      const before = ranks.get(scene);
      if (before !== undefined && before >= mark) return;
      ranks.set(scene, mark);
      const failed = failures.size > 0 ? failures.get(leaf.id) : undefined;
      found.set(scene, failed ? { state: 'failed', failures: failed } : progress[mark]!);
    });
  }
  return found;
}

function failuresByScene(layers: readonly Layer[], view: View): Map<string, SceneFailure[]> {
  const log = new FailureLog();
  for (const layer of layers) if (layer.shown) mergeFailures(log, layer, view);
  const found = new Map<string, SceneFailure[]>();
  for (const failure of log.list()) {
    const those = found.get(failure.scene);
    if (those) those.push(failure);
    else found.set(failure.scene, [failure]);
  }
  return found;
}

/** Of tiles that are done: what others hold from before may be read by now. */
function mergeFailures(log: FailureLog, layer: Layer, view: View): void {
  for (const { isFinal, mosaic } of viewTiles(layer, view) ?? []) {
    if (isFinal && mosaic) log.merge(mosaic.failures);
  }
}

/** By acquisition of the layer's recipe as `marksOf`; what meets the view and has no tile yet waits. */
function marksIn(layer: Layer, view: View): Uint8Array {
  const recipe = layer.recipe!;
  const scenes = leafScenes(recipe);
  const tiles = layer.isPrepared && layer.listing !== 'too-wide' ? (viewTiles(layer, view) ?? []) : [];
  const marks = new Uint8Array(scenes.length);
  const [first] = tiles;
  if (first) {
    const found = marksOf(tiles);
    for (const { state, leaves } of tiles)
      if (state === 'failed') for (const scene of leaves) found[scene] = 2;
    carryOver(found, { from: leafScenes(first.layer.recipe), to: scenes, marks });
  }
  if (tiles.length === distinctTiles(view).length) return marks;
  for (const scene of candidatesWithin({ ...recipe.list, scenes }, areaOf(view))) marks[scene] ||= 2;
  return marks;
}

/** What tiles show may draw on fewer acquisitions than all bands of the layer do. */
function carryOver(
  found: Uint8Array,
  { from, to, marks }: { from: readonly Scene[]; to: readonly Scene[]; marks: Uint8Array },
): void {
  if (from === to) return marks.set(found);
  const at = new Map(from.map((scene, i) => [scene, i]));
  to.forEach((scene, i) => {
    marks[i] = found[at.get(scene) ?? -1] ?? 0;
  });
}
