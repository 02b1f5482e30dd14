import type { Scene, SceneList } from '../scene.ts';

/** A scene of 2020-07-01 with no bands and no known place, unless told otherwise. */
export function makeScene(fields: Partial<Scene> = {}): Scene {
  return {
    id: 'scene',
    datetime: Date.UTC(2020, 6, 1),
    properties: {},
    footprint: null,
    bounds: null,
    bands: new Map(),
    ...fields,
  };
}

export function makeList(scenes: readonly Scene[], fields: Partial<SceneList> = {}): SceneList {
  return { id: 'list', title: 'List', synthetic: false, attribution: '', scenes, rejected: [], ...fields };
}
