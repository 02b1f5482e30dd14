import type { InspectedScene, Inspection } from '../../engine/inspection.ts';
import { type Role, rolesOf, rolesText } from './roles.ts';
import { bandAt, bandsOf, qualitiesOf, qualityAt, type Units } from './variables.ts';
import { classWords, minuteOf, numberWords, stateWords } from './words.ts';

export interface Row {
  readonly scene: InspectedScene;
  readonly roles: readonly Role[];
}

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly numeric: boolean;
  /** What it is sorted by; null comes last either way. */
  readonly value: (row: Row) => number | string | null;
  /** '' where there is nothing to tell. */
  readonly text: (row: Row) => string;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

export function rowsOf(inspection: Inspection): readonly Row[] {
  return inspection.scenes.map((scene, index) => ({ scene, roles: rolesOf(inspection, index) }));
}

export function columnsOf(inspection: Inspection, units: Units): readonly Column[] {
  return [
    {
      key: 'date',
      title: 'Date (UTC)',
      numeric: false,
      value: ({ scene }) => scene.datetime,
      text: ({ scene }) => minuteOf(scene.datetime),
    },
    words('roles', 'Mosaics', ({ roles }) => rolesText(roles)),
    words('state', 'State', ({ scene }) => stateWords(scene)),
    ...qualitiesOf([inspection]).map((quality) =>
      numbers(`quality:${quality.layers[0]!}`, quality.name, (scene) => qualityAt(quality, scene)),
    ),
    ...bandsOf([inspection]).flatMap((band) => {
      const of = (scene: InspectedScene) => bandAt(band, scene, units);
      const value = numbers(`band:${band.name}`, band.name, (scene) => of(scene)?.value ?? null);
      const spread = numbers(`spread:${band.name}`, `± ${band.name}`, (scene) => of(scene)?.spread ?? null);
      return inspection.place.kind === 'box' ? [value, spread] : [value];
    }),
    {
      key: 'class',
      title: 'SCL class',
      numeric: false,
      value: ({ scene }) => scene.sceneClass,
      text: ({ scene }) => (scene.sceneClass === null ? '' : classWords(scene.sceneClass)),
    },
    ...(inspection.place.kind === 'box' ? [numbers('valid', 'Valid %', ({ valid }) => valid * 100)] : []),
    numbers('cloud', 'Cloud %', ({ cloudCover }) => cloudCover),
    numbers('orbit', 'Orbit', ({ relativeOrbit }) => relativeOrbit),
    numbers('angle', 'View °', ({ viewAngle }) => viewAngle),
    words('sensor', 'Sensor', ({ scene }) => scene.sensor ?? ''),
    words('baseline', 'Baseline', ({ scene }) => scene.baseline ?? ''),
    words('scene', 'Scene', ({ scene }) => scene.index),
  ];
}

/** In the order of a column; rows that are equal there by date. */
export function sorted(
  rows: readonly Row[],
  columns: readonly Column[],
  { key, descending }: Sorting,
): readonly Row[] {
  const column = columns.find((column) => column.key === key) ?? columns[0]!;
  return rows.toSorted((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    const order = compare(left, right);
    const turned = descending && left !== null && right !== null ? -order : order;
    return turned || a.scene.datetime - b.scene.datetime;
  });
}

function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

function numbers(key: string, title: string, of: (scene: InspectedScene) => number | null): Column {
  return {
    key,
    title,
    numeric: true,
    value: ({ scene }) => of(scene),
    text: ({ scene }) => {
      const value = of(scene);
      return value === null ? '' : numberWords(value);
    },
  };
}

function words(key: string, title: string, text: (row: Row) => string): Column {
  return { key, title, numeric: false, value: (row) => text(row) || null, text };
}
