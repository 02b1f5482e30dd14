import { BestpixelError } from '../../errors.ts';
import { newestEditions } from '../../scene/editions.ts';
import type { SceneList } from '../../scene/scene.ts';

/** A list as it is handed out: of what a catalog holds more than once, the newest edition. */
export function finish(list: SceneList): SceneList {
  const { scenes, superseded } = newestEditions(list.scenes);
  if (superseded.length === 0) return list;
  const [count, which] =
    superseded.length === 1 ? ['one scene', 'it'] : [`${superseded.length} scenes`, 'them'];
  const note = `${count} left out, since a newer edition of ${which} is here`;
  return { ...list, scenes, notes: [...(list.notes ?? []), note] };
}

/** False for a list that lacks what may come when it is asked for again. */
export function isLasting({ rejected }: Pick<SceneList, 'rejected'>): boolean {
  return !rejected.some(({ error }) => error instanceof BestpixelError && isPassing(error));
}

function isPassing({ tag, status = 0 }: BestpixelError): boolean {
  return tag === 'network' || (tag === 'http-status' && (status === 429 || status >= 500));
}
