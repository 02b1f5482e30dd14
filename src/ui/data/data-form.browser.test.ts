import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { exampleChoice, makeFound } from '../testing/fake-data.ts';
import {
  all,
  asked,
  button,
  clear,
  field,
  hostile,
  refused,
  show,
  showForm,
  texts,
} from '../testing/panel-page.ts';

afterEach(clear);

describe('changing data', () => {
  it('asks nothing before Search, tells what is found, and loads it', async () => {
    const data = await showForm();
    expect(data.asked.filter(([method]) => method !== 'mark')).toEqual([]);
    await userEvent.click(button('Search'));
    await expect
      .element(page.getByText('62 scenes in 31 acquisitions, 2020-07-01 – 2020-12-01'))
      .toBeVisible();
    await expect.element(page.getByText(/^About 38 MB .* 212 MiB/)).toBeVisible();
    expect(asked(data, 'find')).toEqual([exampleChoice]);
    await userEvent.click(button('Load 62 scenes'));
    await expect.poll(() => asked(data, 'show')).toEqual([exampleChoice]);
    await expect.element(button('Change data')).toHaveFocus();
  });

  it('searches by Enter from any field, with what was typed last', async () => {
    const data = await showForm();
    field('From').element().focus();
    await userEvent.fill(field('From'), '2020-07-10');
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => asked(data, 'find'))
      .toMatchObject([{ dates: { from: '2020-07-10', to: '2020-09-01' } }]);
  });

  it('searches by a click, with the place typed last and without a find from before', async () => {
    const data = await showForm();
    await userEvent.click(button('Search'));
    await expect.element(button('Load 62 scenes')).toBeVisible();
    await userEvent.fill(field('Coordinates or GeoJSON'), '-103.5, 39.9, -102.9, 40.4');
    await expect.element(button('Load 62 scenes')).not.toBeInTheDocument();
    await userEvent.click(button('Search'));
    await expect.poll(() => asked(data, 'find')[1]).toMatchObject({ place: { type: 'Polygon' } });
    await expect.element(button('Search')).toHaveFocus();
  });

  it('forgets the scenes left out by hand where others are chosen', async () => {
    const data = await showForm({ choice: { ...exampleChoice, without: ['a'] } });
    await userEvent.click(button('Search'));
    await expect.poll(() => asked(data, 'find')).toMatchObject([{ without: ['a'] }]);
    await userEvent.selectOptions(field('Source'), 'A STAC address…');
    await userEvent.fill(field('Address'), 'https://host.example/collections/a');
    await userEvent.click(button('Search'));
    await expect.poll(() => asked(data, 'find')[1]).toMatchObject({ without: [] });
  });

  it('takes a season over several years, cloud, orbit and sensor', async () => {
    const data = await showForm();
    await userEvent.click(page.getByText('Season', { exact: true }));
    await userEvent.fill(field('First year'), '2019');
    await userEvent.fill(field('Last year'), '2024');
    field('Cloud').element().focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
    await userEvent.click(page.getByText('More conditions'));
    await userEvent.fill(field('Orbit'), 'descending');
    await userEvent.fill(field('Sensor'), 'Sentinel-2B');
    await userEvent.click(button('Search'));
    await expect
      .poll(() => asked(data, 'find'))
      .toMatchObject([
        {
          dates: { from: '2019-01-01', to: '2025-01-01' },
          months: { first: 6, last: 8 },
          cloud: 10,
          orbit: 'descending',
          sensor: 'Sentinel-2B',
        },
      ]);
  });

  it('forgets what was found when anything is edited, and what is still being searched', async () => {
    const data = await showForm();
    await userEvent.click(button('Search'));
    await expect.element(button('Load 62 scenes')).toBeVisible();
    field('Cloud').element().focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(button('Load 62 scenes')).not.toBeInTheDocument();
    const { release } = data.hold();
    await userEvent.click(button('Search'));
    await expect.element(button('Stop searching')).toBeVisible();
    field('Cloud').element().focus();
    await userEvent.keyboard('{ArrowLeft}');
    release();
    // An answer that came would be told by now.
    await new Promise((next) => setTimeout(next));
    await expect.element(button('Search')).toBeVisible();
    expect(texts('.search-result [role=status] p')).toEqual([]);
  });

  it('stops on demand, which is no failure', async () => {
    const data = await showForm();
    data.hold();
    await userEvent.click(button('Search'));
    await userEvent.click(button('Stop searching'));
    await expect.element(button('Search')).toBeVisible();
    expect(texts('.fault')).toEqual([]);
  });

  it('tells a refusal as text where it is about, and stays open', async () => {
    const data = await showForm({ refusal: refused });
    await userEvent.click(button('Search'));
    await expect.poll(() => texts('.fault')).toEqual([`The host does not answer ${hostile}. Try again.`]);
    await userEvent.click(button('Search'));
    await expect.element(button('Load 62 scenes')).toBeVisible();
    data.refusal = refused;
    await userEvent.click(button('Load 62 scenes'));
    await expect.poll(() => texts('.fault')).toHaveLength(1);
    expect(all('.data-form img')).toHaveLength(0);
    expect('harmed' in window).toBe(false);
  });

  it('goes to the field that is wrong, and ties the sentence to it', async () => {
    const data = await showForm();
    await userEvent.selectOptions(field('Source'), 'A STAC address…');
    await userEvent.fill(field('Address'), 'host.example');
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Address')).toHaveFocus();
    await expect.element(field('Address')).toHaveAccessibleDescription(/no web address/);
    expect(asked(data, 'find')).toEqual([]);
  });

  it('takes the keyboard as it opens, not from who types a moment later', async () => {
    show();
    const opened = new Promise((resolve) =>
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.data-form')) return;
        observer.disconnect();
        resolve(document.activeElement);
      }).observe(document.body, { childList: true, subtree: true }),
    );
    (button('Change data').element() as HTMLElement).click();
    expect(await opened).toBe(document.querySelector('.data-form select'));
  });

  it('closes with Escape, back to where it was opened', async () => {
    await showForm();
    await expect.element(field('Source')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Change data')).toHaveFocus();
  });

  it('says what could not be understood, and where a list was cut', async () => {
    const rejected = [{ id: hostile, sentence: 'The item has no date.' }];
    await showForm({ found: makeFound({ cutFrom: 1204, rejected, notes: ['no cloud probability here'] }) });
    await userEvent.click(button('Search'));
    await expect.element(page.getByText('The first 62 of 1,204, shared out over the view')).toBeVisible();
    await expect.element(page.getByText('no cloud probability here')).not.toBeVisible();
    await userEvent.click(page.getByText('About this source'));
    await expect.element(page.getByText('no cloud probability here')).toBeVisible();
    await userEvent.click(page.getByText('1 item left out: not understood'));
    expect(texts('.failure-list b')).toEqual([hostile]);
  });

  it('names some of thousands that could not be understood, and more on demand', async () => {
    const rejected = Array.from({ length: 20_000 }, (_, at) => ({ id: `item ${at}`, sentence: 'No date.' }));
    await showForm({ found: makeFound({ scenes: [], rejected }) });
    await userEvent.click(button('Search'));
    await userEvent.click(page.getByText('20,000 items left out: not understood'));
    expect(all('.failure-list li')).toHaveLength(100);
    await userEvent.click(button('Show 100 more of 19,900'));
    await expect.poll(() => all('.failure-list li').length).toBe(200);
  });

  it('names every control, and is no wider than its column', async () => {
    await showForm({
      choice: { ...exampleChoice, where: [{ name: 'a', op: 'lt', value: 1 }] },
      rewrites: [{ from: 'https://a/', to: 'https://b/' }],
    });
    for (const summary of all('.data-form summary')) await userEvent.click(summary);
    const controls = page
      .getByRole('form', { name: 'Change data' })
      .element()
      .querySelectorAll('input, select, button');
    for (const control of controls) await expect.element(control as HTMLElement).toHaveAccessibleName();
    const [form] = all('.data-form');
    expect(form!.scrollWidth).toBeLessThanOrEqual(form!.clientWidth);
  });
});
