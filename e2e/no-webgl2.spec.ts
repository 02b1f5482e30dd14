import { expect, idle, openApp } from './support/app.ts';
import { amid, test } from './support/demo.ts';
import { picture, shareChanged } from './support/picture.ts';

const without = {
  'switched off': () => refuse([HTMLCanvasElement.prototype, OffscreenCanvas.prototype]),
  'refused to the map': () => refuse([HTMLCanvasElement.prototype]),
  'unknown to the browser': () => void Reflect.deleteProperty(window, 'WebGL2RenderingContext'),
};

/** Runs in the page, where it is put beside the cases above. */
function refuse(prototypes: readonly (HTMLCanvasElement | OffscreenCanvas)[]): void {
  for (const prototype of prototypes) {
    const get = prototype.getContext as (...args: unknown[]) => unknown;
    Object.assign(prototype, {
      getContext(this: unknown, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest);
      },
    });
  }
}

for (const [how, take] of Object.entries(without)) {
  test(`Without WebGL2, ${how}, the page says what is missing and what to do`, async ({ page, site }) => {
    const thrown: Error[] = [];
    page.on('pageerror', (error) => thrown.push(error));
    await page.addInitScript(`${refuse.toString()}\n(${take.toString()})();`);
    await page.goto(`${site.url}/`);
    const alert = page.getByRole('alert');
    await expect(alert).toBeVisible();
    await expect(alert.getByRole('heading')).toHaveText('Bestpixel cannot start here');
    await expect(alert.getByText(/^This browser has .*WebGL2.*\.$/)).toBeVisible();
    await expect(alert.getByText(/^(Open the page in|Turn on) .*\.$/)).toBeVisible();
    expect(thrown).toEqual([]);
  });
}

for (const [what, mark] of [
  ['composes', 'usampler2DArray'],
  ['draws tiles', 'u_part'],
] as const) {
  test(`A shader that ${what} and fails is told in its layer; map and panels live on`, async ({
    page,
    site,
  }) => {
    await page.addInitScript((mark) => {
      const { prototype } = WebGL2RenderingContext;
      const { shaderSource } = prototype;
      Object.assign(prototype, {
        shaderSource(this: WebGL2RenderingContext, shader: WebGLShader, text: string) {
          shaderSource.call(this, shader, text.includes(mark) ? `${text}\nthis does not compile` : text);
        },
      });
    }, mark);
    await openApp(page, site, `#map=12/${amid[1]}/${amid[0]}`);
    await picture(page);
    const row = page.locator('.layer', { hasText: 'Best-pixel mosaic' });
    await expect(row).toHaveAttribute('data-state', 'error');
    expect((await idle(page)).complete).toBe(false);
    await expect(row.locator('.layer-line')).toContainText(/shader|program/i);
    await expect(row.locator('.layer-line')).toContainText(/\. \w+.*\./);

    const before = await picture(page);
    await page.evaluate(() => void window.bestpixel!.map.jumpTo({ center: [-80, 30], zoom: 3 }));
    expect(shareChanged(before, await picture(page))).toBeGreaterThan(0.05);
    await page.getByRole('checkbox', { name: /^Best/ }).uncheck();
    await expect(row).toHaveAttribute('data-state', 'hidden');
  });
}
