import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import type { Making } from './made.ts';
import type { SetProperties } from './scene-value.ts';

/** The scene that a function passed to `map` stands for. */
export interface MappedScene {
  readonly argument: string;
}

/** An image while it is resolved. */
export interface ImageValue {
  readonly kind: 'image';
  /** A scene inside `map`, scenes that a mosaic chooses from, or null: constants and planes, which go with all. */
  readonly origin: MappedScene | SceneList | null;
  readonly bands: readonly ImageBand[];
  /** What bands read that no file holds. */
  readonly made?: Making;
  /** What `set` put on it. */
  readonly properties?: SetProperties;
}

export interface ImageBand extends PixelBand {
  /** What chooses the scene; null inside `map`, and of constants and planes. */
  readonly quality: PixelExpr | null;
}
