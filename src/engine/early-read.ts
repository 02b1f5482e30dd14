import type { Readers, SceneWindows, WindowsRequest } from './scene-windows.ts';
import { readScenes } from './scene-windows.ts';
import { FailureLog } from './failures.ts';

/** What reading scenes gave, and what came up. */
export interface ReadGroup {
  readonly read: readonly SceneWindows[];
  readonly failures: FailureLog;
  /** Metres of the coarsest overview pixel that was read though overviews do not keep its values' order. */
  readonly approximate: number | null;
}

type GroupRequest = Omit<WindowsRequest, 'failures' | 'onApproximate'>;

/** Reads scenes and tells what came up, apart from what others read. */
export async function readGroup(readers: Readers, request: GroupRequest): Promise<ReadGroup> {
  const failures = new FailureLog();
  let approximate: number | null = null;
  const onApproximate = (metres: number): void => {
    approximate = Math.max(approximate ?? 0, metres);
  };
  const read = await readScenes(readers, { ...request, failures, onApproximate });
  return { read, failures, approximate };
}

/** Scenes that are read before it is known of which types they are: headers and pixels come in one go. */
export class EarlyRead {
  readonly #scenes: readonly number[];
  readonly #group: Promise<ReadGroup | null>;

  constructor(readers: Readers, request: GroupRequest) {
    this.#scenes = request.scenes;
    // Whoever needs it reads again, and fails by itself.
    this.#group = readGroup(readers, request).catch(() => null);
  }

  /** What was read of these scenes; null where it was not all of them, or failed as a whole. */
  async of(scenes: readonly number[]): Promise<ReadGroup | null> {
    if (!scenes.every((scene) => this.#scenes.includes(scene))) return null;
    const group = await this.#group;
    return group && { ...group, read: group.read.filter(({ scene }) => scenes.includes(scene)) };
  }
}
