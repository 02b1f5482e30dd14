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

/** Scenes that are read once for several purposes, perhaps before it is known of which types they are. */
export class EarlyRead {
  readonly #group: Promise<ReadGroup | null>;

  constructor(readers: Readers, request: GroupRequest) {
    // Whoever needs it reads again, and fails by itself.
    this.#group = readGroup(readers, request).catch(() => null);
  }

  /** What was read of these scenes, and of the others what the rest gives. */
  async with(
    scenes: readonly number[],
    rest: (scenes: readonly number[]) => Promise<ReadGroup>,
  ): Promise<ReadGroup> {
    const early = await this.#group;
    if (!early) return rest(scenes);
    const here = new Map(early.read.map((read) => [read.scene, read]));
    const missing = scenes.filter((scene) => !here.has(scene));
    const late = await rest(missing);
    for (const read of late.read) here.set(read.scene, read);
    late.failures.merge(early.failures);
    const approximate = Math.max(early.approximate ?? 0, late.approximate ?? 0) || null;
    return { read: scenes.map((scene) => here.get(scene)!), failures: late.failures, approximate };
  }
}
