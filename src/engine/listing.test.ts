import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { abortError } from '../net/abort.ts';
import { everything, type SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { makeList } from '../scene/testing/make.ts';
import { holdsArea } from './area.ts';
import { Listing } from './listing.ts';

const box = (west: number, south: number, width = 1, height = 1): LngLatBounds => ({
  west,
  south,
  east: west + width,
  north: south + height,
});
const wide = box(-40, -20, 80, 40);
const down = new BestpixelError('network', 'the server does not answer');
const refusal = new BestpixelError('no-area', 'it is too large to be listed whole');
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A source that answers on command; unless told otherwise it lists what meets the area. */
function setUp(query: SceneQuery = everything('api')) {
  const asked: {
    area: LngLatBounds | null;
    signal: AbortSignal;
    answer: (list?: SceneList) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const onChange = vi.fn();
  const listing = new Listing(query, {
    load: (_, { area, signal }) =>
      new Promise((resolve, reject) => {
        const list = makeList([], area ? { covers: area } : {});
        asked.push({ area, signal, answer: (other = list) => resolve(other), fail: reject });
        signal.addEventListener('abort', () => reject(abortError()));
      }),
    onChange,
  });
  return { listing, asked, onChange };
}

/** One that has a list for a place. */
async function setUpAt(area: LngLatBounds, fields: Partial<SceneList> = {}) {
  const made = setUp();
  made.listing.look(area);
  made.asked[0]!.answer(makeList([], { covers: made.asked[0]!.area!, ...fields }));
  await turn();
  made.listing.look(area);
  return made;
}

describe('the list of a source that answers for an area', () => {
  it('is asked for with a margin, and kept while the view stays within', async () => {
    const { listing, asked, onChange } = setUp();
    expect(listing.state).toBe('loading');
    listing.look(box(10, 40));
    listing.look(box(10.1, 40.1));
    expect(asked.map(({ area }) => area)).toEqual([box(9.75, 39.75, 1.5, 1.5)]);
    asked[0]!.answer();
    await turn();
    expect([listing.state, onChange.mock.calls.length]).toEqual(['ready', 1]);
    listing.look(box(10.25, 40.25));
    listing.look(box(10.4, 40.4, 0.1, 0.1));
    expect([listing.state, asked.length]).toEqual(['ready', 1]);
  });

  it('is asked for again where the view leaves it, and stays until another has come', async () => {
    const { listing, asked } = await setUpAt(box(10, 40));
    const before = listing.list;
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(11, 40));
    expect([listing.state, listing.list, asked.length]).toEqual(['loading', before, 2]);
    asked[1]!.answer();
    await turn();
    expect(listing.state).toBe('ready');
    expect(holdsArea(listing.list!.covers!, box(11, 40))).toBe(true);
  });

  it('is not asked for on the way of a view that moves, but where it rests', async () => {
    const { listing, asked, onChange } = await setUpAt(box(10, 40));
    for (let lng = 11; lng < 20; lng++) listing.look(box(lng, 40));
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(299);
    expect(onChange).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(onChange).toHaveBeenCalledTimes(2);
    listing.look(box(19, 40));
    expect(asked).toHaveLength(2);
    expect(holdsArea(asked[1]!.area!, box(19, 40))).toBe(true);
  });

  it('is no longer waited for where the view has left what was asked for, or has come back', async () => {
    const { listing, asked } = await setUpAt(box(10, 40));
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(20, 40));
    listing.look(box(30, 40));
    expect(asked[1]!.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(30, 40));
    listing.look(box(10, 40));
    expect([asked.length, asked[2]!.signal.aborted, listing.state]).toEqual([3, true, 'ready']);
  });

  it('is asked for across the antimeridian', () => {
    const { listing, asked } = setUp();
    listing.look({ west: 179, south: 0, east: -179, north: 1 });
    expect(asked[0]!.area).toEqual({ west: 178.5, south: -0.25, east: -178.5, north: 1.25 });
  });

  it('may be of narrower bounds than were asked for: there it is whole all the same', async () => {
    const { listing, asked } = await setUpAt(box(10, 40), { covers: box(10.2, 40.2, 0.1, 0.1) });
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(10, 40));
    expect([listing.state, asked.length]).toEqual(['ready', 1]);
    expect(holdsArea(listing.list!.covers!, box(10, 40))).toBe(true);
  });
});

describe('a view that is too wide to be searched', () => {
  it('is asked for whole once, and not again after a refusal', async () => {
    const { listing, asked } = setUp();
    listing.look(wide);
    expect(asked.map(({ area }) => area)).toEqual([null]);
    asked[0]!.fail(refusal);
    await turn();
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(-50, -20, 100, 40));
    expect([listing.state, listing.error, asked.length]).toEqual(['too-wide', null, 1]);
    listing.look(box(10, 40));
    expect([listing.state, asked.length]).toEqual(['loading', 2]);
  });

  it('lists nothing anew, and is ready again where the list covers it', async () => {
    const { listing, asked } = await setUpAt(box(10, 40));
    await vi.advanceTimersByTimeAsync(300);
    listing.look(wide);
    expect([listing.state, asked.length]).toEqual(['too-wide', 1]);
    listing.look(box(10, 40));
    expect([listing.state, asked.length]).toEqual(['ready', 1]);
  });

  it('shows a list that came whole', async () => {
    const { listing, asked } = setUp();
    listing.look(wide);
    asked[0]!.answer();
    await turn();
    for (const area of [wide, box(10, 40), box(100, -40), null]) listing.look(area);
    expect([listing.state, asked.length]).toEqual(['ready', 1]);
  });

  it('is searched where the query has a place', () => {
    const place = { type: 'Point' as const, coordinates: [10, 40] };
    const { listing, asked } = setUp({ ...everything('api'), place });
    listing.look(wide);
    expect(holdsArea(asked[0]!.area!, wide)).toBe(true);
  });
});

describe('a list that failed', () => {
  it('is told, keeps the one before, and is asked for again elsewhere or when told', async () => {
    const { listing, asked } = await setUpAt(box(10, 40));
    const before = listing.list;
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(12, 40));
    asked[1]!.fail(down);
    await turn();
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(12, 40));
    expect([listing.state, listing.error, listing.list, asked.length]).toEqual(['failed', down, before, 2]);
    listing.retry();
    listing.look(box(12, 40));
    expect([listing.state, listing.error, asked.length]).toEqual(['loading', null, 3]);
    asked[2]!.fail(down);
    await turn();
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(14, 40));
    expect(asked).toHaveLength(4);
    listing.look(box(10, 40));
    expect([listing.state, listing.error]).toEqual(['ready', null]);
  });

  it('in part is ready, and asked for again when told: what there is stays until then', async () => {
    const { listing, asked } = await setUpAt(box(10, 40), { partial: true });
    const part = listing.list;
    expect([listing.state, asked.length]).toEqual(['ready', 1]);
    listing.retry();
    listing.look(box(10, 40));
    expect([listing.state, listing.list, asked.length]).toEqual(['loading', part, 2]);
    asked[1]!.answer();
    await turn();
    listing.retry();
    listing.look(box(10, 40));
    expect([listing.state, listing.list === part, asked.length]).toEqual(['ready', false, 2]);
  });

  it('for a wide view is asked for again for a narrow one', async () => {
    const { listing, asked } = setUp();
    listing.look(wide);
    asked[0]!.fail(down);
    await turn();
    await vi.advanceTimersByTimeAsync(300);
    listing.look(wide);
    expect([listing.state, asked.length]).toEqual(['failed', 1]);
    listing.look(box(10, 40));
    expect(asked).toHaveLength(2);
  });

  it('by an abort of others is asked for again, and is no failure', async () => {
    const { listing, asked } = setUp();
    listing.look(box(10, 40));
    asked[0]!.fail(abortError());
    await turn();
    expect([listing.state, listing.error]).toEqual(['loading', null]);
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(10, 40));
    expect(asked).toHaveLength(2);
  });
});

describe('a list that was cut', () => {
  it('is asked for again for less than half of its area, and not for more', async () => {
    const { listing, asked } = await setUpAt(box(10, 40), { cutFrom: 1000 });
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(10, 40, 0.8, 0.8));
    expect(asked).toHaveLength(1);
    listing.look(box(10, 40, 0.5, 0.5));
    expect(asked).toHaveLength(2);
    asked[1]!.answer(makeList([], { cutFrom: 'more', covers: box(-20, 0, 60, 60) }));
    await turn();
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(10, 40, 0.5, 0.5));
    expect([listing.state, asked.length]).toEqual(['ready', 2]);
  });

  it('though it came for a wide view is asked for again for a narrow one', async () => {
    const { listing, asked } = setUp();
    listing.look(wide);
    asked[0]!.answer(makeList([], { cutFrom: 20_000 }));
    await turn();
    listing.look(wide);
    expect(listing.state).toBe('ready');
    await vi.advanceTimersByTimeAsync(300);
    listing.look(box(10, 40));
    expect(asked).toHaveLength(2);
  });
});

it('is asked for again when its source may answer otherwise, and stays until then', async () => {
  const { listing, asked } = await setUpAt(box(10, 40));
  const before = listing.list;
  listing.outdate();
  expect(listing.listWithin(null)).toBeNull();
  listing.look(box(10, 40));
  expect([listing.state, listing.list, asked.length]).toEqual(['loading', before, 2]);
  asked[1]!.answer();
  await turn();
  expect(listing.listWithin(box(10, 40))).toBe(listing.list);
  expect(listing.list).not.toBe(before);
});
