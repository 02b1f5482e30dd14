import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Item } from './item.ts';
import { demoScenes } from './passes.ts';
import type { SceneReply } from './worker.ts';

/** Has all scenes written to `root` by a few processes; gives their items in order. Rejects at the first failure. */
export async function writeScenes(root: string, told: (item: Item, done: number) => void): Promise<Item[]> {
  const items: Item[] = [];
  let next = 0;
  let done = 0;
  const crew = Array.from({ length: Math.min(4, availableParallelism()) }, () =>
    fork(new URL('./worker.ts', import.meta.url)),
  );
  try {
    await Promise.all(
      crew.map(async (worker) => {
        while (next < demoScenes.length) {
          const index = next++;
          const item = await order(worker, { index, root });
          items[index] = item;
          told(item, ++done);
        }
      }),
    );
  } finally {
    for (const worker of crew) worker.kill();
  }
  return items;
}

function order(
  worker: ChildProcess,
  message: { readonly index: number; readonly root: string },
): Promise<Item> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      act();
    };
    const onMessage = (reply: SceneReply) =>
      settle(() => ('item' in reply ? resolve(reply.item) : reject(new Error(reply.error))));
    const onExit = (code: number | null) =>
      settle(() => reject(new Error(`the process writing scene ${message.index} ended with code ${code}`)));
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    worker.send(message);
  });
}
