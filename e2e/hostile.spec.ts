import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Answer } from './support/answers.ts';
import { dist, expect, openApp, test as plain, watchErrors } from './support/app.ts';
import {
  deep,
  expectUnharmed,
  hostile,
  long,
  refusedHrefs,
  serveHostileApi,
  shown,
  test,
} from './support/hostile.ts';
import { farAway, openFilesForm, refusedIn, watchRequests } from './support/local-files.ts';
import { patchBands, patchGrid, truthDifferences, truthOf } from './support/patch.ts';
import { computePixels } from './support/pixels.ts';

test.use({ viewport: { width: 800, height: 560 } });

const overPatch = '#map=13.5/40.0995/-102.0462';

test('An API whose every text means harm is text on the page, and its pixels are what they are', async ({
  page,
  site,
  server,
}) => {
  const errors = watchErrors(page);
  const root = serveHostileApi(server, site);
  await openApp(page, site, overPatch);
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = page.getByRole('form', { name: 'Change data' });
  await form.getByLabel('Source').selectOption('A STAC address…');
  await form.getByLabel('Address', { exact: true }).fill(root);
  await form.getByRole('button', { name: 'List' }).click();
  const collections = form.getByLabel(/^Collections of API/);
  await expect(form.getByText(`Collections of ${hostile('API')}`)).toBeVisible();
  await collections.selectOption(`${root}/collections/patch`);
  await expect(form).toContainText(`Described ${shown}`);
  await expectUnharmed(page);

  await form.getByText('More conditions').click();
  await form.getByRole('button', { name: 'Ask what there is' }).click();
  await expect(form).toContainText('that can be searched by');
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await form.getByRole('button', { name: 'Remove this condition' }).click();
  await form.getByText('Any time', { exact: true }).click();
  await form.getByRole('button', { name: 'Search' }).click();
  const result = form.locator('.search-result');
  await expect(result).toContainText('4 scenes');
  await result.getByText(/left out: not understood/).click();
  for (const [href, told] of refusedHrefs) {
    const row = result.getByRole('listitem').filter({ hasText: href });
    await expect(row).toContainText(shown);
    await expect(row).toContainText(told);
  }
  await expectUnharmed(page);
  await form.getByRole('button', { name: 'Load 4 scenes' }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Scenes', exact: true }).click();
  await page.getByText('About this source').click();
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const pixels = await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  expect(truthDifferences(pixels, await truthOf('own-best'))).toEqual([]);
  await expectUnharmed(page);
  expect(errors).toEqual([]);
});

test('Local files of such names are named, and what is said of them is text', async ({ page, site }) => {
  const errors = watchErrors(page);
  const form = await openFilesForm(page, site);
  const tif = readFileSync('e2e/fixtures/patch/0-ndvi.tif');
  const file = (name: string, content: string | Buffer) => {
    return { name, mimeType: '', buffer: Buffer.from(content) };
  };
  // No system has slashes in names.
  const name = hostile('file').replaceAll('/', '').replaceAll('\0', '');
  const item = { type: 'Feature', stac_version: '1.0.0', id: hostile('item'), geometry: null };
  const assets = { a: { href: 'javascript:window.harmed=1', type: 'image/tiff' } };
  await form
    .getByLabel('Choose files')
    .setInputFiles([
      file(`${name}.tif`, tif),
      file('__proto__.tif', tif),
      file('constructor.tif', tif),
      file(`${long.slice(0, 5000)}.tif`, tif),
      file(`${name}; rm -rf $HOME.grib`, 'GRIB'),
      file('$(reboot).jp2', 'jP'),
      file('"><script>\n.zip', 'PK'),
      file(
        'item.json',
        JSON.stringify({ ...item, assets, properties: { datetime: '2020-01-01T00:00:00Z' } }),
      ),
      file('bomb.json', '['.repeat(500_000)),
      file('deep.json', `{"type":"Feature","stac_version":"1.0.0","id":"deep","properties":${deep}}`),
    ]);
  const opened = form.locator('.local-files');
  await expect(opened).toContainText('4 scenes');
  for (const id of [name, '__proto__', 'constructor']) {
    const date = opened.getByLabel(`Date of ${id}`, { exact: true });
    await date.fill('2020-07-01');
    await expect(date).toHaveValue('2020-07-01');
  }
  await expect(opened.getByRole('status')).toHaveText('Still to say: 1 date');
  const refused = await refusedIn(form);
  expect(refused).toMatchObject({
    // What no terminal should be given is not.
    [`${name}; rm -rf $HOME.grib`]: expect.stringMatching(/ gdal_translate -of COG in out\.tif$/),
    '$(reboot).jp2': expect.stringContaining("gdal_translate -of COG '$(reboot).jp2' '$(reboot).tif'"),
    'bomb.json': expect.stringContaining('cannot be read as JSON'),
    [hostile('item')]: expect.stringContaining('Addresses of the kind javascript: are not readable'),
    deep: expect.stringContaining('It has no datetime'),
  });
  await expectUnharmed(page);
  expect(errors).toEqual([]);
});

test('A link runs nothing, and asks nothing but what it names', async ({ page, site, server }) => {
  const errors = watchErrors(page);
  await openApp(page, site, farAway);
  const requests = watchRequests(page, site);
  const { url } = server;
  const withPassword = url.replace('http://', 'http://user:secret@');
  const links: readonly (readonly [link: string, told: string])[] = [
    ['collection=javascript:window.harmed=1', 'not one that a browser can read'],
    ['collection=data:application/json,{"type":"FeatureCollection"}', 'not one that a browser can read'],
    ['collection=file:///etc/passwd', 'not one that a browser can read'],
    [`collection=${withPassword}/items.json`, 'no address that holds a user name or password'],
    [`collection=LANDSAT/LC08/C02/T1_L2&catalog=${withPassword}/v1`, 'a user name or password'],
    [`collection=${url}/a.json&rewrite=${url}/>${withPassword}/b/`, 'a user name or password'],
    ['collection=LANDSAT/LC08/C02/T1_L2&catalog=javascript:window.harmed=1', "('catalog' in the address)"],
    [`rewrite=${url}/>javascript:window.harmed=1`, "('rewrite' in the address)"],
    ['collection=__proto__', 'No source is known for this collection (__proto__)'],
    ['collection=constructor', 'No source is known for this collection (constructor)'],
    [`collection=${hostile('id')}`, shown],
    [`collection=${long}`, "It is longer than 1000 characters ('collection' in the address)"],
    [`where=${shown}`, `'${shown}' is no condition`],
    [`dates=${shown}`, `'${shown}' is no span of days`],
    ['place=<svg onload="window.harmed=1">', "This is no place ('place' in the address)"],
    [`orbit=${shown}`, "('orbit' in the address)"],
    ['limit=1e999', "'1e999' is no number of scenes"],
    [`place=${url}/place.json`, "('place' in the address)"],
    [`without=${url}/a,${hostile('b')}&sensor=${shown}&where=${url}/c=${url}/d`, 'No scene matches'],
  ];
  for (const [link, told] of links) {
    const notice = await follow(page, link);
    expect.soft(notice, link.slice(0, 80)).toContain(told);
    expect.soft(notice, link.slice(0, 80)).not.toContain('secret');
  }
  expect(requests().filter((address) => !address.startsWith(`${site.url}/demo/`))).toEqual([]);
  expect(server.answers.asked).toEqual([]);
  expect(errors).toEqual([]);
});

test('Answers made to choke on end in a sentence, soon', async ({ page, site, server }) => {
  const { answers, url } = server;
  await openApp(page, site, farAway);
  const bombs: Record<string, readonly [answer: Answer, told: string]> = {
    'open.json': [{ body: '['.repeat(5_000_000) }, 'The answer is not JSON'],
    'lists.json': [{ body: `${'['.repeat(500_000)}${']'.repeat(500_000)}` }, 'is not a STAC ItemCollection'],
    'outline.json': [
      { body: itemOf({ geometry: `{"type":"Polygon","coordinates":${deep}}` }) },
      'its geometry',
    ],
    'crs.json': [{ body: itemOf({ crs: deep }) }, 'addresses of the kind javascript:'],
    'links.json': [{ body: catalogOf(100_000) }, '10000 items were left out'],
    'items.json': [
      { body: { type: 'FeatureCollection', features: Array.from({ length: 100_000 }, () => ({})) } },
      '100000 items',
    ],
    'large.json': [{ body: Buffer.alloc(65 << 20, ' '), gzip: true }, 'is larger than 64 MiB'],
    'refused.json': [{ status: 400, body: { description: hostile('error') } }, 'answered 400 (bad request)'],
    'html.json': [{ body: `<!doctype html>${shown}` }, 'The answer is not JSON'],
    'elsewhere.json': [
      { status: 302, headers: { Location: `${url.replace('//', '//user:secret@')}/next.json` } },
      'could not be reached or broke off',
    ],
    'script.json': [
      { status: 302, headers: { Location: 'javascript:window.harmed=1' } },
      'could not be reached or broke off',
    ],
  };
  for (const [name, [answer, told]] of Object.entries(bombs)) {
    answers.set(`/${name}`, answer);
    const began = Date.now();
    const notice = await follow(page, `collection=${url}/${name}`);
    expect.soft(notice, name).toContain(told);
    expect.soft(notice, name).not.toContain('secret');
    expect.soft(Date.now() - began, name).toBeLessThan(10_000);
  }
  // Where it was sent on to, nobody went.
  expect(answers.asked).not.toContain('GET /next.json');
});

plain('The built page lets no script run that is not its own file', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html) ?? [];
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return [name!, sources];
    }),
  );
  expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(directives.get('default-src')).toEqual(["'self'"]);
  for (const name of ['object-src', 'base-uri', 'form-action'])
    expect(directives.get(name)).toEqual(["'none'"]);
  const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toMatchObject({ 1: expect.stringContaining('src="./assets/'), 2: '' });
  expect(html.indexOf('<script')).toBeGreaterThan(html.indexOf('Content-Security-Policy'));
  expect(html).not.toMatch(/\son[a-z]+\s*=/);
});

/** Opens a link in the page that runs, and gives what it then says. */
async function follow(page: Page, link: string): Promise<string> {
  const notices = page.getByRole('status', { name: 'Notices' });
  for (const dismiss of await notices.getByRole('button').all()) await dismiss.click();
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `${farAway.slice(1)}&${link}`,
  );
  await expect(notices).toContainText(/\S/);
  return (await notices.textContent())!;
}

function itemOf({ geometry = 'null', crs = 'null' }): string {
  const asset = `{"href":"javascript:window.harmed=1","type":"image/tiff","proj:projjson":${crs}}`;
  const properties = `{"datetime":"2020-01-01T00:00:00Z","deep":${deep}}`;
  return `{"type":"Feature","id":"deep","geometry":${geometry},"properties":${properties},"assets":{"a":${asset}}}`;
}

/** With links that nobody can follow. */
function catalogOf(count: number): unknown {
  const links = Array.from({ length: count }, (_, n) => ({
    rel: 'item',
    href: `javascript:window.harmed=${n}`,
  }));
  return { type: 'Catalog', stac_version: '1.0.0', id: 'links', description: 'links', links };
}
