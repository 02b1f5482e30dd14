import { expect, it } from 'vitest';
import type { Compare } from '../choice/compare.ts';
import type { LngLat } from '../grid/grid.ts';
import type { Viewer } from '../viewer.ts';
import type { CompareDesk } from './compare-desk.ts';
import { LayersDesk } from './layers-desk.ts';

/** A desk over a map of 360 pixels that shows longitudes -180 … 180; every layer has a winner everywhere. */
function setUp(compare: Compare | null) {
  let point: (at: LngLat | null) => void = () => {};
  const layers = ['collection', 'best'].map((id) => ({
    id,
    name: id,
    shown: true,
    opacity: 1,
    aspect: 'pixels',
    recipe: null,
  }));
  const view = {
    compare,
    blink: null as 'left' | 'right' | null,
    onPointer: (listener: typeof point) => {
      point = listener;
      return () => {};
    },
  };
  const provenance = { winnerAt: () => ({ scene: 'a' }), pendingOf: () => [] };
  const viewer = {
    on: () => () => {},
    map: {
      getCenter: () => ({ lng: 0 }),
      getCanvas: () => ({ clientWidth: 360 }),
      project: ([lng]: [number]) => ({ x: lng + 180 }),
    },
    stage: { view, engine: { layers, provenance }, listeners: { emit: () => {} } },
  };
  const desk = new LayersDesk({
    viewer: viewer as unknown as Viewer,
    compare: {} as CompareDesk,
    own: () => [],
  });
  const under = (lng: number) => {
    point({ lng, lat: 0 });
    return desk.under?.winner?.layer ?? null;
  };
  return { under, view };
}

it('tells of the topmost layer under the pointer', () => {
  expect(setUp(null).under(-10)).toBe('best');
});

it('tells of what lies on the pointer’s side of the line', () => {
  const { under, view } = setUp({ left: ['collection'], right: ['best'], position: 0.5 });
  expect([-100, 100, 190].map(under)).toEqual(['collection', 'best', 'collection']);
  view.blink = 'right';
  expect(under(-100)).toBe('best');
});
