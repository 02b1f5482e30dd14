import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../errors.ts';
import { fatalMessage } from './fatal-message.ts';
import { mountUi } from './mount-ui.tsx';
import { type FakeLayers, fakeLayers, makeArranged } from './testing/fake-layers.ts';
import { fakePorts } from './testing/fake-ports.ts';
import { fakeData } from './testing/fake-data.ts';
import {
  type FakeViewer,
  fakeViewer,
  makeCollection,
  makeLayer,
  makeProgress,
} from './testing/fake-viewer.ts';

// Panels of a small screen start folded.
beforeEach(() => page.viewport(1000, 800));

let unmount: () => void = () => {};
let arranged: FakeLayers;
afterEach(() => {
  unmount();
  unmount = () => {};
  document.body.replaceChildren();
  localStorage.clear();
});

function show(over: Partial<FakeViewer> = {}) {
  const port = fakeViewer(over);
  const root = document.body.appendChild(document.createElement('div'));
  const data = fakeData();
  // One and the same layers, as panels of two ports see them.
  arranged = fakeLayers({ layers: port.layers.map((layer) => Object.assign(layer, makeArranged(layer))) });
  unmount = mountUi(root, fakePorts({ viewer: port, data, layers: arranged }));
  return { port, root, data };
}

async function changed(port: FakeViewer): Promise<void> {
  port.emit('change');
  arranged.emit();
  await new Promise((next) => setTimeout(next, 300));
}

const all = (css: string) => [...document.querySelectorAll<HTMLElement>(css)];
const texts = (css: string) => all(css).map((element) => element.textContent);
const named = (css: string, name: string) =>
  all(css).find((each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name)!;

const hostile = '<img src=x onerror="window.harmed=true">';
const failing = () =>
  makeLayer({
    state: 'incomplete',
    progress: makeProgress({
      scenesDone: 23,
      failures: [
        { scene: hostile, band: 'cloud', sentence: `The file is cut short (${hostile}). Fetch it again.` },
      ],
    }),
  });

describe('the layers panel', () => {
  it('lists the top layer first, each with what it is doing', () => {
    show();
    expect(texts('.layer-name')).toEqual([
      'Worst-pixel mosaic (by cloud score)',
      'Best-pixel mosaic (by cloud score)',
      'Collection (for series inspection)',
    ]);
    expect(texts('.layer-line')).toEqual([
      'Hidden: reads nothing',
      '24 scenes · 12 tiles',
      'Hidden: reads nothing',
    ]);
  });

  it('shows and hides through the port', async () => {
    const { port } = show();
    await userEvent.click(all('.layer-name input')[0]!);
    expect(port.layers.map(({ shown }) => shown)).toEqual([false, true, true]);
  });

  it('follows the viewer when it changes', async () => {
    const { port } = show();
    Object.assign(port.layers[1]!, {
      state: 'loading',
      progress: makeProgress({ scenesDone: 7, tilesDone: 3 }),
    });
    await changed(port);
    expect(texts('.layer-line')[1]).toBe('7/24 scenes · 3/12 tiles');
  });

  it('sets opacity by keyboard, and says it', async () => {
    const { port } = show();
    const slider = named('input[type=range]', 'Opacity of Best-pixel mosaic (by cloud score)');
    slider.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(port.layers[1]!.opacity).toBe(0.98);
    await changed(port);
    expect(slider.getAttribute('aria-valuetext')).toBe('98 %');
  });
});

describe('the data panel', () => {
  it('says that scenes are listed, and that no collection is open only where none comes', async () => {
    const { port } = show({ collections: [], status: { loading: true, seconds: null, restoring: false } });
    expect(texts('.shown-now > .quiet')).toEqual(['Listing scenes…']);
    Object.assign(port, { status: { loading: false, seconds: null, restoring: false } });
    await changed(port);
    expect(texts('.shown-now > .quiet')).toEqual(['No collection is open.']);
  });
});

describe('failures', () => {
  it('are told as text, whatever a scene is called', async () => {
    show({ layers: [failing()] });
    expect(all('.failure-list')).toHaveLength(0);
    await userEvent.click(named('button', '1 failed read'));
    expect(texts('.failure-list b')).toEqual([hostile]);
    expect(texts('.failure-list span')).toEqual([`The file is cut short (${hostile}). Fetch it again.`]);
    expect(all('.failure-list img')).toHaveLength(0);
    expect('harmed' in window).toBe(false);
  });

  it('can be retried from the keyboard', async () => {
    const { port } = show({ layers: [failing()] });
    named('button', 'Retry').focus();
    await userEvent.keyboard('{Enter}');
    expect(port.asked.retry).toBe(1);
  });
});

describe('a collection', () => {
  it('folds what to know of its source away, with whose data it is', async () => {
    const notes = [`no cloud probability here ${hostile}`];
    show({ collections: [makeCollection({ notes, attribution: 'Contains modified Copernicus data' })] });
    const [about] = all('.about-source');
    expect(about!.querySelector('ul')!.checkVisibility()).toBe(false);
    await userEvent.click(about!.querySelector('summary')!);
    expect(texts('.about-source li')).toEqual([
      `No cloud probability here ${hostile}`,
      'Contains modified Copernicus data',
    ]);
    expect(about!.querySelector('ul')!.checkVisibility()).toBe(true);
  });

  it('of which there is nothing to know offers nothing', () => {
    show({ collections: [makeCollection({ notes: [], attribution: '' })] });
    expect(all('.about-source')).toEqual([]);
  });
});

describe('notices', () => {
  it('tell what, where and what to do, count repeats, and go when dismissed', async () => {
    const { port } = show();
    const error = new BestpixelError('range-ignored', 'the server ignores Range', {
      where: hostile,
      remedy: 'Ask it.',
    });
    port.emit('error', error);
    port.emit('error', error);
    await changed(port);
    expect(texts('.notice p')).toEqual([`The server ignores Range (${hostile}). Ask it. (2 times)`]);
    expect(all('.notice img')).toHaveLength(0);
    await userEvent.click(named('button', 'Dismiss'));
    expect(all('.notice')).toHaveLength(0);
  });
});

describe('the map', () => {
  it('offers to zoom to data only where data covers less than a quarter of the view', async () => {
    const { port } = show({ share: 0.25 });
    expect(all('.zoom-to-data')).toHaveLength(0);
    port.share = 0.24;
    await changed(port);
    await userEvent.click(named('button', 'Zoom to data'));
    expect(port.asked.zoomToData).toBe(1);
  });

  it('changes projection by arrow key', async () => {
    const { port } = show();
    document.querySelector<HTMLElement>('input[value=globe]')!.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(port.projection).toBe('mercator');
  });
});

describe('the page', () => {
  it('says that synthetic data is synthetic, in the bar and beside the data', () => {
    show();
    expect(texts('.bar .badge')).toEqual(['synthetic']);
    expect(texts('.panels .badge')).toEqual(['synthetic']);
  });

  it('folds the rail, and remembers it', async () => {
    show();
    const panels = document.getElementById('panels')!;
    expect(named('button', 'Panels').getAttribute('aria-expanded')).toBe('true');
    await userEvent.click(all('button[aria-controls=panels]').find((button) => button.checkVisibility())!);
    expect(panels.checkVisibility()).toBe(false);
    expect(document.documentElement.dataset['rail']).toBe('folded');
    unmount();
    show();
    expect(document.getElementById('panels')!.checkVisibility()).toBe(false);
  });

  it('goes through the themes, tells the viewer, and remembers the choice', async () => {
    const { port } = show();
    const button = () =>
      all('.bar button').find((each) => each.getAttribute('aria-label')?.startsWith('Theme'))!;
    await userEvent.click(button());
    expect(port.theme).toBe('light');
    await userEvent.click(button());
    expect(port.theme).toBe('dark');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('bestpixel.theme')).toBe('dark');
    await userEvent.click(button());
    expect(localStorage.getItem('bestpixel.theme')).toBeNull();
  });

  it('leaves no listener and no element behind', () => {
    const { port, root, data } = show();
    expect(Math.min(port.listeners(), data.listeners())).toBeGreaterThan(0);
    unmount();
    expect([port.listeners(), data.listeners()]).toEqual([0, 0]);
    expect(root.childElementCount).toBe(0);
  });

  it('can say that it cannot work, in sentences of text', () => {
    document.body.append(fatalMessage({ title: 'No WebGL2', what: hostile, remedy: 'Turn it on.' }));
    expect(texts('[role=alert] p')).toEqual([`${hostile}.`, 'Turn it on.']);
  });
});

describe('the graphics memory', () => {
  it('tells what is used, and sets how much may be', async () => {
    const { port } = show();
    const choice = named('select', 'Graphics memory that the layers may use') as HTMLSelectElement;
    expect(choice.closest('.budget')!.textContent).toContain('GPU 96 of');
    expect(choice.value).toBe('512');
    await userEvent.selectOptions(choice, '256 MiB');
    expect(port.gpuBudget).toBe(256 * 2 ** 20);
  });

  it('offers a budget that was set elsewhere too', () => {
    show({ gpuBudget: 48 * 2 ** 20 });
    expect((named('select', 'Graphics memory that the layers may use') as HTMLSelectElement).value).toBe(
      '48',
    );
  });
});
