import type { StacItem } from 'stac-ts';
import { makeItem } from './make-item.ts';

/** An Item of a collection "c" with a box of a footprint, on a day of July 2020 at noon, unless told otherwise. */
export function makeBoxItem(fields: {
  readonly id: string;
  /** West and south; the box is half a degree wide and high. */
  readonly at?: readonly [lng: number, lat: number];
  readonly size?: number;
  readonly day?: number;
  readonly datetime?: string;
  readonly collection?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}): StacItem {
  const { id, at: [west, south] = [10, 45], size = 0.5, day = 1, collection = 'c', properties } = fields;
  const datetime = fields.datetime ?? new Date(Date.UTC(2020, 6, day, 12)).toISOString();
  const [east, north] = [west + size, south + size];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return makeItem({
    id,
    collection,
    geometry: { type: 'Polygon', coordinates: [ring] },
    bbox: [west, south, east, north],
    properties: { datetime, ...properties },
    assets: { red: { href: `https://files.test/${id}.tif`, type: 'image/tiff; application=geotiff' } },
  }) as unknown as StacItem;
}

/** So many of these items, one a day. */
export function makeBoxItems(
  count: number,
  fields: Partial<Parameters<typeof makeBoxItem>[0]> = {},
): StacItem[] {
  return Array.from({ length: count }, (_, i) =>
    makeBoxItem({ ...fields, id: `${fields.id ?? 'item'}-${String(i).padStart(4, '0')}`, day: i + 1 }),
  );
}
