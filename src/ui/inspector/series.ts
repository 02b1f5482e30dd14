import type { InspectedBand, InspectedPlace, Inspection } from '../../engine/inspection.ts';
import type { Cell } from '../csv-text.ts';
import type { Row } from './columns.ts';
import { type Role, type RoleKind, rolesOf } from './roles.ts';
import { bandAt, bandsOf, isScaled, type Units } from './variables.ts';
import { classWords } from './words.ts';

/** What is known of a pin, and how it is called. */
export interface SeriesPin {
  readonly name: string;
  readonly inspection: Inspection;
}

/** One pin and scene. */
export interface SeriesRow extends Row {
  readonly pin: SeriesPin;
}

/** As it leaves the page, in whatever format. */
export interface SeriesColumn {
  readonly title: string;
  readonly of: (row: SeriesRow) => Cell;
}

export function seriesRows(pins: readonly SeriesPin[]): readonly SeriesRow[] {
  return pins.flatMap((pin) =>
    pin.inspection.scenes.map((scene, index) => ({ pin, scene, roles: rolesOf(pin.inspection, index) })),
  );
}

export function seriesColumns(pins: readonly SeriesPin[], units: Units): readonly SeriesColumn[] {
  const inspections = pins.map(({ inspection }) => inspection);
  const boxes = inspections.some(({ place }) => place.kind === 'box');
  const mosaics = new Map(
    inspections.flatMap(({ mosaics }) => mosaics.map(({ layer, name }) => [layer, name] as const)),
  );
  return [
    { title: 'pin', of: ({ pin }) => pin.name },
    ...placeColumns(boxes),
    { title: 'date (UTC)', of: ({ scene }) => new Date(scene.datetime).toISOString() },
    { title: 'scene', of: ({ scene }) => scene.id },
    { title: 'system:index', of: ({ scene }) => scene.index },
    { title: 'state', of: ({ scene }) => scene.state },
    { title: 'why it failed', of: ({ scene }) => scene.sentence },
    ...[...mosaics].map(([layer, name]) => ({
      title: `quality of ${name}`,
      of: ({ scene }: SeriesRow) => scene.qualities[layer] ?? null,
    })),
    ...bandsOf(inspections).flatMap((band) => bandColumns(band, units, boxes)),
    { title: 'valid share (0 to 1)', of: ({ scene }) => scene.valid },
    {
      title: 'SCL class',
      of: ({ scene: { sceneClass } }) => (sceneClass === null ? null : classWords(sceneClass)),
    },
    { title: 'cloud cover (%)', of: ({ scene }) => scene.cloudCover },
    { title: 'relative orbit', of: ({ scene }) => scene.relativeOrbit },
    { title: 'view angle (degrees)', of: ({ scene }) => scene.viewAngle },
    { title: 'sensor', of: ({ scene }) => scene.sensor },
    { title: 'baseline', of: ({ scene }) => scene.baseline },
    { title: 'winner of', of: ({ roles }) => namesOf(roles, 'winner') },
    { title: 'second of', of: ({ roles }) => namesOf(roles, 'second') },
    { title: 'same quality as the winner of', of: ({ roles }) => namesOf(roles, 'tie') },
    { title: 'pixel (m)', of: ({ pin }) => pin.inspection.metres },
    { title: 'read from (m)', of: ({ pin }) => pin.inspection.readFrom },
  ];
}

function placeColumns(boxes: boolean): readonly SeriesColumn[] {
  const side = (title: string, of: (place: ReturnType<typeof boundsOf>) => number): SeriesColumn => ({
    title: `${title} (degrees)`,
    of: ({ pin }) => of(boundsOf(pin.inspection.place)),
  });
  if (!boxes) return [side('longitude', ({ west }) => west), side('latitude', ({ south }) => south)];
  return [
    side('west', ({ west }) => west),
    side('south', ({ south }) => south),
    side('east', ({ east }) => east),
    side('north', ({ north }) => north),
  ];
}

function boundsOf(place: InspectedPlace) {
  if (place.kind === 'box') return place.bounds;
  const { lng, lat } = place.at;
  return { west: lng, south: lat, east: lng, north: lat };
}

function bandColumns(band: InspectedBand, units: Units, boxes: boolean): readonly SeriesColumn[] {
  const scaled = units === 'scaled' && isScaled(band);
  const unit = scaled ? `stored · ${band.scale} + ${band.offset}` : 'stored';
  const value = { title: `${band.name} (${unit})`, of: valueOf(band, units, 'value') };
  if (!boxes) return [value];
  const spread = { title: `${band.name} standard deviation (${unit})`, of: valueOf(band, units, 'spread') };
  return [value, spread];
}

/** Of its own pin's scale. */
function valueOf(band: InspectedBand, units: Units, part: 'value' | 'spread') {
  return ({ pin, scene }: SeriesRow): Cell => {
    const own = pin.inspection.bands.find(({ name }) => name === band.name) ?? band;
    return bandAt(own, scene, units)?.[part] ?? null;
  };
}

function namesOf(roles: readonly Role[], kind: RoleKind): Cell {
  return roles
    .filter((role) => role.kind === kind)
    .map(({ mosaic }) => mosaic.name)
    .join('; ');
}
