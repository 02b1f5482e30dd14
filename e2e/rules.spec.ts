import type { Page } from '@playwright/test';
import { expect, idle, openApp, test, unmark } from './support/app.ts';
import { computePixels } from './support/pixels.ts';
import { countPasses, since, tilesWanted, workOf } from './support/passes.ts';
import {
  colours,
  dayTo,
  eachOnce,
  frames,
  points,
  rule,
  ruleTo,
  sliderTo,
  winnersInTiles,
} from './support/rules.ts';
import { best, grid, scenesAlone, winnersByLoop } from './support/rule-truth.ts';

test.use({ viewport: { width: 900, height: 620 } });
const home = '#map=12.4/40.14/-103.19';

/** With nothing read but what this rule needs. */
const early = `${home}&rule=clear-sky;gate=0.1.3.8.9.10;target=2020-07-05`;

async function openRules(page: Page, site: Parameters<typeof openApp>[1], hash = home): Promise<void> {
  await openApp(page, site, hash);
  await idle(page);
  await unmark(page);
}

test('another date or weight over what is resident selects once per tile, and reads no byte', async ({
  page,
  site,
}) => {
  const passes = await countPasses(page);
  await openRules(page, site);
  await ruleTo(page, 'clear-sky');
  await idle(page);
  const days = [8, 20, 34, 49];
  // Every winner of these dates is read once.
  for (const day of days) {
    await dayTo(page, day);
    await idle(page);
  }
  const tiles = await tilesWanted(page, 'best');
  expect(tiles).toBeGreaterThan(0);
  for (const day of [20, 8, 49, 34]) {
    const [before, shown] = [await workOf(page, passes), await winnersInTiles(page)];
    await dayTo(page, day);
    expect((await idle(page)).complete).toBe(true);
    const work = since(await workOf(page, passes), before);
    expect(await winnersInTiles(page)).not.toEqual(shown);
    expect({ bytes: work.bytes, requests: work.requests, select: work.select }).toEqual({
      bytes: 0,
      requests: 0,
      select: tiles,
    });
    expect(work.gather).toBeGreaterThan(0);
  }
  const weightTo = (value: string): Promise<void> => sliderTo(page, 'Cloud against date', value);
  const weights = ['30', '60', '90'];
  for (const value of weights) {
    await weightTo(value);
    await idle(page);
  }
  for (const value of weights) {
    const before = await workOf(page, passes);
    await weightTo(value);
    expect((await idle(page)).complete).toBe(true);
    const { bytes, requests, select } = since(await workOf(page, passes), before);
    expect({ value, bytes, requests, select }).toEqual({ value, bytes: 0, requests: 0, select: tiles });
  }
});

test('another date reads the colour of new winners, no other file, and no byte twice', async ({
  page,
  site,
}) => {
  const began = site.host.requests.length;
  await openRules(page, site, early);
  const before = await winnersInTiles(page);
  const from = site.host.requests.length;
  const bytesRead = (): Promise<number> => page.evaluate(() => window.bestpixel!.stats().bytes);
  const bytesBefore = await bytesRead();
  await dayTo(page, 50);
  expect((await idle(page)).complete).toBe(true);
  const now = await winnersInTiles(page);
  const fresh = now.filter((id) => !before.includes(id));
  expect(fresh.length).toBeGreaterThan(0);
  const read = colours(site.host.requests.slice(from));
  expect(read.others).toEqual([]);
  expect(now).toEqual(expect.arrayContaining(read.scenes));
  expect(read.scenes).toEqual(expect.arrayContaining(fresh));
  for (const scene of fresh) expect(read.bands.get(scene)).toEqual(['B02', 'B03', 'B04']);
  // What was asked of those that did not win then may have been given up before it came.
  const isFresh = ({ path }: { readonly path: string }) => fresh.some((id) => path.includes(`/${id}/`));
  const kept = site.host.requests.slice(began, from).filter((request) => !isFresh(request));
  // The browser's own cache may ask again for what the page asked for once.
  const asked = eachOnce(site.host.requests.slice(from).filter(({ path }) => path.endsWith('.tif')));
  expect(colours([...eachOnce(kept), ...asked]).twice).toEqual([]);
  expect((await bytesRead()) - bytesBefore).toBe(asked.reduce((sum, { bytes }) => sum + bytes, 0));
});

test('until a new rule has its colour, every sampled place keeps its pixel, and the panel says so', async ({
  page,
  site,
}) => {
  await openRules(page, site, early);
  const pending = page.locator('.rule-pending');
  await expect(pending).toHaveAttribute('data-pending', 'false');
  const seen = await frames(page, points);
  const [old] = await seen.take();
  expect(new Set(old).size).toBeGreaterThan(points.length / 2);
  const from = site.host.requests.length;
  site.host.break(/\/B0[234]\.tif$/, { kind: 'stall' });
  await dayTo(page, 50);
  await expect(pending).toHaveAttribute('data-pending', 'true');
  await expect(pending).toHaveText('The map follows…');
  await expect
    .poll(() => site.host.requests.slice(from).some(({ path }) => path.endsWith('.tif')))
    .toBe(true);
  const waiting = [...(await seen.take()), ...(await seen.take())];
  for (const frame of waiting) expect(frame).toEqual(old);
  const outlined = () =>
    page.evaluate(() => {
      const { map } = window.bestpixel!;
      const layers = ['bestpixel-pending-edge'].filter((id) => map.getLayer(id));
      return layers.length > 0 && map.queryRenderedFeatures({ layers }).length > 0;
    });
  await expect.poll(outlined).toBe(true);
  await expect(page.locator('.time-told')).toContainText('pending');
  site.host.mend();
  expect((await idle(page)).complete).toBe(true);
  await expect(pending).toHaveAttribute('data-pending', 'false');
  await expect.poll(outlined).toBe(false);
  await expect(page.locator('.time-told')).not.toContainText('pending');
  const all = await seen.take();
  const last = all.at(-1)!;
  expect(last).not.toEqual(old);
  for (const frame of all)
    frame.forEach((colour, i) => expect([old![i], last[i]], `place ${i}`).toContain(colour));
  await seen.stop();
});

test('every rule that is offered on the demo gives pixels', async ({ page, site }) => {
  test.slow();
  await openRules(page, site);
  const kinds = await rule(page)
    .getByLabel('Rule', { exact: true })
    .evaluate((field) =>
      [...(field as HTMLSelectElement).options].filter(({ disabled }) => !disabled).map(({ value }) => value),
    );
  expect(kinds).toEqual(expect.arrayContaining(['cloud-score', 'clear-sky', 'greenest', 'medoid', 'custom']));
  const seen = await frames(page, points);
  const pictures = new Set<string>();
  for (const kind of kinds) {
    await ruleTo(page, kind);
    expect.soft({ kind, ...(await idle(page)) }).toEqual({ kind, complete: true, failures: [] });
    const last = (await seen.take()).at(-1)!;
    expect.soft(new Set(last).size, kind).toBeGreaterThan(points.length / 2);
    pictures.add(last.join());
    const viewer = await page.evaluateHandle(() => window.bestpixel!);
    const { bands, failures } = await computePixels(viewer, { layer: 'best', grid, bands: ['B4'] });
    expect.soft({ kind, failures }).toEqual({ kind, failures: [] });
    const there = bands['B4']!.mask.reduce((sum, each) => sum + each, 0);
    expect.soft(there, kind).toBeGreaterThan(0.9 * bands['B4']!.mask.length);
  }
  expect(pictures.size).toBeGreaterThan(kinds.length / 2);
});

test('the winners of a rule are those of a plain loop over the scenes, at every pixel', async ({
  page,
  site,
}) => {
  test.slow();
  await openRules(page, site);
  const found: Record<string, (string | null)[]> = {};
  for (const kind of ['greenest', 'most-recent', 'oldest', 'clear-sky']) {
    await ruleTo(page, kind);
    if (kind === 'clear-sky') await dayTo(page, 20);
    await idle(page);
    found[kind] = await best(page);
  }
  const scenes = await scenesAlone(page);
  expect(scenes.length).toBe(16);
  for (const [kind, winners] of Object.entries(found)) {
    const expected = winnersByLoop(kind, scenes, Date.UTC(2020, 6, 2 + 20, 12));
    const wrong = winners.flatMap((id, i) => (id === expected[i] ? [] : [{ i, id, not: expected[i] }]));
    expect
      .soft({ kind, wrong: wrong.length, first: wrong.slice(0, 3) })
      .toEqual({ kind, wrong: 0, first: [] });
    expect(new Set(winners).size, kind).toBeGreaterThan(1);
  }
});
