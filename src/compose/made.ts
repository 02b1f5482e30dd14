import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { exprKey, hashed, listKey, sceneKey } from './content-key.ts';
import type { Place } from './places.ts';
import type { Reduction } from './recipe.ts';
import { numbersOf, type SceneValue } from './scene-value.ts';

/** A band of an image that is composed for itself: of scenes of which one is chosen, or that are reduced. */
export interface Plane {
  /** Equal for planes that are the same. */
  readonly key: string;
  /** Null: of constants and other planes alone. */
  readonly list: SceneList | null;
  readonly made: Making;
  readonly by: { readonly quality: PixelExpr } | { readonly reducer: Reduction['reducer'] };
  readonly expr: PixelExpr;
}

/** A made band while its scenes may still be filtered and sorted. */
export type Draft =
  | { readonly kind: 'value'; readonly value: SceneValue }
  | { readonly kind: 'inside'; readonly place: Place }
  /** The same for all scenes. */
  | { readonly kind: 'plane'; readonly plane: Plane }
  /** Scenes that are not named are masked. */
  | { readonly kind: 'each'; readonly of: ReadonlyMap<Scene, Entry> };

/** What a scene has in a band. */
export type Entry = Plane | number | null;

/** By the names that expressions read them by: equal names for equal bands. */
export type Making = ReadonlyMap<string, Draft>;

export const nothingMade: Making = new Map();

/** A band that no file holds, and what it is made of. */
export interface MadePart {
  readonly expr: PixelExpr;
  readonly made: Making;
}

export function isMade(band: string): boolean {
  return band.startsWith('~');
}

function part(name: string, draft: Draft): MadePart {
  return { expr: { op: 'band', band: name }, made: new Map([[name, draft]]) };
}

export function valuePart(value: SceneValue): MadePart {
  return part(`~value ${hashed(value.argument, value.key)}`, { kind: 'value', value });
}

export function insidePart(place: Place): MadePart {
  return part(`~inside ${hashed(JSON.stringify(place))}`, { kind: 'inside', place });
}

export function planePart(plane: Plane): MadePart {
  return part(`~plane ${plane.key}`, { kind: 'plane', plane });
}

/** Of numbers alone, or of planes alone: beside planes, numbers are planes of one value. */
export function eachPart(given: ReadonlyMap<Scene, Entry>): MadePart {
  const planes = [...given.values()].some((entry) => typeof entry === 'object' && entry !== null);
  const entries = planes ? new Map([...given].map(([scene, entry]) => [scene, asPlane(entry)])) : given;
  const texts = [...entries].map(([scene, entry]) => `${sceneKey(scene)} ${entryKey(entry)}`);
  return part(`~each ${hashed(...texts)}`, { kind: 'each', of: entries });
}

function asPlane(entry: Entry): Entry {
  if (typeof entry !== 'number') return entry;
  const quality: PixelExpr = { op: 'const', value: 1 };
  return planeOf({ list: null, made: nothingMade, by: { quality }, expr: { op: 'const', value: entry } });
}

export function entryKey(entry: Entry): string {
  return typeof entry === 'object' && entry !== null ? entry.key : String(entry);
}

export function planeOf({ list, made, by, expr }: Omit<Plane, 'key'>): Plane {
  const how = 'quality' in by ? exprKey(by.quality) : JSON.stringify(by.reducer);
  const key = hashed(list ? listKey(list) : '', 'quality' in by ? 'by' : 'of', how, exprKey(expr));
  return { key, list, made, by, expr };
}

/** All of them; a name means the same everywhere. */
export function together(...all: readonly (Making | undefined)[]): Making {
  const some = all.filter((made) => made !== undefined && made.size > 0);
  const [only = nothingMade] = some;
  return some.every((made) => made === only) ? only : new Map(some.flatMap((made) => [...made!]));
}

/** What a draft gives each of some scenes; null: it is no matter of scenes. */
export function entriesOf(draft: Draft, scenes: readonly Scene[]): readonly Entry[] | null {
  if (draft.kind === 'value') return numbersOf(draft.value, scenes);
  if (draft.kind === 'each') return scenes.map((scene) => draft.of.get(scene) ?? null);
  return null;
}
