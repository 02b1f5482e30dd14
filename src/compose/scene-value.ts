import { BestpixelError } from '../errors.ts';
import type { ConstantValue } from '../expression/nodes.ts';
import type { Scene } from '../scene/scene.ts';

/** A value that is another for each scene, as a function of `map` computes it from its image's properties. */
export interface SceneValue {
  readonly kind: 'scene-value';
  /** Which function's image: its argument. */
  readonly argument: string;
  /** Equal for values that are computed alike. */
  readonly key: string;
  /** The properties that it is computed from. */
  readonly reads?: readonly string[];
  /** @throws BestpixelError 'bad-input' where the scene's properties do not do. */
  of(scene: Scene): ConstantValue;
}

/** What `set` put on images, over the scenes' own properties. */
export type SetProperties = ReadonlyMap<string, ConstantValue | SceneValue>;

export function isSceneValue(value: unknown): value is SceneValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'scene-value' &&
    'of' in value
  );
}

/**
 * The value for each scene, as a band holds it; null: the property is missing, so the band is masked there.
 * @throws BestpixelError 'bad-input' where it is no number, or cannot be computed: says for how many scenes.
 */
export function numbersOf(value: SceneValue, scenes: readonly Scene[]): readonly (number | null)[] {
  return computed(scenes, (scene) => {
    const result = value.of(scene);
    if (result === null || typeof result === 'number') return result;
    if (typeof result === 'boolean') return result ? 1 : 0;
    const what = typeof result === 'string' ? `the text '${result.slice(0, 40)}'` : 'a list';
    throw new BestpixelError('bad-input', `A band of numbers cannot be made of ${what}`, {
      remedy: 'Convert it first, as ee.Number.parse() does.',
    });
  });
}

/** What `compute` gives for each scene; its error says for how many of them it is the same. */
export function computed<T>(scenes: readonly Scene[], compute: (scene: Scene) => T): readonly T[] {
  const results: T[] = [];
  let failure: BestpixelError | null = null;
  let failed = 0;
  for (const scene of scenes) {
    try {
      results.push(compute(scene));
    } catch (error) {
      if (!(error instanceof BestpixelError)) throw error;
      failure ??= error;
      if (error.message === failure.message) failed++;
    }
  }
  if (!failure) return results;
  const { tag, message, where, remedy, cause } = failure;
  const share = `${failed} of ${scenes.length} scenes`;
  throw new BestpixelError(tag, `${message} (${share})`, { where, remedy, cause });
}
