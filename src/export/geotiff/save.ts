import { leafLists } from '../../compose/leaf-scenes.ts';
import { composeSquare } from '../../engine/compose-square.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SceneFailure } from '../../engine/failures.ts';
import type { Destination } from './destination.ts';
import type { PixelForm } from './pixel-form.ts';
import type { GeotiffPlan } from './plan.ts';
import { sidecarOf } from './sidecar.ts';
import type { Spool } from './spool.ts';
import { writeGeotiff } from './write-geotiff.ts';

interface Saving {
  /** Of the files, without their endings. */
  readonly name: string;
  /** What composes the same. */
  readonly script: string;
  readonly version: string;
  readonly spool: Spool;
  readonly destination: Destination;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, wanted: number) => void;
}

export interface SavedGeotiff {
  readonly bytes: number;
  readonly form: PixelForm;
  /** Scenes that gave at least one pixel. */
  readonly scenesUsed: number;
  readonly failures: readonly SceneFailure[];
}

/** Composes what was planned, and hands file and sidecar over together; nothing where it is given up before. */
export async function saveGeotiff(engine: Engine, plan: GeotiffPlan, saving: Saving): Promise<SavedGeotiff> {
  const { choice, recipe, composed, grid, bands, scenes, declared } = plan;
  const { name, script, version, spool, destination, signal, onProgress } = saving;
  const { content, form, won, failures } = await writeGeotiff({
    grid,
    area: choice.area,
    bands,
    scenes,
    declared,
    compose: (square, ended) =>
      engine.compose(
        (context) => composeSquare(context, { recipe, grid: square, bands: composed, signal: ended }),
        ended,
      ),
    spool,
    signal,
    onProgress,
  });
  const { name: layer, node } = choice.layer;
  const attributions = [...new Set(leafLists(recipe).map(({ attribution }) => attribution))].filter(Boolean);
  const made = { name, bytes: content.size, grid, form, bands, scenes, won, failures };
  const item = sidecarOf({ ...made, layer, node, script, attributions, version, now: new Date() });
  const sidecar = new Blob([`${JSON.stringify(item, null, 2)}\n`], { type: 'application/geo+json' });
  await destination(
    [
      { name: `${name}.tif`, content },
      { name: `${name}.json`, content: sidecar },
    ],
    signal,
  );
  const scenesUsed = scenes.filter((_, i) => won.of(i) > 0).length;
  return { bytes: content.size, form, scenesUsed, failures };
}
