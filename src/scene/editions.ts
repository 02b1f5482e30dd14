import { coverShare } from './cover-share.ts';
import { acquisitionOf, type Edition, type Scene } from './scene.ts';

export interface NewestEditions {
  /** In the order they came in. */
  readonly scenes: readonly Scene[];
  /** Those that a newer making replaces, in the order they came in. */
  readonly superseded: readonly Scene[];
}

/**
 * Of an acquisition that a catalog holds more than once, the newest making of each tile: by processing baseline, then by
 * the time it was made, then by id. Parts of one acquisition that complement each other in a tile all stay, as do scenes
 * that do not say which edition they are.
 */
export function newestEditions(scenes: readonly Scene[]): NewestEditions {
  const groups = new Map<string, Scene[]>();
  for (const scene of scenes) {
    if (!scene.edition) continue;
    const key = JSON.stringify([acquisitionOf(scene), scene.edition.product, scene.edition.tile]);
    const group = groups.get(key);
    if (group) group.push(scene);
    else groups.set(key, [scene]);
  }
  const old = new Set([...groups.values()].flatMap(supersededOf));
  return {
    scenes: scenes.filter((scene) => !old.has(scene)),
    superseded: scenes.filter((scene) => old.has(scene)),
  };
}

/** How many acquisitions the scenes are of: one cut into neighbouring tiles counts once. */
export function distinctAcquisitions(scenes: readonly Scene[]): number {
  return new Set(scenes.map(acquisitionOf)).size;
}

/** Real tiles hold one or two strips; a catalog that claims more is not compared on. */
const maxParts = 16;

function supersededOf(group: readonly Scene[]): Scene[] {
  const kept: Scene[] = [];
  const old: Scene[] = [];
  for (const scene of group.toSorted(newestFirst)) {
    const replaced = kept.slice(0, maxParts).some((newer) => samePart(newer, scene));
    (replaced ? old : kept).push(scene);
  }
  return old;
}

function newestFirst(a: Scene, b: Scene): number {
  const [one, other] = [a.edition!, b.edition!];
  return (
    (other.baseline ?? -Infinity) - (one.baseline ?? -Infinity) ||
    (other.generated ?? -Infinity) - (one.generated ?? -Infinity) ||
    (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
  );
}

/** Milliseconds. Strips that share a tile start at least a tile's flight apart; makings of one strip, a second or so. */
const stripTolerance = 5000;
/** Of the smaller outline: makings of one part share nearly all, parts nearly nothing. */
const sharedArea = 0.5;

function samePart(a: Scene, b: Scene): boolean {
  const [one, other] = [stripOf(a.edition), stripOf(b.edition)];
  if (one !== null && other !== null) return Math.abs(one - other) <= stripTolerance;
  if (!a.footprint || !b.footprint) return true;
  return Math.max(coverShare(a.footprint, b.footprint), coverShare(b.footprint, a.footprint)) >= sharedArea;
}

function stripOf(edition: Edition | undefined): number | null {
  return edition?.strip ?? null;
}
