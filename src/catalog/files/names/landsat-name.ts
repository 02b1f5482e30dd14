import { stemOf } from '../draft.ts';
import { compactInstantOf } from '../../item/instant.ts';

/** What the name of a file of Landsat Collection 2 tells. */
export interface LandsatName {
  /** "LC08_L2SP_033032_20200704_20200913_02_T1" */
  readonly id: string;
  /** "LC08" */
  readonly sensor: string;
  /** "L2SP" */
  readonly processing: string;
  readonly path: number;
  readonly row: number;
  /** The day of the acquisition, in milliseconds since 1970: names do not tell the hour. */
  readonly datetime: number;
  readonly generated: number | null;
  /** "T1" */
  readonly category: string;
}

export interface LandsatFile {
  readonly scene: LandsatName;
  /** "SR_B4", "QA_PIXEL": Earth Engine has the same names. */
  readonly band: string;
}

const form =
  /^(?<id>(?<sensor>L[CEMOT]0[1-9])_(?<processing>L[12][A-Z]{2})_(?<path>\d{3})(?<row>\d{3})_(?<day>\d{8})_(?<made>\d{8})_02_(?<category>T1|T2|RT))(?:_(?<band>.+))?$/;

/** Null where the name is not one of Collection 2's, or names no band. */
export function readLandsatName(path: string): LandsatFile | null {
  const groups = form.exec(stemOf(path))?.groups;
  const scene = groups && sceneOf(groups);
  return scene && groups['band'] ? { scene, band: groups['band'] } : null;
}

/** A name of a whole product, with no band in it; null: none. */
export function landsatProductIn(text: string): { readonly id: string; readonly datetime: number } | null {
  const groups = form.exec(text)?.groups;
  return groups ? sceneOf(groups) : null;
}

function sceneOf(groups: Readonly<Record<string, string>>): LandsatName | null {
  const datetime = compactInstantOf(groups['day']!);
  if (datetime === undefined) return null;
  return {
    id: groups['id']!,
    sensor: groups['sensor']!,
    processing: groups['processing']!,
    path: Number(groups['path']),
    row: Number(groups['row']),
    datetime,
    generated: compactInstantOf(groups['made']) ?? null,
    category: groups['category']!,
  };
}
