import { asBestpixelError, tell, type BestpixelError } from '../errors.ts';
import type { Scene } from '../scene/scene.ts';

/** A scene that could not be read, or a part of it, and why. */
export interface SceneFailure {
  readonly scene: string;
  readonly band: string;
  readonly error: BestpixelError;
  /** What, where, what to do. Text, never markup. */
  readonly sentence: string;
}

/** The failures of one piece of work: each scene and band once. */
export class FailureLog {
  readonly #byKey = new Map<string, SceneFailure>();

  get size(): number {
    return this.#byKey.size;
  }

  add(scene: Scene, band: string, cause: unknown): void {
    const error = asBestpixelError(cause, 'corrupt', { where: scene.id });
    const key = `${scene.id}\0${band}`;
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, { scene: scene.id, band, error, sentence: tell(error) });
  }

  merge(other: FailureLog): void {
    for (const [key, failure] of other.#byKey) this.#byKey.set(key, failure);
  }

  list(): SceneFailure[] {
    return [...this.#byKey.values()];
  }
}
