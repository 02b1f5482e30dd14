import type { ConstantValue } from '../../expression/nodes.ts';
import type { Scene } from '../../scene/scene.ts';
import { propertyOf } from '../filters.ts';
import type { ImageValue } from '../images.ts';
import { isSceneValue, type SceneValue } from '../scene-value.ts';
import { oncePerScene } from './lift.ts';

/** The scene that an image is, as `first()` and lists have it; null: a composite, or the symbolic image of map. */
export function sceneOf({ origin, bands }: ImageValue): Scene | null {
  if (origin === null || !('scenes' in origin) || origin.scenes.length !== 1) return null;
  const whole = bands.every(({ quality }) => quality === null || quality.op === 'const');
  return whole ? origin.scenes[0]! : null;
}

/** The function whose image it is; null: none's. */
export function argumentOf({ origin }: ImageValue): string | null {
  return origin !== null && 'argument' in origin ? origin.argument : null;
}

/** An image's property as `set` left it, inside map one for each scene; null: it has none. */
export function propertyOfImage(image: ImageValue, name: string): ConstantValue | SceneValue {
  const [argument, scene, set] = [argumentOf(image), sceneOf(image), image.properties?.get(name)];
  if (set !== undefined) {
    if (!isSceneValue(set)) return set;
    // What one function set, the next one's image has.
    if (argument !== null) return { ...set, argument };
    return scene ? set.of(scene) : set;
  }
  if (argument !== null) return propertyPerScene(argument, name);
  return scene ? heldProperty(scene, name) : null;
}

/** A property of each scene by Earth Engine's name. */
function propertyPerScene(argument: string, name: string): SceneValue {
  const key = `property(${JSON.stringify(name)})`;
  const of = oncePerScene((scene) => heldProperty(scene, name));
  return { kind: 'scene-value', argument, key, reads: [name], of };
}

/** A scene's own property; null: it has none. */
function heldProperty(scene: Scene, name: string): ConstantValue {
  return constantOf(propertyOf(scene, name));
}

/** What may be anything, as a value; objects are none. */
export function constantOf(value: unknown): ConstantValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return Array.isArray(value) ? value.map(constantOf) : null;
}

const system = ['system:index', 'system:time_start'] as const;

/** In order, the system's included. */
export function namesOf(scene: Scene | null, image: ImageValue): string[] {
  const own = scene ? [...system, ...Object.keys(scene.properties)] : [];
  return [...new Set([...own, ...(image.properties?.keys() ?? [])])].toSorted((a, b) => (a < b ? -1 : 1));
}

export function isOfSystem(name: string): boolean {
  return name.startsWith('system:');
}
