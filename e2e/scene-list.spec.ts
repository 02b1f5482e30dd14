import type { Page } from '@playwright/test';
import { expect, idle } from './support/app.ts';
import { countPasses } from './support/demo.ts';
import { expectTruth, load, openForm, search, setDates, test } from './support/patch-api.ts';

const rows = (page: Page) => page.getByRole('list', { name: 'Scenes' }).getByRole('listitem');
const rowOf = (page: Page, id: string) => rows(page).filter({ has: page.locator(`[title="${id}"]`) });

test('The scenes are listed with their states; what is left out or fails costs no more than it must', async ({
  page,
  site,
  patch,
}) => {
  const { files } = patch;
  files.break(/3-cloud\.tif/, { kind: 'status', status: 404 });
  const form = await openForm(page, site, patch);
  await setDates(form, '2020-07-01', '2020-07-04');
  await form.getByLabel('Coordinates or GeoJSON').fill('-102.06, 40, -99, 40.2');
  expect(await search(form)).toContain('7 scenes in 5 acquisitions, 2020-07-01 – 2020-07-04');
  await load(page);
  expect((await idle(page)).failures).toMatchObject([{ scene: 'patch-3', band: 'cloud' }]);
  await expectTruth(page, 'own-best-without-3');

  await page.getByRole('button', { name: 'Scenes', exact: true }).click();
  // What failed comes first.
  await expect(rows(page).first()).toContainText('failed');
  await expect(rows(page).first()).toContainText('3-cloud.tif');
  expect(await statesOf(page)).toEqual({
    'patch-3': 'failed',
    'patch-0': 'read',
    'patch-1': 'read',
    'patch-2': 'read',
    elsewhere: 'outside',
    'elsewhere-again': 'outside',
    beside: 'read',
  });

  files.mend();
  let before = files.requests.length;
  await page.locator('.scenes').getByRole('button', { name: 'Retry' }).click();
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectTruth(page, 'own-best');
  const again = files.requests.slice(before).map(({ path }) => path);
  expect(again).toEqual(expect.arrayContaining(['/patch/3-cloud.tif', '/patch/3-spectra.tif']));
  expect(again.filter((path) => !path.startsWith('/patch/3-'))).toEqual([]);
  await expect(rowOf(page, 'patch-3')).toContainText('read');

  before = files.requests.length;
  const passes = await countPasses(page);
  await rowOf(page, 'elsewhere').getByRole('checkbox').uncheck();
  await expect(rowOf(page, 'elsewhere')).toContainText('left out');
  await expect(page.locator('.scenes')).toContainText('1 left out');
  await expect.poll(() => page.url()).toContain('without=elsewhere');
  await idle(page);
  expect({ passes: await passes(), reads: files.requests.length - before }).toEqual({ passes: 0, reads: 0 });

  await rowOf(page, 'patch-3').getByRole('checkbox').uncheck();
  await expect.poll(() => page.url()).toContain('without=elsewhere,patch-3');
  await idle(page);
  await expectTruth(page, 'own-best-without-3');
  expect(await passes()).toBeGreaterThan(0);
  await rowOf(page, 'patch-3').getByRole('checkbox').check();
  await rowOf(page, 'elsewhere').getByRole('checkbox').check();
  await expect.poll(() => page.url()).not.toContain('without');
  await idle(page);
  await expectTruth(page, 'own-best');
  // All files are smaller than a block, and had been read.
  expect(files.requests.slice(before).map(({ path }) => path)).toEqual([]);
});

async function statesOf(page: Page): Promise<Record<string, string>> {
  const entries = await rows(page).evaluateAll((items) =>
    items.map((item) => [
      item.querySelector('label')!.title,
      item.querySelector('.scene-state')!.textContent,
    ]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
