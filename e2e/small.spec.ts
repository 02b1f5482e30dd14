import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, idle, openApp, test as base } from './support/app.ts';
import { picture, shareChanged } from './support/picture.ts';

const size = { width: 400, height: 800 };

/** A small screen that is touched; without the line's introduction, as it would move what is dragged. */
const test = base.extend<{ phone: Page }>({
  phone: async ({ browser }, use) => {
    const context = await browser.newContext({ viewport: size, hasTouch: true, reducedMotion: 'reduce' });
    await use(await context.newPage());
    await context.close();
  },
});

const panelsHandle = (page: Page) => page.locator('.sheet-handle');
const sheets = (page: Page) => ({
  panels: page.locator('#panels'),
  inspector: page.locator('#inspector'),
  script: page.locator('#script'),
});

test('the map of a first start has at least 40 % of a small screen, with the panels folded', async ({
  phone,
  site,
}) => {
  await openApp(phone, site);
  await idle(phone);
  await expectOnly(phone, null);
  expect(await mapShare(phone)).toBeGreaterThanOrEqual(0.4);
  await expectInside(phone);
});

test('the panels of a small screen are as a person left them', async ({ phone, site }) => {
  await openApp(phone, site);
  await panelsHandle(phone).tap();
  await expectOnly(phone, 'panels');
  await phone.reload();
  await expectOnly(phone, 'panels');
  await panelsHandle(phone).tap();
  await expectOnly(phone, null);
  await phone.reload();
  await expect(panelsHandle(phone)).toBeVisible();
  await expectOnly(phone, null);
});

test('each sheet opens and closes, only one is open at a time, and none is wider than the screen', async ({
  phone,
  site,
}) => {
  await openApp(phone, site);
  await idle(phone);
  const inspector = phone.getByRole('button', { name: 'Inspector', exact: true });
  const script = phone.getByRole('button', { name: 'Script', exact: true });
  await panelsHandle(phone).tap();
  await expectOnly(phone, 'panels');
  await inspector.tap();
  await expectOnly(phone, 'inspector');
  await script.tap();
  await expectOnly(phone, 'script');
  await expect(phone.locator('.cm-editor')).toBeVisible();
  await expectInside(phone);
  await panelsHandle(phone).tap();
  await expectOnly(phone, 'panels');
  await expect(panelsHandle(phone)).toBeFocused();
  await panelsHandle(phone).tap();
  await expectOnly(phone, null);
  await script.tap();
  await expectOnly(phone, 'script');
  await phone.getByRole('button', { name: 'Close the script' }).tap();
  await expectOnly(phone, null);
  await inspector.tap();
  await phone.getByRole('button', { name: 'Close the inspector' }).tap();
  await expectOnly(phone, null);
});

test('a sheet that made room for another is no choice of a person', async ({ phone, site }) => {
  await openApp(phone, site);
  await panelsHandle(phone).tap();
  await phone.getByRole('button', { name: 'Inspector', exact: true }).tap();
  await expectOnly(phone, 'inspector');
  await phone.reload();
  await expectOnly(phone, 'panels');
});

test('a tap inspects the pixel below it, and its chart, dates and table fit the screen', async ({
  phone,
  site,
}) => {
  await openApp(phone, site);
  await idle(phone);
  await tapMap(phone, 0.62, 0.45);
  const inspector = phone.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading')).toHaveText(/^\d+\.\d{5}° N, \d+\.\d{5}° W$/);
  await expect(inspector.locator('.date-chip')).toHaveCount(16);
  await expectOnly(phone, 'inspector');
  await expectInside(phone);
  await inspector.getByRole('button', { name: 'Table', exact: true }).tap();
  await expect(inspector.getByRole('rowheader').or(inspector.locator('tbody tr'))).toHaveCount(16);
  await expect(inspector.locator('.inspector-chart')).toBeHidden();
  await expectInside(phone);
});

test('a tap where no scene lies says so', async ({ phone, site }) => {
  await openApp(phone, site, '#map=6/10.5/20.5');
  await idle(phone);
  await tapMap(phone, 0.3, 0.4);
  await expect(phone.getByRole('region', { name: 'Inspector' })).toContainText('No scene covers this place.');
  await expect(phone.locator('.inspector-views')).toHaveCount(0);
});

test('a finger drags the line between what is compared, and the picture follows', async ({ phone, site }) => {
  await openApp(phone, site);
  await idle(phone);
  const line = phone.getByRole('slider', { name: 'Swipe' });
  const before = await picture(phone);
  const start = await centreOf(line);
  await expect(line).toHaveAttribute('aria-valuenow', '50');
  await drag(phone, start, { x: 100, y: start.y });
  await expect(line).toHaveAttribute('aria-valuenow', '25');
  await idle(phone);
  expect(shareChanged(before, await picture(phone), 8)).toBeGreaterThan(0.02);
  await drag(phone, await centreOf(line), { x: 320, y: start.y });
  await expect(line).toHaveAttribute('aria-valuenow', '80');
  await expect(phone).toHaveURL(/compare=0\.8,/);
});

test('a finger held on a side shows it alone', async ({ phone, site }) => {
  await openApp(phone, site);
  await idle(phone);
  const touch = await phone.context().newCDPSession(phone);
  const at = await centreOf(phone.locator('.swipe-side[data-side="left"] button'));
  await touchAt(touch, 'touchStart', at);
  await expect(phone.locator('.swipe')).toHaveAttribute('data-blink', 'left');
  await touchAt(touch, 'touchEnd');
  await expect(phone.locator('.swipe')).not.toHaveAttribute('data-blink');
});

test('the dates are tapped, scrubbed and limited by touch', async ({ phone, site }) => {
  await openApp(phone, site);
  await idle(phone);
  const days = phone.getByRole('slider', { name: 'Day', exact: true });
  const shown = () => phone.evaluate(() => window.bestpixel!.layers.map(({ name }) => name).join());
  const { x, y, width, height } = (await days.boundingBox())!;
  const along = (share: number) => ({ x: x + width * share, y: y + height / 2 });
  await phone.touchscreen.tap(along(0.5).x, along(0.5).y);
  await expect(days).toHaveAttribute('aria-valuetext', /on the map/);
  const first = await days.getAttribute('aria-valuenow');
  await drag(phone, along(0.5), along(0.9));
  await expect(days).toHaveAttribute('aria-valuetext', /on the map/);
  await expect(days).not.toHaveAttribute('aria-valuenow', first!);
  expect(await shown()).not.toBe('');
  const end = phone.getByRole('slider', { name: 'Last day' });
  const day = await end.getAttribute('aria-valuetext');
  const from = await centreOf(end);
  await drag(phone, from, { x: from.x - 150, y: from.y });
  await expect(end).not.toHaveAttribute('aria-valuetext', day!);
  await expect(phone.getByRole('button', { name: 'All dates' })).toBeEnabled();
  await expectInside(phone);
  // On a page that is busy a tap becomes a long press.
  await idle(phone);
  await phone.getByRole('button', { name: 'All dates' }).tap();
  await expect(end).toHaveAttribute('aria-valuetext', day!);
});

type SheetName = keyof ReturnType<typeof sheets>;

async function expectOnly(page: Page, open: SheetName | null): Promise<void> {
  for (const [name, sheet] of Object.entries(sheets(page))) {
    await expect(sheet, name).toBeVisible({ visible: name === open });
  }
}

async function mapShare(page: Page): Promise<number> {
  return (await page.locator('#map').boundingBox())!.height / size.height;
}

/** The page does not scroll sideways, and no place of it hangs out of the screen. */
async function expectInside(page: Page): Promise<void> {
  const outside = await page.evaluate((width) => {
    const { scrollWidth } = document.documentElement;
    const places = ['.bar', '.bar > *', '#map', '.time', '.time-head > *', '.rail', '.inspector', '.script'];
    const boxes = places.flatMap((css) => [...document.querySelectorAll(css)]);
    const out = boxes.filter((box) => {
      const { left, right } = box.getBoundingClientRect();
      return box.checkVisibility() && (left < -0.5 || right > width + 0.5);
    });
    return [...(scrollWidth > width ? ['the page'] : []), ...out.map(({ className }) => String(className))];
  }, size.width);
  expect(outside).toEqual([]);
}

interface At {
  readonly x: number;
  readonly y: number;
}

async function centreOf(locator: Locator): Promise<At> {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

async function tapMap(page: Page, across: number, down: number): Promise<void> {
  const { x, y, width, height } = (await page.locator('#map').boundingBox())!;
  await page.touchscreen.tap(x + width * across, y + height * down);
}

function touchAt(
  touch: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  at?: At,
): Promise<unknown> {
  return touch.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
}

/** One finger, in ten steps. */
async function drag(page: Page, from: At, to: At): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  await touchAt(touch, 'touchStart', from);
  for (let step = 1; step <= 10; step++) {
    const part = step / 10;
    await touchAt(touch, 'touchMove', {
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
    });
  }
  await touchAt(touch, 'touchEnd');
  await touch.detach();
}
