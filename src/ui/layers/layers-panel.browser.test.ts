import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { type FakeLayers, makeArranged, makeLook } from '../testing/fake-layers.ts';
import { clearLayers, showLayers } from '../testing/layers-page.tsx';

beforeEach(() => page.viewport(1000, 800));
afterEach(clearLayers);

const button = (name: string) => page.getByRole('button', { name, exact: true });
const texts = (css: string) =>
  [...document.querySelectorAll(css)].map(({ textContent }) => textContent.trim());
const asked = ({ asked }: FakeLayers, method: string) => asked.filter(([name]) => name === method);
const best = 'Best-pixel mosaic (by cloud score)';
const grip = (name: string) =>
  page.getByRole('button', { name: `Move ${name}: Alt and up or down arrow`, exact: true });

async function choose(entry: string, layer = best): Promise<void> {
  await userEvent.click(button(`More on ${layer}`));
  await userEvent.click(page.getByRole('menuitem', { name: entry, exact: true }));
}

describe('the order of layers', () => {
  it('changes by keyboard, keeps the focus and is told', async () => {
    const port = showLayers();
    grip(best).element().focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(asked(port, 'move')).toEqual([['move', 'best', 2]]);
    await expect.poll(() => texts('.layer-name')[0]).toBe(best);
    await expect.element(page.getByText(`${best} is now on top`)).toBeInTheDocument();
    expect(document.activeElement).toBe(grip(best).element());
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}{ArrowDown}');
    expect(asked(port, 'move')).toHaveLength(1);
  });

  it('changes by dragging, unless Escape ends it', async () => {
    const port = showLayers();
    const at = (row: number) => {
      const { left, top, height } = document.querySelectorAll('.layer')[row]!.getBoundingClientRect();
      return { clientX: left + 8, clientY: top + height * 0.8, pointerId: 1, bubbles: true, button: 0 };
    };
    const drag = () => {
      const handle = document.querySelectorAll('.layer-handle')[0]!;
      handle.dispatchEvent(new PointerEvent('pointerdown', at(0)));
      dispatchEvent(new PointerEvent('pointermove', at(2)));
    };
    drag();
    await expect.poll(() => document.querySelector('[data-drag=below]')).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    dispatchEvent(new PointerEvent('pointerup', at(2)));
    expect(asked(port, 'move')).toEqual([]);
    drag();
    dispatchEvent(new PointerEvent('pointerup', at(2)));
    expect(asked(port, 'move')).toEqual([['move', 'worst', 0]]);
  });
});

describe('the menu of a layer', () => {
  it('is walked by keys, and left by Escape', async () => {
    showLayers();
    button(`More on ${best}`).element().focus();
    await userEvent.keyboard('{Enter}');
    const focused = () => document.activeElement?.textContent;
    expect(focused()).toBe('Style…');
    await userEvent.keyboard('{ArrowUp}');
    expect(focused()).toBe('Remove');
    await userEvent.keyboard('d');
    expect(focused()).toBe('Duplicate');
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('[role=menu]')).toBeNull();
    expect(document.activeElement).toBe(button(`More on ${best}`).element());
  });

  it('closes where something else is pressed', async () => {
    showLayers();
    await userEvent.click(button(`More on ${best}`));
    await userEvent.click(grip('Worst-pixel mosaic (by cloud score)'));
    expect(document.querySelector('[role=menu]')).toBeNull();
  });

  it('removes, and undoes it', async () => {
    const port = showLayers();
    await choose('Remove');
    await expect.poll(() => texts('.layer-name')).toHaveLength(2);
    expect(texts('.layer-removed p')).toEqual([`Removed ${best}.`]);
    expect(document.activeElement).toBe(button('Undo').element());
    await userEvent.click(button('Undo'));
    await expect.poll(() => port.layers.map(({ id }) => id)).toEqual(['collection', 'best', 'worst']);
    await expect.poll(() => document.activeElement).toBe(grip(best).element());
    expect(document.querySelector('.layer-removed')).toBeNull();
  });

  it('renames, unless Escape or an empty name says otherwise', async () => {
    const port = showLayers();
    const type = async (keys: string) => {
      await choose('Rename…');
      await userEvent.keyboard(keys);
    };
    await type('Old{Escape}');
    await type('{Backspace}{Enter}');
    await type('<b>Mine{Enter}');
    expect(asked(port, 'rename')).toEqual([['rename', 'best', '<b>Mine']]);
    await expect.poll(() => texts('.layer-name')[1]).toBe('<b>Mine');
  });

  it('adds dates at once, but margins only once their cost is known', async () => {
    const port = showLayers();
    await choose('Show date of pixel');
    expect(asked(port, 'addAspect')).toEqual([['addAspect', 'best', 'date']]);
    await choose('Show margin to runner-up…');
    expect(texts('.aspect-offer p')).toEqual([
      'The margin needs every scene: 24 scenes, up to 3.2 MB to read, less what was read already.',
    ]);
    await userEvent.click(button('Cancel'));
    expect(asked(port, 'addAspect')).toHaveLength(1);
    await choose('Show margin to runner-up…');
    await userEvent.click(button('Show'));
    expect(asked(port, 'addAspect').at(-1)).toEqual(['addAspect', 'best', 'margin']);
  });

  it('says why an aspect cannot be shown', async () => {
    const port = showLayers({ cost: 'A median has no winner.' });
    await choose('Show date of pixel');
    expect(texts('.aspect-offer p')).toEqual(['A median has no winner.']);
    expect(asked(port, 'addAspect')).toEqual([]);
  });
});

describe('the style of a layer', () => {
  const ndvi = (over = {}) => [
    makeArranged({ id: 'nd', name: 'NDVI', bands: ['nd', 'B4'], look: makeLook({ bands: ['nd'] }), ...over }),
  ];
  const open = async (over: Partial<FakeLayers> = {}, layer = best) => {
    const port = showLayers(over);
    await userEvent.click(button(`Style of ${layer}`));
    await expect.poll(() => texts('.count-line span')).toEqual(['Of this view, at 76 m pixels']);
    return port;
  };
  const params = (port: FakeLayers, id = 'best') => port.layers.find((layer) => layer.id === id)!.visParams;

  it('stretches over percentiles of the view, of all bands at once or of each', async () => {
    const port = await open();
    // Three ramps of 1000 values each, from 1000, 1100 and 1200.
    await userEvent.click(button('Min–max'));
    await expect.poll(() => params(port)).toMatchObject({ min: 1000, max: 2199 });
    await userEvent.click(page.getByLabelText('Each band by itself', { exact: true }));
    await userEvent.click(button('Natural 2–98 %'));
    // numpy.percentile: 1019.98 and 1979.02 of the first, rounded outwards.
    await expect
      .poll(() => params(port))
      .toMatchObject({ min: [1019.9, 1119.9, 1219.9], max: [1979.1, 2079.1, 2179.1] });
    expect(asked(port, 'values')).toHaveLength(1);
  });

  it('takes numbers as they are typed, and keeps the last while they are none', async () => {
    const port = await open();
    const max = page.getByRole('textbox', { name: 'Max', exact: true });
    await userEvent.fill(max, '25');
    await userEvent.type(max, '00x');
    await expect.poll(() => params(port)).toMatchObject({ min: 0, max: 2500 });
    expect(max.element().getAttribute('aria-invalid')).toBe('true');
  });

  it('says that min is above max, and holds the last', async () => {
    const port = await open();
    const min = page.getByRole('textbox', { name: 'Min', exact: true });
    await userEvent.fill(min, '100');
    await expect.poll(() => params(port).min).toBe(100);
    await userEvent.fill(min, '4000');
    expect(texts('.ends .fault')).toEqual(['Min is above max: the last one holds.']);
    expect(min.element().getAttribute('aria-describedby')).toBe(document.querySelector('.ends .fault')!.id);
    await userEvent.fill(page.getByRole('textbox', { name: 'Max', exact: true }), '99');
    expect(texts('.ends .fault')).toEqual(['Max is below min: the last one holds.']);
    expect(min.element()).toHaveValue('100');
    expect(params(port)).toMatchObject({ min: 100, max: 3000 });
  });

  it('comes into sight with the keyboard, and Escape leads back', async () => {
    await page.viewport(800, 300);
    await open();
    const editor = document.querySelector<HTMLElement>('.layer-style')!;
    expect(document.activeElement).toBe(editor);
    expect(editor.getBoundingClientRect().top).toBeLessThan(innerHeight - 40);
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('.layer-style')).toBeNull();
    expect(document.activeElement).toBe(button(`Style of ${best}`).element());
    await choose('Style…');
    await expect.poll(() => document.activeElement?.className).toBe('layer-style');
  });

  it('moves ends by keys, never past each other', async () => {
    const port = await open(
      { layers: ndvi({ look: makeLook({ bands: ['nd'], min: [0], max: [1] }) }) },
      'NDVI',
    );
    page.getByRole('slider', { name: 'Min', exact: true }).element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => params(port, 'nd').min).toBeGreaterThan(0);
    await userEvent.keyboard('{PageUp}{PageUp}{PageUp}{PageUp}{PageUp}{PageUp}{PageUp}{PageUp}');
    await expect.poll(() => params(port, 'nd').min).toBe(1);
  });

  it('sets gamma, and resets all', async () => {
    const port = await open();
    const before = params(port);
    expect(button('Reset').element()).toBeDisabled();
    page.getByRole('slider', { name: 'Gamma', exact: true }).element().focus();
    await userEvent.keyboard('{End}');
    await expect.poll(() => params(port).gamma).toBe(4);
    await userEvent.click(button('Reset'));
    expect(params(port)).toEqual(before);
    await expect.element(button('Reset')).toBeDisabled();
  });

  it('shows usual combinations, or one band in a palette', async () => {
    const port = await open();
    await userEvent.selectOptions(page.getByLabelText('Bands', { exact: true }), 'SWIR (B12, B8, B4)');
    await expect.poll(() => params(port).bands).toEqual(['B12', 'B8', 'B4']);
    await userEvent.selectOptions(page.getByLabelText('Bands', { exact: true }), 'Single band');
    await expect.poll(() => params(port).bands).toEqual(['B12']);
    await userEvent.click(page.getByRole('radio', { name: 'Viridis', exact: true }));
    await expect.poll(() => params(port).palette).toHaveLength(11);
    await userEvent.click(page.getByLabelText('Reversed', { exact: true }));
    await expect.poll(() => params(port).palette?.[0]).toBe('#fde725');
  });

  it('takes colours of a person, and says what is none', async () => {
    const port = await open({ layers: ndvi() }, 'NDVI');
    const colors = page.getByLabelText('Colours', { exact: true });
    await userEvent.fill(colors, 'white, grin');
    await expect.poll(() => texts('.layer-style .fault')[0]).toContain("'grin' is not a colour");
    expect(params(port, 'nd').palette).toBeUndefined();
    await userEvent.fill(colors, 'white, green');
    await expect.poll(() => params(port, 'nd').palette).toEqual(['#ffffff', '#008000']);
  });

  it('says why nothing was counted, and counts again', async () => {
    const failure = new BestpixelError('context-lost', 'the graphics card was lost', { remedy: 'Wait.' });
    const port = showLayers({ inView: () => Promise.reject(failure) });
    await userEvent.click(button(`Style of ${best}`));
    await expect.poll(() => texts('.layer-style .fault')[0]).toContain('graphics card was lost');
    port.inView = () => Promise.resolve(null);
    port.layers[1]!.state = 'incomplete';
    port.emit();
    await expect.poll(() => texts('.count-line span')).toEqual(['Nothing is drawn yet']);
    await userEvent.click(button('Count again'));
    await expect.poll(() => asked(port, 'values')).toHaveLength(3);
  });

  it('sets a refused style back, with a sentence', async () => {
    const port = await open();
    Object.defineProperty(port.layers[1], 'visParams', {
      get: () => ({}),
      set() {
        throw new BestpixelError('bad-input', 'gamma must be above 0');
      },
    });
    await userEvent.click(button('Min–max'));
    await expect.poll(() => texts('.layer-style .fault')[0]).toContain('Gamma must be above 0');
    expect(page.getByRole('textbox', { name: 'Max', exact: true }).element()).toHaveValue('3000');
  });
});

describe('margins', () => {
  it('tell how much the tie rule decided', () => {
    showLayers({ tied: 0.344, layers: [makeArranged({ id: 'm', aspect: 'margin' })] });
    expect(texts('.layer-note')).toEqual([
      '34 % of the pixels that several scenes compete for are ties (the last scene wins)',
    ]);
  });
});

it('leaves no listener and hands on what was just set', async () => {
  const port = showLayers();
  await userEvent.click(button(`Style of ${best}`));
  const gamma = page.getByRole('slider', { name: 'Gamma', exact: true }).element() as HTMLInputElement;
  // In one turn: no frame comes between.
  gamma.value = '-2';
  gamma.dispatchEvent(new InputEvent('input', { bubbles: true }));
  expect(port.layers[1]!.visParams.gamma).toBeUndefined();
  clearLayers();
  expect(port.layers[1]!.visParams.gamma).toBe(0.25);
  expect(port.listeners()).toBe(0);
});
