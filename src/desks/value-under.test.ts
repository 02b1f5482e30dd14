import { expect, it } from 'vitest';
import type { Layer } from '../engine/layer.ts';
import type { LngLat } from '../grid/grid.ts';
import { ValueUnder } from './value-under.ts';

const layer = (name: string) => ({ name }) as Layer;
const [margin, scenes] = [layer('margin'), layer('scenes')];
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Reads are answered by hand. */
function setUp() {
  const reads: {
    name: string;
    lng: number;
    give: (value: number | null) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const errors: unknown[] = [];
  const told: [number, string | undefined, number | undefined][] = [];
  const valueAt = ({ name }: Layer, { lng }: LngLat) =>
    new Promise<number | null>((give, fail) => reads.push({ name, lng, give, fail }));
  const values = new ValueUnder({ valueAt }, (error) => errors.push(error));
  const ask = (lng: number, ...layers: Layer[]) =>
    values.ask({
      layers,
      at: { lng, lat: 0 },
      tell: (found) => told.push([lng, found?.layer.name, found?.value]),
    });
  return { values, reads, errors, told, ask };
}

it('tells of the first layer that has a value', async () => {
  const { reads, told, ask } = setUp();
  ask(1, margin, scenes);
  reads[0]!.give(null);
  await turn();
  reads[1]!.give(5);
  await turn();
  expect(told).toEqual([[1, 'scenes', 5]]);
});

it('reads one place at a time, then the last that was asked for', async () => {
  const { reads, told, ask } = setUp();
  for (const lng of [1, 2, 3]) ask(lng, margin);
  expect(reads).toHaveLength(1);
  reads[0]!.give(0);
  await turn();
  reads[1]!.give(7);
  await turn();
  expect(told).toEqual([[1, 'margin', 0], [3, 'margin', 7]]); // prettier-ignore
  expect(reads.map(({ lng }) => lng)).toEqual([1, 3]);
});

it('tells nothing of what is forgotten, and goes on after a failure', async () => {
  const { values, reads, errors, told, ask } = setUp();
  ask(1, margin);
  values.forget();
  reads[0]!.give(4);
  await turn();
  ask(2, margin);
  reads[1]!.fail(new Error('broken'));
  await turn();
  ask(3, margin);
  reads[2]!.give(null);
  await turn();
  expect(told).toEqual([[3, undefined, undefined]]);
  expect(errors).toHaveLength(1);
});
