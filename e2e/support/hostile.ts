import type { Page } from '@playwright/test';
import { Answers } from './answers.ts';
import { expect, test as base, type Site } from './app.ts';
import { patchAt } from './faulty.ts';

declare global {
  interface Window {
    /** Set by whatever of these strings is run. */
    harmed?: unknown;
    /** What the Content-Security-Policy had to stop. */
    violations?: string[];
  }
}

const markup = '<img src=x onerror="window.harmed=1">"><script>window.harmed=1</script>';
/** Turned round, split by what has no width, and left open. */
const turned = '\u202Egnp.eldi\u202C\u200B\u2066\u0000';
export const long = 'long'.repeat(25_000);

/** A value within a hundred thousand others. */
export const deep = `${'{"a":['.repeat(100_000)}${']}'.repeat(100_000)}`;

/** A text that no page may take for anything but text; `name` tells them apart. */
export function hostile(name: string): string {
  return `${name} ${markup}${turned}{{constructor}}`;
}

/** As it is told by a page that shows it as it is. */
export const shown = '<img src=x onerror="window.harmed=1">"><script>';

export interface HostileServer {
  readonly answers: Answers;
  readonly url: string;
}

export const test = base.extend<{ watched: void; server: HostileServer }>({
  // oxlint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const answers = new Answers();
    await use({ answers, url: await answers.start() });
    await answers.stop();
  },
  watched: [
    async ({ page }, use) => {
      await page.addInitScript(() => {
        window.violations = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          // A redirect to javascript: is stopped as a connection.
          if (violatedDirective !== 'connect-src')
            window.violations!.push(`${violatedDirective} ${blockedURI}`);
        });
      });
      await use();
      await expectUnharmed(page);
    },
    { auto: true },
  ],
});

/** Nothing ran, nothing tried to, nothing became an element, and the panels are as wide as they were. */
export async function expectUnharmed(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const strange =
      'img, iframe, object, embed, form[action], base, [onerror], [onload], [href^="javascript"]';
    const elements = [...document.querySelectorAll(`${strange}, script:not([src^="./assets/"])`)];
    const wide = [
      document.documentElement,
      ...document.querySelectorAll('.rail, .panels, .panels *, .notices *'),
    ];
    const bursting = wide.filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 8 &&
        getComputedStyle(element).overflowX === 'visible' &&
        element.clientWidth > 0,
    );
    const outside = wide.filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    const named = (each: Element) => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 60)}`;
    return {
      harmed: window.harmed,
      violations: window.violations,
      elements: elements.map((each) => each.outerHTML.slice(0, 200)),
      bursting: [...bursting, ...outside].map(named),
      scrolls: document.documentElement.scrollWidth > innerWidth,
    };
  });
  expect(found).toEqual({ harmed: undefined, violations: [], elements: [], bursting: [], scrolls: false });
}

/** An API's collection: the patch, told by somebody who means harm. */
export function serveHostileApi({ answers, url }: HostileServer, site: Site): string {
  const root = `${url}/v1`;
  const collection = {
    type: 'Collection',
    stac_version: '1.0.0',
    id: 'patch',
    title: hostile('Patch'),
    description: `${hostile('Described')} ${long.slice(0, 90_000)}`,
    license: hostile('licence').slice(0, 90),
    providers: [{ name: hostile('provider') }, { name: long }, { name: { toString: 1 } }, '__proto__'],
    extent: { spatial: { bbox: [[-180, -90, 180, 90]] }, temporal: { interval: [['<img>', null]] } },
    links: [
      { rel: 'self', href: `${root}/collections/patch` },
      { rel: 'root', href: root },
      { rel: 'items', href: `${root}/collections/patch/items` },
      { rel: 'license', href: 'javascript:window.harmed=1' },
    ],
  };
  const others = [hostile('id'), '__proto__', 'constructor', long, '../../collections', ''].map((id) => ({
    ...collection,
    id,
    title: id === '' ? long : id,
    links: [{ rel: 'self', href: 'javascript:window.harmed=1' }],
  }));
  answers.set('/v1', {
    body: {
      type: 'Catalog',
      id: 'api',
      stac_version: '1.0.0',
      title: hostile('API'),
      description: hostile('an API'),
      conformsTo: [
        'https://api.stacspec.org/v1.0.0/item-search',
        'https://api.stacspec.org/v1.0.0/item-search#query',
        long,
      ],
      links: [
        { rel: 'search', href: `${root}/search`, method: 'POST' },
        { rel: 'data', href: `${root}/collections` },
        { rel: 'child', href: 'javascript:window.harmed=1', title: hostile('child') },
        { rel: '__proto__', href: 'data:text/html,<script>window.harmed=1</script>' },
      ],
    },
  });
  answers.set('/v1/collections', { body: { collections: [collection, ...others], links: [] } });
  answers.set('/v1/collections/patch', { body: collection });
  answers.set('/v1/collections/patch/queryables', {
    body: JSON.stringify({ properties: queryables }).replaceAll('"proto"', '"__proto__"'),
  });
  const items = patchAt(site);
  answers.set('/v1/search', {
    body: JSON.stringify({ ...items, features: featuresOf(items.features) }).replaceAll(
      '"proto"',
      '"__proto__"',
    ),
  });
  return root;
}

const queryables = {
  [hostile('property')]: { title: hostile('title'), type: 'string', enum: [hostile('value'), long] },
  proto: { title: '__proto__', type: 'string' },
  constructor: { type: 'number', minimum: '<img>', maximum: 'Infinity' },
  [long]: { type: 'string' },
};

type Feature = ReturnType<typeof patchAt>['features'][number];

/** Files that no page should read, and what is said of each. */
export const refusedHrefs: readonly (readonly [href: string, told: string])[] = [
  ['javascript:window.harmed=1', 'Addresses of the kind javascript: are not readable in a browser'],
  ['data:image/tiff;base64,SUkqAA==', 'Addresses of the kind data: are not readable in a browser'],
  ['file:///etc/passwd', 'Addresses of the kind file: are not readable in a browser'],
  ['https://user:secret@elsewhere.test/a.tif', 'An asset has an href with a password in it'],
  ['s3://x%2Fy/a.tif', 'An asset has an s3 address that is none'],
];

/** The patch's own zone with every name spoilt, and items that cannot be scenes. */
function featuresOf(features: readonly Feature[]): unknown[] {
  const own = features.slice(0, 4).map((item, at) => ({
    ...item,
    id: hostile(`scene ${at}`),
    collection: 'patch',
    title: long,
    properties: {
      ...item.properties,
      [hostile('property')]: hostile('value'),
      proto: { polluted: true },
      constructor: { prototype: { polluted: true } },
      'grid:code': hostile('tile'),
      platform: hostile('platform'),
      'eo:cloud_cover': '<img src=x onerror="window.harmed=1">',
    },
    assets: {
      ...item.assets,
      [hostile('band')]: item.assets['cloud'],
      proto: item.assets['cloud'],
      constructor: item.assets['cloud'],
    },
    links: [{ rel: 'self', href: 'javascript:window.harmed=1' }],
  }));
  const spoilt = refusedHrefs.map(([href]) => ({
    ...features[0]!,
    id: hostile(href),
    collection: 'patch',
    assets: { cloud: { href, type: 'image/tiff; application=geotiff' } },
  }));
  const nameless = [
    null,
    7,
    [],
    { type: 'Feature' },
    { ...features[0]!, id: long },
    { ...features[0]!, id: '' },
  ];
  return [...own, ...spoilt, ...nameless];
}
