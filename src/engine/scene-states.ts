import type { Scene } from '../scene/scene.ts';
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
    layer.recipe.list.scenes.forEach((scene, index) => {
      const mark = marks[index]!;
      const before = ranks.get(scene);
      if (before !== undefined && before >= mark) return;
      ranks.set(scene, mark);
      const failed = failures.size > 0 ? failures.get(scene.id) : undefined;
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

/** As `marksOf`, of the layer's list; what meets the view and has no tile yet waits. */
function marksIn(layer: Layer, view: View): Uint8Array {
  const { list } = layer.recipe!;
  const tiles = layer.isPrepared && layer.listing !== 'too-wide' ? (viewTiles(layer, view) ?? []) : [];
  const marks = tiles.length > 0 ? marksOf(tiles) : new Uint8Array(list.scenes.length);
  for (const { state, candidates } of tiles) {
    if (state === 'failed') for (const scene of candidates) marks[scene] = 2;
  }
  if (tiles.length === distinctTiles(view).length) return marks;
  for (const scene of candidatesWithin(list, areaOf(view))) marks[scene] ||= 2;
  return marks;
}
