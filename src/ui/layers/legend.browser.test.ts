import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeArranged, makeLook } from '../testing/fake-layers.ts';
import { clearLayers, showLayers } from '../testing/layers-page.tsx';

beforeEach(() => page.viewport(1000, 800));
afterEach(clearLayers);

const button = (name: string) => page.getByRole('button', { name, exact: true });
const texts = (css: string) =>
  [...document.querySelectorAll(css)].map(({ textContent }) => textContent.trim());
const best = 'Best-pixel mosaic (by cloud score)';

async function choose(entry: string, layer = best): Promise<void> {
  await userEvent.click(button(`More on ${layer}`));
  await userEvent.click(page.getByRole('menuitem', { name: entry, exact: true }));
}

describe('the legend', () => {
  const day = Date.parse('2020-08-03');
  const dated = () => ({
    layers: [makeArranged({ id: 'd', name: 'Date', aspect: 'date', look: makeLook({ bands: ['date'] }) })],
    shares: { dates: [{ day, share: 1, scenes: ['S2A'] }], covered: 1, metres: 76.4, whole: false },
  });

  it('tells dates, their share and where they were counted, and folds', async () => {
    showLayers(dated());
    expect(texts('.legend li')).toEqual(['2020-08-03100 %']);
    expect(texts('.legend .quiet')).toEqual(['1 date, share of the area counted at 76 m pixels, so far']);
    await userEvent.click(button('Legend'));
    expect(texts('.legend li')).toEqual([]);
  });

  it('is folded to a chip on narrow screens', async () => {
    await page.viewport(400, 800);
    showLayers(dated());
    await expect.element(button('Legend')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button('Legend'));
    expect(texts('.legend li')).toHaveLength(1);
  });

  it('tells whose pixel lies under the pointer, as text', async () => {
    const port = showLayers();
    expect(document.querySelector('.legend-box')).toBeNull();
    port.under = {
      winner: { scene: '<img src=x>', datetime: day, layer: 'Best' },
      value: null,
      pending: false,
    };
    port.emit();
    await expect.poll(() => texts('.under')).toEqual(['2020-08-03 · <img src=x> (Best)']);
    expect(document.querySelector('.under img')).toBeNull();
  });

  it.each(['light', 'dark'])('and the panel are accessible in every state, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    showLayers({ ...dated(), layers: [...dated().layers, makeArranged({ id: 'n', name: 'N' })], tied: 0.2 });
    const faults = async () => {
      const { violations } = await axe.run(document.getElementById('ui')!, {
        rules: { region: { enabled: false } },
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
    };
    await userEvent.click(button('Style of N'));
    await userEvent.click(button('Style of Date'));
    await expect.poll(() => texts('.count-line')).toHaveLength(2);
    expect(await faults()).toEqual([]);
    await choose('Show margin to runner-up…', 'N');
    await userEvent.click(button('More on N'));
    expect(await faults()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await choose('Remove', 'N');
    expect(await faults()).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});
