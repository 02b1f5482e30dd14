import { afterEach, expect, it } from 'vitest';
import { allOf, type Choice, type Place } from '../choice/choice.ts';
import { boxPlace } from '../choice/place.ts';
import { addressWith } from '../choice/address.ts';
import { DataDesk } from './data-desk.ts';
import { RuleDesk } from './rule-desk.ts';
import { makeSource } from '../engine/testing/fake-scenes.ts';
import { BestpixelError } from '../errors.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { makeList, makeScene } from '../scene/testing/make.ts';
import { Sources } from '../sources.ts';
import { openViewer, type Viewer } from '../viewer.ts';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((each) => each()));

const here = { west: 5, south: 52, east: 5.4, north: 52.3 };
const far = { west: 140, south: -30, east: 140.4, north: -29.7 };
const id = 'local/1';

/** What the page's address was set to, and a way to write into it. */
class FakePage {
  readonly location = { hash: '', search: '', pathname: '/' } as Location;
  readonly history = {
    state: null,
    replaceState: (_state: unknown, _title: string, url: string) => {
      this.location.hash = url.slice(url.indexOf('#'));
    },
  } as unknown as History;
  readonly #heard = new Set<() => void>();

  addEventListener(_type: string, heard: EventListenerOrEventListenerObject): void {
    this.#heard.add(heard as () => void);
  }

  removeEventListener(_type: string, heard: EventListenerOrEventListenerObject): void {
    this.#heard.delete(heard as () => void);
  }

  write(hash: string): void {
    this.location.hash = hash;
    for (const heard of this.#heard) heard();
  }
}

/** Of a file that cannot be read. */
function sceneOf(name: string, bounds: Scene['bounds'] = here): Scene {
  const { west, south, east, north } = bounds!;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const source = makeSource('', { href: new Blob(['none']), dtype: 'uint16', nodata: { dataset: 0 } });
  const probability = makeSource('', { href: new Blob(['none']), dtype: 'uint8', nodata: { never: 0 } });
  return makeScene({
    id: name,
    bounds,
    footprint: { type: 'Polygon', coordinates: [ring] },
    properties: { 'system:index': name },
    bands: new Map([...['B4', 'B3', 'B2'].map((band) => [band, source] as const), ['cloud', probability]]),
  });
}

async function setUp(
  scenes: readonly Scene[],
  rejected: SceneList['rejected'] = [],
  synthetic = false,
): Promise<{ desk: DataDesk; viewer: Viewer; page: FakePage; sources: Sources }> {
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'width: 400px; height: 300px';
  const sources = new Sources({});
  sources.add(makeList(scenes, { id, rejected, synthetic }));
  const viewer = await openViewer(
    element,
    { projection: 'mercator', workers: 1, map: { center: [5.2, 52.15], zoom: 9 } },
    { sources },
  );
  viewer.on('error', () => {});
  const page = new FakePage();
  const desk = new DataDesk({
    viewer,
    sources,
    page: page as unknown as Window,
    choice: allOf(id),
    ask: async () => true,
  });
  undo.push(() => {
    desk.dispose();
    viewer.dispose();
    element.remove();
  });
  return { desk, viewer, page, sources };
}

const never = new AbortController().signal;
const looks = (viewer: Viewer) => viewer.layers.map(({ id, shown, opacity }) => ({ id, shown, opacity }));

it('what is set of the layers outlives leaving a scene out', async () => {
  const { desk, viewer } = await setUp([sceneOf('a'), sceneOf('b')]);
  await desk.show(allOf(id), never);
  const [, best, worst] = viewer.layers;
  best!.shown = false;
  worst!.shown = true;
  worst!.opacity = 0.5;
  const before = looks(viewer);
  await desk.show({ ...allOf(id), without: ['a'] }, never);
  expect(looks(viewer)).toEqual(before);
  expect(desk.scenes.map(({ index, state }) => [index, state === 'left-out'])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

it('what lies out of sight is estimated for the view that it will be shown in', async () => {
  const { desk, viewer } = await setUp([sceneOf('a'), sceneOf('b', far)]);
  const near = await desk.find({ ...allOf(id), place: boxPlace(here) }, never);
  expect(near).toMatchObject({ elsewhere: false, estimate: { bytes: expect.any(Number) } });
  const choice: Choice = { ...allOf(id), place: boxPlace(far) };
  const found = await desk.find(choice, never);
  expect(found.elsewhere).toBe(true);
  expect(found.estimate!.bytes).toBeGreaterThan(0);
  await desk.show(choice, never);
  expect(await desk.find(choice, never)).toMatchObject({ elsewhere: false, estimate: found.estimate });
  expect(viewer.map.getCenter().lng).toBeCloseTo(140.2, 3);
});

it('two who change what is shown at once both have their way', async () => {
  const { desk, page } = await setUp([sceneOf('a'), sceneOf('b'), sceneOf('c')]);
  await desk.show(allOf(id), never);
  const without = (index: string) => (now: Choice) => ({ without: [...now.without, index] });
  const dates = { from: '2000-01-01', to: '2100-01-01' };
  await Promise.all([
    desk.amend(without('a'), never),
    desk.amend({ dates }, never),
    desk.amend(without('b'), never),
  ]);
  expect(desk.choice).toEqual({ ...allOf(id), dates, without: ['a', 'b'] });
  expect(page.location.hash).toContain('without=a,b');
});

it('what is changed in part is given up where another collection comes', async () => {
  const { desk, sources } = await setUp([sceneOf('a'), sceneOf('b')]);
  sources.add(makeList([sceneOf('a')], { id: 'local/2' }));
  await desk.show(allOf(id), never);
  const other = desk.show(allOf('local/2'), never);
  await expect(desk.amend({ without: ['a'] }, never)).rejects.toMatchObject({ name: 'AbortError' });
  await other;
  expect(desk.choice).toEqual(allOf('local/2'));
});

it('a collection and a rule of one address are shown together, and the one before is ranked by its own', async () => {
  const { desk, viewer, page, sources } = await setUp([sceneOf('a')]);
  sources.add(makeList([sceneOf('b')], { id: 'local/2' }));
  await desk.show(allOf(id), never);
  const plain = { gate: null, tolerance: 0, target: null, weight: 1, expression: '' };
  const rule = { ...plain, kind: 'most-recent' as const };
  const rules = new RuleDesk({
    viewer,
    data: desk,
    page: page as unknown as Window,
    scriptOf: () => '',
    rule: null,
  });
  undo.push(() => rules.dispose());
  const set: [list: string, name: string][] = [];
  const setLayers = viewer.setLayers.bind(viewer);
  viewer.setLayers = (specs) => {
    const best = specs.find((spec) => spec.id === 'best')!;
    set.push([JSON.stringify(best.image).includes('local/2') ? 'local/2' : id, best.name!]);
    setLayers(specs);
  };
  const before = viewer.layers.find((layer) => layer.id === 'best')!.name;
  page.write(addressWith(page.location, { data: { choice: allOf('local/2'), rewrites: [] }, rule }));
  await expect.poll(() => desk.choice.collection).toBe('local/2');
  expect(rules.rule).toEqual(rule);
  const after = viewer.layers.find((layer) => layer.id === 'best')!.name;
  expect(after).not.toBe(before);
  expect(set).toEqual([['local/2', after]]);
  expect(page.location.hash).toContain('rule=');
});

it('real scenes in place of made-up ones cost what the view takes that they will be shown in', async () => {
  const { desk, viewer } = await setUp([sceneOf('a')], [], true);
  const place: Place = { type: 'Point', coordinates: [5.2, 52.15] };
  await desk.show({ ...allOf(id), place }, never);
  viewer.stage.view.fit({ west: 5.1, south: 52.05, east: 5.3, north: 52.25 }, false);
  viewer.stage.view.look();
  const there = desk.realHere!.bytes!;
  expect(there).toBeGreaterThan(1e5);
  // Beside the place, where its scenes end, and far from it.
  for (const lng of [5.86, 100]) {
    viewer.map.jumpTo({ center: [lng, 52.15], zoom: 10 });
    viewer.stage.view.look();
    expect(desk.realHere!.bytes).toBe(there);
  }
});

it('other mirrors in the address are read from, and told', async () => {
  const { desk, page, viewer } = await setUp([sceneOf('a')]);
  await desk.show(allOf(id), never);
  let told = 0;
  desk.on('change', () => told++);
  const retries = countRetries(viewer);
  page.write(`${page.location.hash}&rewrite=https://a.test/>https://b.test/`);
  await expect.poll(() => desk.rewrites).toEqual([{ from: 'https://a.test/', to: 'https://b.test/' }]);
  expect(retries()).toBe(1);
  expect(told).toBeGreaterThan(0);
  page.write(page.location.hash);
  expect(retries()).toBe(1);
});

function countRetries(viewer: Viewer): () => number {
  let count = 0;
  const retry = viewer.retry.bind(viewer);
  viewer.retry = () => {
    count++;
    retry();
  };
  return () => count;
}

it('where nothing is left to show, what could not be used is said', async () => {
  const noDate = new BestpixelError('bad-stac', 'it has no datetime', { remedy: 'Tell the provider.' });
  const none = await setUp(
    [],
    [
      { id: 'a', error: noDate },
      { id: 'b', error: noDate },
    ],
  );
  await expect(none.desk.show(allOf(id), never)).rejects.toMatchObject({
    message: 'no scene matches that can be used; 2 items were left out, the first: it has no datetime',
    where: 'a',
    remedy: 'Tell the provider.',
  });
  const { desk } = await setUp([sceneOf('a')]);
  await expect(desk.show({ ...allOf(id), without: ['a'] }, never)).rejects.toMatchObject({
    message: 'no scene matches',
    remedy: expect.stringContaining('Widen the dates'),
  });
});
