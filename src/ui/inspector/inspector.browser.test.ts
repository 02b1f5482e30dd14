import axe from 'axe-core';
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import '../styles/index.css';
import {
  exampleBox,
  examplePlace,
  type FakeInspect,
  fakeInspect,
  makeInspected,
  makeInspection,
} from '../testing/fake-inspect.ts';
import { InspectorControl } from './inspector-control.ts';
import { InspectorDrawer } from './inspector-drawer.tsx';

let control: InspectorControl;
let port: FakeInspect;
let due: (() => void) | null = null;
const root = () => document.getElementById('inspector-test')!;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const all = (css: string) => [...document.querySelectorAll<HTMLElement>(css)];
const texts = (css: string) => all(css).map((element) => element.textContent?.trim());

function show(over: Partial<FakeInspect> = {}): void {
  port = fakeInspect(over);
  control = new InspectorControl(port, document.documentElement, (_, run) => {
    due = run;
    return () => {
      due = null;
    };
  });
  const place = document.body.appendChild(document.createElement('div'));
  place.id = 'inspector-test';
  render(h(InspectorDrawer, { control }), place);
}

async function showPicked(inspection = makeInspection()): Promise<void> {
  port.pick(inspection.place);
  port.readings.at(-1)!.end(inspection);
  await expect.poll(() => all('.inspector-table tbody tr').length).toBe(inspection.scenes.length);
}

beforeEach(async () => {
  await page.viewport(1100, 700);
  show();
});

afterEach(() => {
  render(null, root());
  control.stop();
  expect(port.listeners()).toBe(0);
  expect(port.marks.at(-1)).toEqual([]);
  document.body.replaceChildren();
  localStorage.clear();
});

describe('a place that is picked', () => {
  it('opens the drawer and is read as far as it is read already', async () => {
    expect(document.documentElement.dataset['inspector']).toBe('closed');
    await showPicked();
    expect(document.documentElement.dataset['inspector']).toBe('open');
    expect(port.readings.map(({ rest }) => rest)).toEqual([false]);
    await expect.element(page.getByRole('heading')).toHaveTextContent('40.14000° N, 103.19000° W');
    expect(texts('.inspector-head p')).toEqual(['pixel 76 m, read from 40 m pixels']);
    expect(texts('[role=status].unseen')).toEqual([
      'Inspected 40.14 N, 103.19 W: 68 scenes, Best from 2020-07-04, Worst from 2020-07-21',
    ]);
  });

  it('ends the reading before it', () => {
    port.pick(examplePlace);
    port.pick(exampleBox);
    expect(port.readings.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(control.pins.value.map(({ place }) => place)).toEqual([exampleBox]);
  });

  it('is read to the end on request, tells how far it is, and can be given up', async () => {
    await showPicked();
    await userEvent.click(button('Read them (≈ 1.2 MB)'));
    expect(port.readings.at(-1)!.rest).toBe(true);
    port.readings.at(-1)!.part(makeInspection(), { scenesDone: 4, scenesWanted: 9 });
    await expect.element(page.getByText('Reading 4 of 9 scenes')).toBeVisible();
    await userEvent.click(button('Cancel'));
    expect(port.readings.at(-1)!.signal.aborted).toBe(true);
    await expect.element(button('Read them (≈ 1.2 MB)')).toBeVisible();
  });

  it('tells as a sentence why it failed, and tries again', async () => {
    port.pick(examplePlace);
    port.readings[0]!.fail(new BestpixelError('network', 'the host does not answer', { remedy: 'Wait.' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The host does not answer. Wait.');
    await userEvent.click(button('Retry'));
    expect(port.readings).toHaveLength(2);
  });

  it('is read anew once the edition rests, and not for less', async () => {
    await showPicked();
    port.emit();
    expect(due).toBeNull();
    port.edition = 1;
    port.emit();
    expect(port.readings).toHaveLength(1);
    due!();
    expect(port.readings.map(({ rest }) => rest)).toEqual([false, false]);
  });

  it('is not read again while it is being read, nor waits longer for what changes besides', async () => {
    await showPicked();
    port.edition = 1;
    port.emit();
    const first = due!;
    port.emit();
    expect(due).toBe(first);
    port.edition = 2;
    port.emit();
    const last = due!;
    expect(last).not.toBe(first);
    due = null;
    last();
    port.emit();
    expect(due).toBeNull();
    expect(port.readings.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    control.close();
    control.show();
    due!();
    expect(port.readings).toHaveLength(3);
  });
});

describe('dates', () => {
  it('are sorted by any column, and tell which', async () => {
    await showPicked(makeInspection(12));
    const first = () => all('.inspector-table tbody tr')[0]!.textContent;
    await userEvent.click(button('Cloud %'));
    const least = Math.min(...Array.from({ length: 12 }, (_, at) => (at * 37) % 101));
    expect(least).toBe(0);
    expect(first()).toContain('2020-07-01');
    await userEvent.click(button(/^Cloud %/));
    expect(page.getByRole('columnheader', { name: /Cloud/ }).element().ariaSort).toBe('descending');
    const most = makeInspection(12).scenes.toSorted((a, b) => b.cloudCover! - a.cloudCover!)[0]!;
    expect(first()).toContain(most.index);
  });

  it('are stepped through by arrow keys: the map points at them, and the scene on it follows', async () => {
    await showPicked();
    const scenes = makeInspection().scenes;
    all('.date-chip')[0]!.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(port.points.at(-1)).toBe(scenes[1]!.id);
    expect(port.shownScene).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(port.shownScene).toBe(scenes[1]!.index);
    await userEvent.keyboard('{ArrowRight}');
    expect(port.shownScene).toBe(scenes[2]!.index);
    expect(port.points.at(-1)).toBe(scenes[2]!.id);
    await userEvent.keyboard('{Enter}');
    expect(port.shownScene).toBeNull();
  });

  it('are pointed at in table, pictures and map at once', async () => {
    await showPicked();
    await userEvent.hover(all('.inspector-table tbody tr')[2]!);
    await expect.poll(() => all('.date-chip').findIndex(({ dataset }) => dataset['lit'] === 'true')).toBe(2);
    expect(port.points.at(-1)).toBe(makeInspection().scenes[2]!.id);
  });

  it('are left out by their button, which is not there for scripts', async () => {
    await showPicked();
    port.shownScene = makeInspection().scenes[2]!.index;
    await userEvent.click(button('Not this date'));
    expect(port.left).toEqual([makeInspection().scenes[2]!.index]);
    port.leaveOut = null;
    port.emit();
    await expect.element(button('Not this date')).not.toBeInTheDocument();
  });

  it('are told with short names of mosaics, and saved with whole ones', async () => {
    const inspection = makeInspection(12);
    const mosaics = inspection.mosaics.map((mosaic) => ({ ...mosaic, name: `${mosaic.name} (by cloud)` }));
    await showPicked({ ...inspection, mosaics });
    expect(all('.inspector b').map(({ textContent }) => textContent)).toEqual(['Best', 'Worst']);
    expect(await control.series('csv')!.data.text()).toContain('Best (by cloud)');
  });

  it('say as text what they are, markup included', async () => {
    await showPicked();
    expect(all('.inspector b').map(({ textContent }) => textContent)).toEqual(['Best', 'Worst']);
    const cells = all('.inspector-table tbody tr').map(({ textContent }) => textContent!);
    expect(cells[5]).toContain('failed: The file ends before its header says <b>(B04.tif)</b>.');
    expect(cells[1]).toContain('Best: wins');
    expect(cells[0]).toContain('Best: same quality');
  });
});

describe('pins', () => {
  it('are added beside each other, charted in one variable, and removed', async () => {
    await showPicked();
    await userEvent.click(button('Add pin'));
    await showPicked(makeInspection(20));
    expect(port.marks.at(-1)).toHaveLength(2);
    expect(new Set(control.pins.value.map(({ color }) => color)).size).toBe(2);
    expect(texts('.inspector-chart option')).not.toContain('B4, B3, B2, quality');
    await userEvent.click(button('Remove Pin 1'));
    expect(port.marks.at(-1)).toHaveLength(1);
    await expect.element(button('Remove Pin 1')).toBeVisible();
  });

  it('of a box tell mean and spread', async () => {
    control.show();
    await userEvent.click(button('Box'));
    port.boxes[0]!.draw(exampleBox);
    const scene = makeInspected(0, { chip: null, values: { B4: { value: 1000, spread: 50 } } });
    await expect.poll(() => port.readings.length).toBe(1);
    port.readings[0]!.end(makeInspection(1, { place: exampleBox, scenes: [scene], mosaics: [], rest: null }));
    await expect.poll(() => texts('.inspector-table th')).toContain('± B4');
    await userEvent.click(button('Scaled'));
    expect(texts('.inspector-table td')).toEqual(expect.arrayContaining(['0', '0.005']));
    expect(texts('.date-chip .chip-day')).toHaveLength(1);
    expect(all('.chip-picture')).toHaveLength(0);
  });
});

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each([1100, 400])('at %i px nothing is out of reach of assistive technology', async (width) => {
    await page.viewport(width, 800);
    document.documentElement.dataset['theme'] = theme;
    await showPicked();
    await expect.poll(() => all('.chart-place canvas').length).toBe(1);
    const { violations } = await axe.run(root());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });
});

it('closes by Escape, and marks nothing then', async () => {
  await showPicked();
  await userEvent.click(button('CSV'));
  all('.date-chip')[0]!.focus();
  await userEvent.keyboard('{Escape}');
  expect(document.documentElement.dataset['inspector']).toBe('closed');
  expect(port.marks.at(-1)).toEqual([]);
});
