import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { clearLayers, showLayers } from '../testing/layers-page.tsx';

beforeEach(() => page.viewport(1000, 800));
afterEach(clearLayers);

describe('a menu over the page', () => {
  const scrolled = () =>
    new Promise((resolve) => addEventListener('scroll', resolve, { capture: true, once: true }));
  const scroller = (): HTMLElement => {
    const box = document.createElement('div');
    box.style.cssText = 'height: 40px; overflow: auto';
    box.innerHTML = '<div style="height: 400px"></div>';
    document.body.append(box);
    return box;
  };

  it('stays while other things scroll, and goes when its button does', async () => {
    showLayers();
    await userEvent.click(
      page.getByRole('button', { name: 'More on Best-pixel mosaic (by cloud score)', exact: true }),
    );
    const menu = page.getByRole('menu');
    const [box, room] = [scroller(), scroller()];
    let done = scrolled();
    box.scrollTop = 100;
    await done;
    await expect.element(menu).toBeVisible();
    room.style.height = '3000px';
    done = scrolled();
    scrollTo(0, 60);
    await done;
    await expect.element(menu).not.toBeInTheDocument();
    for (const each of [box, room]) each.remove();
  });
});
