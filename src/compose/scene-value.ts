import type { ConstantValue } from '../expression/nodes.ts';
import type { Scene } from '../scene/scene.ts';

/** A value that is another for each scene, as a function of `map` computes it from its image's properties. */
export interface SceneValue {
  readonly kind: 'scene-value';
  /** Which function's image: its argument. */
  readonly argument: string;
  /** Equal for values that are computed alike. */
  readonly key: string;
  /** @throws BestpixelError 'bad-input' where the scene's properties do not do. */
  of(scene: Scene): ConstantValue;
}

/** What `set` put on images, over the scenes' own properties. */
export type SetProperties = ReadonlyMap<string, ConstantValue | SceneValue>;
