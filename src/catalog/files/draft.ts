import type { FileInfo } from '../../raster/reader.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import type { BandSource, Edition } from '../../scene/scene.ts';
import type { LocalScene } from './local-files.ts';

/** A TIFF that the user opened, and what its header says. */
export interface LocalTiff {
  readonly path: string;
  readonly file: File;
  readonly info: FileInfo;
}

/** What was asked, answered. */
export interface Settled {
  readonly level: 'L1C' | 'L2A' | null;
  /** Added to reflectances whose processing baseline is not known. */
  readonly offset: number;
}

/** A scene as far as names and headers tell. */
export interface Draft extends LocalScene {
  readonly asks: { readonly level: boolean; readonly offset: boolean };
  readonly bounds: LngLatBounds | null;
  readonly acquisition?: string;
  readonly edition?: Edition;
  /** See Scene.reference. */
  readonly reference?: string;
  /** Without id and time. */
  properties(settled: Settled): Readonly<Record<string, unknown>>;
  sources(settled: Settled): ReadonlyMap<string, BandSource>;
}

/** A band of a draft: one sample of a file. */
export interface DraftBand {
  readonly name: string;
  readonly tiff: LocalTiff;
  readonly sample: number;
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path without its last part; empty where it has one alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The name without its last extension. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\.[^.]*$/, '');
}

/** Values in groups, in the order in which the groups begin. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
