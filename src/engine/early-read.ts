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

/** Scenes that are read once for several purposes, the last one first, perhaps before it is known of which types they are. */
export class EarlyRead {
  readonly #groups = new Map<number, Promise<ReadGroup | null>>();
  readonly #readers: Readers;
  readonly #request: GroupRequest;

  constructor(readers: Readers, request: GroupRequest) {
    this.#readers = readers;
    this.#request = request;
    this.add(request.scenes);
  }

  /** Reads more scenes. */
  add(scenes: readonly number[]): void {
    for (const scene of scenes.toReversed()) {
      if (this.#groups.has(scene)) continue;
      const reading = readGroup(this.#readers, { ...this.#request, scenes: [scene] });
      // Whoever needs it reads again, and fails by itself.
      this.#groups.set(
        scene,
        reading.catch(() => null),
      );
    }
  }

  /** Null where it is not read here. */
  async of(scene: number): Promise<SceneWindows | null> {
    return (await this.#groups.get(scene))?.read[0] ?? null;
  }

  /** What was read of these scenes, and of the others what the rest gives. */
  async with(
    scenes: readonly number[],
    rest: (scenes: readonly number[]) => Promise<ReadGroup>,
  ): Promise<ReadGroup> {
    const early = await Promise.all(scenes.map((scene) => this.#groups.get(scene) ?? null));
    const late = await rest(scenes.filter((_, i) => !early[i]));
    const here = new Map(late.read.map((read) => [read.scene, read]));
    let approximate = late.approximate ?? 0;
    for (const group of early) {
      if (!group) continue;
      for (const read of group.read) here.set(read.scene, read);
      late.failures.merge(group.failures);
      approximate = Math.max(approximate, group.approximate ?? 0);
    }
    return {
      read: scenes.map((scene) => here.get(scene)!),
      failures: late.failures,
      approximate: approximate || null,
    };
  }
}
