import { expect } from '@playwright/test';
import type { ApiManners, ApiRequest, StacApi } from '../stac/api.ts';

const known = {
  POST: ['collections', 'bbox', 'intersects', 'datetime', 'limit', 'sortby', 'fields', 'next', 'token'],
  query: ['query'],
  cql2: ['filter', 'filter-lang'],
  none: [],
};

/** What a search has that the specification, or an API of these manners, would refuse; empty: nothing. */
function faultsOf({ params }: ApiRequest, { language }: ApiManners): string[] {
  const names = new Set<string>([...known.POST, ...known[language]]);
  const { collections, bbox, intersects, datetime, limit = 0, sortby } = params;
  const span =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|\.\.)\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|\.\.)$/;
  const checks: Record<string, boolean> = {
    'parameters that are unknown': !Object.keys(params).every((name) => names.has(name)),
    'no collection': !collections?.length,
    'a box and a shape': bbox !== undefined && intersects !== undefined,
    'a box that is none': bbox !== undefined && !isBox(bbox),
    'a shape that is none': intersects !== undefined && !isShape(intersects.coordinates),
    'no interval': datetime === undefined || !span.test(datetime),
    'a page too large': !Number.isInteger(limit) || limit < 1 || limit > 100,
    'no order': sortby?.some(({ direction = '' }) => !['asc', 'desc'].includes(direction)) ?? false,
  };
  return Object.keys(checks).filter((what) => checks[what]);
}

function isBox(box: readonly number[]): boolean {
  const [west, south, east, north] = box as [number, number, number, number];
  return box.length === 4 && -180 <= west && west <= east && east <= 180 && -90 <= south && south <= north;
}

/** A position within the world, or rings that are closed. */
function isShape(coordinates: unknown): boolean {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
  const [first] = coordinates as unknown[];
  if (typeof first === 'number') return Math.abs(first) <= 180 && Math.abs(coordinates[1] as number) <= 90;
  const closed =
    !Array.isArray(first) ||
    typeof first[0] !== 'number' ||
    JSON.stringify(first) === JSON.stringify(coordinates.at(-1));
  return closed && coordinates.every(isShape);
}

/** Everything the API was asked is as it must be, by the specification and its own manners. */
export function expectSound(api: StacApi): void {
  expect(api.searches().length).toBeGreaterThan(0);
  for (const search of api.searches()) expect(faultsOf(search, api.manners)).toEqual([]);
}
