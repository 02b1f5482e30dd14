import type { StripDay } from './time-port.ts';

/** A place in the collection: a day of it, and the one of its scenes that lies on the map, if any does. */
export interface Place {
  readonly at: number;
  readonly scene: string | null;
}

/** To another day; a scene on the map is followed by that day's first. */
export function toDay(days: readonly StripDay[], at: number, showing: boolean): Place {
  const bounded = Math.min(Math.max(at, 0), days.length - 1);
  return { at: bounded, scene: showing ? (days[bounded]?.scenes[0] ?? null) : null };
}

/** To the day before or after; with a scene on the map to the scene before or after, days of several not skipped. */
export function stepped(days: readonly StripDay[], { at, scene }: Place, by: 1 | -1): Place {
  if (scene === null) return toDay(days, at + by, false);
  const scenes = days[at]?.scenes ?? [];
  const within = scenes[scenes.indexOf(scene) + by];
  if (within !== undefined && scenes.includes(scene)) return { at, scene: within };
  const next = days[at + by];
  if (!next) return { at, scene };
  return { at: at + by, scene: (by > 0 ? next.scenes[0] : next.scenes.at(-1)) ?? null };
}

/** What a press on a day does: its first scene, then its next, after the last none. */
export function pressed(days: readonly StripDay[], at: number, shown: string | null): Place {
  const scenes = days[at]?.scenes ?? [];
  const before = shown === null ? -1 : scenes.indexOf(shown);
  return { at, scene: scenes[before + 1] ?? null };
}

/** The day of a scene; -1: none of these. */
export function dayOf(days: readonly StripDay[], scene: string | null): number {
  return scene === null ? -1 : days.findIndex(({ scenes }) => scenes.includes(scene));
}
