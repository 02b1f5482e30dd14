import type { Polygon } from 'geojson';
import type { LngLatBounds } from '../../grid/grid.ts';
import { everything, type SceneQuery } from '../../scene/query.ts';
import type { SceneList } from '../../scene/scene.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi, type FakeApiOptions } from './fake-api.ts';

export const area: LngLatBounds = { west: 10, south: 45, east: 11, north: 46 };

/** A catalog before an API in memory, whose collection "c" is searched in an area. */
export function searchSetUp(options: FakeApiOptions = {}) {
  const api = new FakeApi(options);
  const catalog = new Catalog({ http: api, base: 'https://app.test/' });
  const address = `${api.root}/collections/c`;
  const load = (query: Partial<SceneQuery> = {}, where: LngLatBounds | null = area): Promise<SceneList> =>
    catalog.load({ ...everything(address), ...query }, { area: where });
  return { api, catalog, address, load };
}

/** The start of a day of July 2020, in milliseconds since 1970. */
export function day(day: number): number {
  return Date.UTC(2020, 6, day);
}

export function idsOf(list: SceneList): string[] {
  return list.scenes.map((scene) => scene.id);
}

export function boxOf(west: number, south: number, east: number, north: number): Polygon {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}
