import { expect, it } from 'vitest';
import type { Carried } from '../compose/carried.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { drawItems } from './draw-items.ts';
import type { Layer } from './layer.ts';
import type { Mosaic } from './mosaic.ts';
import { makeLayer } from './testing/layers.ts';
import { viewOf } from './testing/place.ts';
import { TileEntry } from './tile-entry.ts';

const names = ['a', 'b', 'c', 'd', 'red'];
const carriedOf = (name: string): Carried => ({ name }) as unknown as Carried;

/** Puts a tile on a layer that has so many groups of three carried bands, and is final or under way. */
function putTile(layer: Layer, at: readonly [number, number], { groups = 2, final = true, z = 12 } = {}) {
  const [id] = viewOf([at], { z }).tiles;
  const quality = { op: 'const', value: 1 } as const;
  const bands = names.map((name) => ({ name, expr: quality }));
  const carried = [carriedOf(`${keyOf(id!)} 0`), carriedOf(`${keyOf(id!)} 1`)].slice(0, groups);
  const mosaic = { parts: [{ selection: { quality, bands }, carried }] } as unknown as Mosaic;
  const tile = Object.create(TileEntry.prototype, {
    mosaic: { value: mosaic },
    isFinal: { value: final },
  }) as TileEntry;
  layer.tiles.set(keyOf(id!), tile);
  return { id: id!, carried };
}

it('finds each band in its group of three', () => {
  const layer = makeLayer({});
  const { carried, id } = putTile(layer, [0, 0]);
  const items = drawItems(layer, viewOf([[0, 0]]));
  expect(items).toEqual([{ area: id, part: [0, 0, 1], bands: [{ carried: carried[1], band: 1 }] }]);
});

it('draws nothing of a tile whose bands are still to come', () => {
  const layer = makeLayer({});
  putTile(layer, [0, 0], { groups: 1, final: false });
  expect(drawItems(layer, viewOf([[0, 0]]))).toEqual([]);
});

it('lets the parent stand in below a tile that is under way', () => {
  const layer = makeLayer({});
  const parent = putTile(layer, [0, 0], { z: 11 });
  const own = putTile(layer, [0, 0], { final: false });
  const items = drawItems(layer, viewOf([[0, 0]]));
  expect(items.map(({ bands }) => bands[0]!.carried)).toEqual([parent.carried[1], own.carried[1]]);
  // 873 and 1549 are odd: the lower right quarter of the parent.
  expect(items[0]!.part).toEqual([0.5, 0.5, 0.5]);
});

it('draws each copy of the world', () => {
  const layer = makeLayer({});
  const { id } = putTile(layer, [0, 0]);
  const view = { ...viewOf([[0, 0]]), tiles: [id, { ...id, wrap: 1 }] };
  expect(drawItems(layer, view).map(({ area }) => area.wrap)).toEqual([0, 1]);
});

it('draws nothing before the layer is prepared', () => {
  const layer = makeLayer({});
  putTile(layer, [0, 0]);
  layer.prepared = null;
  expect(drawItems(layer, viewOf([[0, 0]]))).toEqual([]);
});
