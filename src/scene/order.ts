import type { Scene } from './scene.ts';

/** Oldest first; the id decides between equal times, so that every load gives the same order. */
export function inOrder(scenes: readonly Scene[]): Scene[] {
  return scenes.toSorted((a, b) => a.datetime - b.datetime || compareText(a.id, b.id));
}

/** By code unit: the same everywhere, whatever the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
