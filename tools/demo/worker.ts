import { makeGround } from './ground.ts';
import type { Item } from './item.ts';
import { demoScenes } from './passes.ts';
import { writeScene } from './scene.ts';

/** Sent to this process: which scene to write, and where. */
export interface SceneOrder {
  readonly index: number;
  readonly root: string;
}

export type SceneReply =
  { readonly index: number; readonly item: Item } | { readonly index: number; readonly error: string };

const ground = makeGround();

process.on('message', async ({ index, root }: SceneOrder) => {
  try {
    reply({ index, item: await writeScene(demoScenes[index]!, { ground, root }) });
  } catch (error) {
    reply({ index, error: error instanceof Error ? String(error.stack) : String(error) });
  }
});

function reply(message: SceneReply): void {
  process.send!(message);
}
