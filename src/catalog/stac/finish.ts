import { BestpixelError } from '../../errors.ts';
import { newestEditions } from '../../scene/editions.ts';
import type { SceneList } from '../../scene/scene.ts';

/** A list as it is handed out: of what a catalog holds more than once, the newest edition. */
export function finish(whole: SceneList): SceneList {
  const list = whole.partial || !whole.rejected.some(mayPass) ? whole : { ...whole, partial: true };
  const { scenes, superseded } = newestEditions(list.scenes);
  if (superseded.length === 0) return list;
  const [count, which] =
    superseded.length === 1 ? ['one scene', 'it'] : [`${superseded.length} scenes`, 'them'];
  const note = `${count} left out, since a newer edition of ${which} is here`;
  return { ...list, scenes, notes: [...(list.notes ?? []), note] };
}

function mayPass({ error }: SceneList['rejected'][number]): boolean {
  if (!(error instanceof BestpixelError)) return false;
  const { tag, status = 0 } = error;
  return tag === 'network' || (tag === 'http-status' && (status === 429 || status >= 500));
}
