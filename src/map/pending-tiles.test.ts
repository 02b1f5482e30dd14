import type { Map } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { PendingTiles } from './pending-tiles.ts';

const tile = (x: number) => ({ z: 12, x, y: 7 });

/** Time passes by hand. */
function setUp() {
  const drawn: number[] = [];
  const sources = new Set<string>();
  let due: (() => void) | null = null;
  const setData = ({ features }: { features: unknown[] }) => void drawn.push(features.length);
  const map = {
    getLayer: () => ({}),
    getSource: (id: string) => (sources.has(id) ? { setData } : undefined),
    addSource: (id: string, { data }: { data: { features: unknown[] } }) => {
      sources.add(id);
      setData(data);
    },
    addLayer: () => {},
  };
  const pending = new PendingTiles(map as unknown as Map, (_, run) => {
    due = run;
    return () => (due = null);
  });
  const wait = () => {
    due?.();
    due = null;
  };
  return { pending, drawn, sources, wait, isWaiting: () => due !== null };
}

it('marks what takes its time, and follows it until it is done', () => {
  const { pending, drawn, wait } = setUp();
  pending.set([tile(1), tile(2)]);
  expect(drawn).toEqual([]);
  pending.set([tile(1), tile(2), tile(3)]);
  wait();
  pending.set([tile(3)]);
  pending.set([tile(3)]);
  pending.set([]);
  expect(drawn).toEqual([3, 1, 0]);
});

it('marks nothing that is done soon', () => {
  const { pending, drawn, wait, isWaiting } = setUp();
  pending.set([tile(1)]);
  pending.set([]);
  expect(isWaiting()).toBe(false);
  wait();
  expect(drawn).toEqual([]);
});

it('comes back with a style that was rebuilt', () => {
  const { pending, drawn, sources, wait } = setUp();
  pending.set([tile(1)]);
  wait();
  sources.clear();
  pending.set([tile(1)]);
  expect(drawn).toEqual([1, 1]);
});
