import type { Page } from '@playwright/test';
import type { ApiItem } from './stac/search.ts';
import { expect, idle, openApp } from './support/app.ts';
import { overPatch, test } from './support/patch-api.ts';

/** Milliseconds that the page may not answer. */
const longest = 200;
/** A busy machine stops the page, too: what the page itself takes, it takes every time. */
const rounds = 3;

test('A thousand scenes are found, estimated and loaded in part while the page goes on answering', async ({
  page,
  site,
  patch,
}) => {
  const [pattern] = patch.api.collections.get('patch')!;
  patch.api.collections.set('many', manyOf(pattern!));
  await page.addInitScript(watchLongTasks);
  await openApp(page, site, overPatch);
  await idle(page);
  const took: number[] = [];
  do {
    const before = (await longTasks(page)).length;
    await findAndLoad(page, `${patch.api.root}/collections/many`, 300 + took.length);
    took.push(Math.max(0, ...(await longTasks(page)).slice(before)));
  } while (took.at(-1)! >= longest && took.length < rounds);
  expect(Math.min(...took), `longest tasks: ${took.join(', ')} ms`).toBeLessThan(longest);
  const { best } = await page.evaluate(() => window.bestpixel!.stats().layers);
  expect(best).toMatchObject({ state: 'done', scenesWanted: 299 + took.length });
});

/** Follows a link, searches once more by hand, loads what is listed and looks at the list. */
async function findAndLoad(page: Page, collection: string, limit: number): Promise<void> {
  const panels = page.getByRole('complementary', { name: 'Panels' });
  await page.evaluate((link) => {
    location.hash = link;
  }, `${overPatch}&collection=${collection}&limit=${limit}`);
  await expect(panels).toContainText(`first ${limit} of 1,000`);
  await idle(page);
  await panels.getByRole('button', { name: 'Change data' }).click();
  await panels.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(panels).toContainText(/About [\d.]+ [kM]B to read for this view/);
  await panels.getByRole('button', { name: /^Load/ }).click();
  const scenes = panels.getByText('Scenes', { exact: true });
  await scenes.click();
  await expect(panels.getByText('read', { exact: true }).first()).toBeVisible();
  await idle(page);
  await scenes.click();
}

/** A day apart from each other; all meet the view, each fifth lies where its pixels are. */
function manyOf(pattern: ApiItem): ApiItem[] {
  return Array.from({ length: 1000 }, (_, i) => {
    const datetime = new Date(Date.UTC(2018, 0, 1) + i * 86_400_000).toISOString();
    const [east, north] = [((i % 5) - 2) / 100, ((Math.floor(i / 5) % 5) - 2) / 200];
    const [west, south, far, top] = pattern.bbox!.map((value, k) => value + (k % 2 === 0 ? east : north)) as [
      number,
      number,
      number,
      number,
    ];
    const ring = [
      [west, south],
      [far, south],
      [far, top],
      [west, top],
      [west, south],
    ];
    return {
      ...pattern,
      id: `scene-${i}`,
      collection: 'many',
      bbox: [west, south, far, top],
      geometry: { ...pattern.geometry, coordinates: [ring] },
      properties: { ...pattern.properties, datetime },
    };
  });
}

interface Watched {
  longTasks?: number[];
}

function watchLongTasks(): void {
  const tasks: number[] = [];
  (window as Watched).longTasks = tasks;
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      type: 'longtask',
      buffered: true,
    },
  );
}

function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as Watched).longTasks!);
}
