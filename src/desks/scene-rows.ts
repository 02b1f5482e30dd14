import type { SceneState } from '../engine/scene-states.ts';
import type { Scene } from '../scene/scene.ts';
import type { SceneRow } from '../ui/data/data-port.ts';

/** What is known of a scene's reads. */
export interface Told {
  readonly state: SceneState;
  readonly sentence: string | null;
}

/** Scenes as the panel lists them. */
export function rowsOf(scenes: readonly Scene[], tell: (scene: Scene, index: string) => Told): SceneRow[] {
  return scenes.map((scene) => {
    const { id, datetime, properties } = scene;
    const index = textOf(properties['system:index']) ?? id;
    const cloud =
      properties['CLOUDY_PIXEL_PERCENTAGE'] ?? properties['CLOUD_COVER'] ?? properties['eo:cloud_cover'];
    const tile = textOf(properties['MGRS_TILE']) ?? pathAndRow(properties) ?? textOf(properties['grid:code']);
    return {
      id,
      index,
      datetime,
      cloud: typeof cloud === 'number' ? cloud : null,
      tile: tile ?? null,
      ...tell(scene, index),
    };
  });
}

function pathAndRow({ WRS_PATH: path, WRS_ROW: row }: Scene['properties']): string | undefined {
  return path === undefined || row === undefined ? undefined : `${String(path)}/${String(row)}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
