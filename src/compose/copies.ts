import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import { acquisitionOf, type Scene } from '../scene/scene.ts';
import type { CollectionValue } from './collections.ts';
import { hashed, keyed, sceneKey } from './content-key.ts';
import { eachPart, entriesOf, together, type Making, type MadePart } from './made.ts';
import { isSceneValue, type SetProperties } from './scene-value.ts';

/** The scene with what `set` put on it, its id after a prefix. */
export function held(scene: Scene, set: SetProperties | undefined, prefix = ''): Scene {
  if ((set?.size ?? 0) === 0 && prefix === '') return scene;
  const given = [...(set ?? [])].map(
    ([name, value]) => [name, isSceneValue(value) ? value.of(scene) : value] as const,
  );
  const { 'system:time_start': time, ...others } = Object.fromEntries(given);
  const properties = { ...scene.properties, ...others };
  const { 'system:index': index } = properties;
  const copy: Scene = {
    ...scene,
    id: `${prefix}${scene.id}`,
    ...(typeof time === 'number' && { datetime: time }),
    properties:
      typeof index === 'string' ? { ...properties, 'system:index': `${prefix}${index}` } : properties,
    acquisition: acquisitionOf(scene),
    copyOf: scene,
  };
  return keyed(copy, hashed(sceneKey(scene), copy.id, JSON.stringify(given)));
}

/**
 * What scenes' bands are made of, for copies of the scenes.
 * @param from by copy the scene that it is of
 */
export function rescened(made: Making, from: ReadonlyMap<Scene, Scene>): Map<string, MadePart> {
  const parts = new Map<string, MadePart>();
  const unchanged = [...from].every(([copy, scene]) => copy === scene);
  for (const [name, draft] of made) {
    const own = { expr: { op: 'band', band: name } as const, made: new Map([[name, draft]]) };
    const entries = unchanged ? null : entriesOf(draft, [...from.values()]);
    const copies = [...from.keys()];
    parts.set(name, entries ? eachPart(new Map(copies.map((copy, i) => [copy, entries[i]!]))) : own);
  }
  return parts;
}

/** Bands that read parts in place of what they are named after. */
export function renamed(
  bands: readonly PixelBand[],
  parts: ReadonlyMap<string, MadePart>,
): Pick<CollectionValue, 'mapped' | 'made'> {
  const done = new Map<PixelExpr, PixelExpr>();
  const visit = (expr: PixelExpr): PixelExpr => {
    if (expr.op === 'const') return expr;
    if (expr.op === 'band') return parts.get(expr.band)?.expr ?? expr;
    let result = done.get(expr);
    if (!result) {
      const args = expr.args.map(visit);
      result = args.every((arg, i) => arg === expr.args[i]) ? expr : { op: expr.op, args };
      done.set(expr, result);
    }
    return result;
  };
  const made = together(...[...parts.values()].map((part) => part.made));
  return {
    mapped: bands.map((band) => ({ ...band, expr: visit(band.expr) })),
    ...(made.size > 0 && { made }),
  };
}

/** Scenes of several lists as scenes of one: bands that others have are masked. */
export function sharingBands(scenes: readonly Scene[]): Scene[] {
  const all = new Set(scenes.flatMap(({ bands }) => [...bands.keys()]));
  return scenes.map((scene) => {
    const lacking = [...all].filter((name) => !scene.bands.has(name));
    if (lacking.length === 0 || scene.bands.size === 0) return scene;
    return keyed({ ...scene, lacking: new Set(lacking), copyOf: scene }, sceneKey(scene));
  });
}
