import { expect, test, vi } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError, isAbort } from '../errors.ts';
import type { Scene } from '../scene/scene.ts';
import type { Inspection } from './inspection.ts';
import { inspected, pointAt, statesOf, valueAt, type Pixel } from './testing/inspected.ts';

const seed = 20260712;
const collection = ee.ImageCollection('fake');
const best = { image: collection.qualityMosaic('q') };
const worst = {
  image: collection
    .map((scene) => scene.addBands(scene.select('q').multiply(-1).rename('low')))
    .qualityMosaic('low'),
};
const first = { column: 3, row: 7 };

type Given = Awaited<ReturnType<typeof inspected>>;

function randomPixels(count: number): Pixel[] {
  const random = randomNumbers(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  return Array.from({ length: count }, () => ({ column: below(250), row: below(250) }));
}

const nameOf = ({ acquisition, id }: Scene): string => acquisition ?? id;

/** Who is what at a pixel, by acquisition: of cuts the best counts; the last of equals is ahead. */
function contest({ fake, scenes }: Given, at: Pixel, rank: (scene: number) => number | null) {
  const entries = scenes.flatMap((scene, i) => {
    const quality = rank(i);
    const { reference } = scene;
    const hasData = reference === undefined || valueAt(fake, i, reference, at) !== null;
    return quality === null || !hasData ? [] : [{ i, quality, name: nameOf(scene) }];
  });
  const ahead = entries.toSorted((a, b) => b.quality - a.quality || b.i - a.i);
  const ranked = ahead.filter(({ name }, i) => ahead.findIndex((other) => other.name === name) === i);
  const [winner, second] = ranked;
  const ties = ranked.slice(1).filter(({ quality }) => quality === winner!.quality);
  return {
    winner: winner?.name ?? null,
    runnerUp: second?.name ?? null,
    ties: ties.map(({ name }) => name).toSorted(),
    margin: winner && second ? winner.quality - second.quality : null,
    qualities: Object.fromEntries(ranked.map(({ name, quality }) => [name, quality])),
  };
}

/** The same as it was told. */
function told({ scenes: listed }: Given, { mosaics, scenes }: Inspection, layer: string) {
  const names = scenes.map(({ id }) => nameOf(listed.find((scene) => scene.id === id)!));
  const name = (at: number | null) => (at === null ? null : names[at]!);
  const { winner, runnerUp, ties, margin } = mosaics.find((mosaic) => mosaic.layer === layer)!;
  const qualities = scenes.map((scene, i) => [names[i]!, scene.qualities[layer] ?? null] as const);
  return {
    winner: name(winner),
    runnerUp: name(runnerUp),
    ties: ties.map((at) => names[at]!).toSorted(),
    margin,
    qualities: Object.fromEntries(qualities.filter(([, quality]) => quality !== null)),
  };
}

function expectTruth(given: Given, inspection: Inspection, at: Pixel): void {
  const { fake, scenes } = given;
  const where = `seed ${seed}, pixel ${at.column}, ${at.row}`;
  const q = (scene: number) => valueAt(fake, scene, 'q', at);
  expect(told(given, inspection, 'best'), where).toEqual(contest(given, at, q));
  const low = (scene: number) => (q(scene) === null ? null : -q(scene)!);
  expect(told(given, inspection, 'worst'), where).toEqual(contest(given, at, low));
  // A plain collection ranks nothing: the last that is there lies on top.
  const last = contest(given, at, (scene) => (valueAt(fake, scene, 'red', at) === null ? null : 1));
  const plain = { winner: last.winner, runnerUp: null, ties: [], margin: null, qualities: {} };
  expect(told(given, inspection, 'collection'), where).toEqual(plain);
  for (const { id, values, state, valid } of inspection.scenes) {
    const i = scenes.findIndex((scene) => scene.id === id);
    const expected = ['red', 'green', 'q'].map((band) => [
      band,
      { value: valueAt(fake, i, band, at), spread: null },
    ]);
    expect(values, `${id}, ${where}`).toEqual(Object.fromEntries(expected));
    const there = Object.values(values).some(({ value }) => value !== null);
    expect([state, valid], `${id}, ${where}`).toEqual(there ? ['read', 1] : ['masked', 0]);
  }
}

const layers = { collection: { image: collection }, best, worst };
const kinds: Readonly<Record<string, (scene: number) => Partial<Scene>>> = {
  'scenes of their own': () => ({}),
  'scenes with a reference band': (i) => (i % 3 === 1 ? {} : { reference: 'green' }),
  'cuts of one acquisition': (i) => (i % 4 === 3 ? {} : { acquisition: `pass-${Math.floor(i / 4)}` }),
};

test.each(Object.keys(kinds))('Winner, runner-up, ties and margin are a plain loop’s: %s', async (kind) => {
  const given = await inspected({ seed, layers, particular: kinds[kind] });
  const kept = new Set(given.scenes.map(nameOf)).size;
  let ties = 0;
  let margins = 0;
  for (const at of randomPixels(120)) {
    const inspection = await given.inspect({ place: pointAt(given.fake, at), rest: true });
    expect(inspection.scenes).toHaveLength(kept);
    expect(inspection.rest).toBeNull();
    for (const { provisional, error } of inspection.mosaics)
      expect([provisional, error]).toEqual([false, null]);
    expectTruth(given, inspection, at);
    ties += inspection.mosaics[1]!.ties.length;
    margins += Number((inspection.mosaics[1]!.margin ?? 0) > 0);
  }
  expect(ties).toBeGreaterThan(10);
  expect(margins).toBeGreaterThan(10);
});

test('What is not here is told as not read, without a request', async () => {
  const given = await inspected({ seed, layers: { best } });
  const { fake, far, keep, inspect } = given;
  const place = pointAt(fake, first);
  const nothing = await inspect({ place, rest: false });
  expect(statesOf(nothing)).toEqual(fake.list.scenes.map(({ id }) => `${id}: not-read`));
  for (const { values, chip } of nothing.scenes) expect([values, chip]).toEqual([{}, null]);
  expect(nothing.mosaics).toMatchObject([{ winner: null, runnerUp: null, ties: [], provisional: true }]);
  expect(nothing.rest).toMatchObject({ scenes: 9 });
  expect(nothing.rest!.bytes).toBeGreaterThan(0);
  expect(nothing.readFrom).toBeNull();
  expect(far.asked).toEqual([]);

  const here = [1, 2, 4, 5];
  for (const scene of here) await keep(scene, ['q', 'red', 'green']);
  const asked = far.asked.length;
  const some = await inspect({ place, rest: false });
  expect(far.asked).toHaveLength(asked);
  const known = some.scenes.flatMap(({ state }, i) => (state === 'not-read' ? [] : [i]));
  expect(known).toEqual(here);
  expect(some.mosaics[0]!.provisional).toBe(true);
  const rank = (scene: number) => (here.includes(scene) ? valueAt(fake, scene, 'q', first) : null);
  expect(told(given, some, 'best')).toEqual(contest(given, first, rank));
  expect(some.rest!.scenes).toBe(5);
  expect(some.rest!.bytes).toBeLessThan(nothing.rest!.bytes);
});

test('A scene of which the ranking band alone is here competes, and its colours are not read', async () => {
  const { fake, scenes, keep, inspect } = await inspected({ seed, layers: { best } });
  for (const scene of scenes.keys()) await keep(scene, ['q']);
  const { mosaics, rest, ...told } = await inspect({ place: pointAt(fake, first), rest: false });
  const q = scenes.map((_, i) => valueAt(fake, i, 'q', first));
  expect(told.scenes.map(({ values }) => values)).toEqual(q.map((value) => ({ q: { value, spread: null } })));
  expect(mosaics[0]!.winner).toBe(q.lastIndexOf(Math.max(...q.map((value) => value ?? 0))));
  expect(rest).toMatchObject({ scenes: 9 });
});

test('Parts are told while the rest is read, each with more', async () => {
  let time = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 1000));
  const given = await inspected({ seed, layers: { best }, count: 30 });
  const parts: { read: number; done: number; wanted: number }[] = [];
  const whole = await given.inspect({
    place: pointAt(given.fake, first),
    rest: true,
    onPart: ({ scenes }, { scenesDone, scenesWanted }) => {
      const read = scenes.filter(({ state }) => state !== 'not-read').length;
      parts.push({ read, done: scenesDone, wanted: scenesWanted });
    },
  });
  clock.mockRestore();
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.every(({ wanted }) => wanted === 30)).toBe(true);
  expect(parts.map(({ read }) => read)).toEqual(parts.map(({ read }) => read).toSorted((a, b) => a - b));
  expect(parts[0]!.read).toBeGreaterThan(0);
  expect(parts[0]!.read).toBeLessThan(30);
  expect(statesOf(whole).filter((state) => state.endsWith('not-read'))).toEqual([]);
  // Each band of each scene once.
  expect(given.far.reads().toSorted()).toEqual([...new Set(given.far.reads())].toSorted());
  expect(given.far.reads()).toHaveLength(90);
});

test('An abort ends all reading and is told as one', async () => {
  const { fake, far, inspect } = await inspected({ seed, layers: { best }, count: 30 });
  const job = new AbortController();
  far.hold();
  const parts: Inspection[] = [];
  const inspecting = inspect({
    place: pointAt(fake, first),
    rest: true,
    signal: job.signal,
    onPart: (part) => parts.push(part),
  });
  const failed = inspecting.catch((error: unknown) => error);
  await vi.waitUntil(() => far.asked.length >= 6);
  const { length } = far.asked;
  expect(length).toBeLessThan(90);
  job.abort();
  expect(isAbort(await failed)).toBe(true);
  expect(far.asked.every(({ signal }) => signal!.aborted)).toBe(true);
  far.release();
  await new Promise((resolve) => setTimeout(resolve));
  expect(far.asked).toHaveLength(length);
  expect(parts).toEqual([]);

  const late = inspect({ place: pointAt(fake, first), rest: true, signal: job.signal });
  expect(isAbort(await late.catch((error: unknown) => error))).toBe(true);
  expect(far.asked).toHaveLength(length);
});

test.each(['fake:2/red', 'describe fake:2/q'])(
  'A scene that fails is told with its sentence (%s)',
  async (what) => {
    const given = await inspected({ seed, layers: { best } });
    const { fake, far, inspect } = given;
    far.broken.set(what, new BestpixelError('truncated', 'the file ends early'));
    for (const at of randomPixels(20)) {
      const inspection = await inspect({ place: pointAt(fake, at), rest: true });
      expect(statesOf(inspection)[2]).toBe('scene-2: failed: the file ends early.');
      expect(statesOf(inspection).filter((state) => state.includes('failed'))).toHaveLength(1);
      const rank = (scene: number) => (scene === 2 ? null : valueAt(fake, scene, 'q', at));
      expect(told(given, inspection, 'best')).toEqual(contest(given, at, rank));
      const red = inspection.scenes.map(({ values }) => values['red']?.value);
      const expected = fake.list.scenes.map((_, i) => valueAt(fake, i, 'red', at));
      expect(red.toSpliced(2, 1)).toEqual(expected.toSpliced(2, 1));
    }
  },
);
