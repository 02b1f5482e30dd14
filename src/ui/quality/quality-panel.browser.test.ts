import '../styles/index.css';
import axe from 'axe-core';
import { h, render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { livePort } from '../live-port.ts';
import { type FakeRules, fakeRules, makeOffered, makeRule } from '../testing/fake-rules.ts';
import { all, button, field, texts } from '../testing/panel-page.ts';
import { QualityPanel } from './quality-panel.tsx';

let unmount: () => void = () => {};
afterEach(() => {
  unmount();
  document.body.replaceChildren();
});

function show(over: Partial<FakeRules> = {}): FakeRules {
  const port = fakeRules(over);
  const root = document.body.appendChild(document.createElement('div'));
  root.className = 'panels';
  root.style.width = '300px';
  const live = livePort(port);
  render(h(QualityPanel, { live }), root);
  unmount = () => {
    render(null, root);
    live.stop();
    expect(port.listeners()).toBe(0);
  };
  return port;
}

const slider = (name: string) => page.getByRole('slider', { name, exact: true });
const last = (port: FakeRules) => port.told.at(-1);
const hostile = '<img src=x onerror="window.harmed=true">';

describe('the quality panel', () => {
  it('offers every rule, and starts each with its gate and without tolerance', async () => {
    const port = show();
    expect(all('.rule option')).toHaveLength(10);
    expect(all('.rule [role=switch]')).toHaveLength(0);
    await userEvent.selectOptions(field('Rule'), 'Greenest');
    expect(port.told).toEqual([makeRule('greenest')]);
    await expect.element(page.getByText('The highest NDVI wins.')).toBeVisible();
    await expect.element(page.getByText('The last scene wins ties.')).toBeVisible();
    await expect.element(page.getByRole('switch')).toBeChecked();
  });

  it('says why a rule is not to be had', async () => {
    const lack = `It needs a ${hostile} band.`;
    show({ offered: makeOffered({ burnt: { lack } }) });
    const burnt = all('.rule option').find(({ textContent }) => textContent.startsWith('Burnt'))!;
    expect(burnt).toMatchObject({ disabled: true, textContent: 'Burnt (not here)' });
    await userEvent.click(page.getByText('Why one rule is not here'));
    expect(texts('.rule-lacks li')).toEqual([`Burnt. ${lack}`]);
  });

  it('opens and closes the gate, class by class, and keeps the classes meanwhile', async () => {
    const port = show({ rule: makeRule('greenest') });
    await userEvent.click(page.getByText('6 of 12 classes left out'));
    await userEvent.click(page.getByRole('checkbox', { name: /Water/ }));
    await expect.poll(() => last(port)?.gate).toEqual([0, 1, 3, 6, 8, 9, 10]);
    await userEvent.click(page.getByRole('switch'));
    await expect.poll(() => last(port)?.gate).toBeNull();
    await userEvent.click(page.getByRole('switch'));
    await expect.poll(() => last(port)?.gate).toEqual([0, 1, 3, 6, 8, 9, 10]);
  });

  it('aims at a day by slider or date, and weighs cloud against it, by keyboard', async () => {
    const port = show({ rule: makeRule('clear-sky') });
    await expect.element(field('Target date')).toHaveValue('2020-07-31');
    slider('Target date, day by day').element().focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    await expect.poll(() => last(port)?.target).toBe('2020-07-02');
    await userEvent.fill(field('Target date'), '2020-08-15');
    field('Target date').element().dispatchEvent(new Event('change'));
    await expect.poll(() => last(port)?.target).toBe('2020-08-15');
    slider('Cloud against date').element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect.poll(() => last(port)?.weight).toBe(0.03);
    expect(last(port)?.target).toBe('2020-08-15');
  });

  it('takes a tolerance by slider and by number', async () => {
    const port = show({ rule: makeRule('most-recent') });
    slider('Tolerance').element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.poll(() => last(port)?.tolerance).toBe(1);
    await userEvent.fill(field('Tolerance, days'), '7.25');
    await userEvent.tab();
    await expect.poll(() => last(port)?.tolerance).toBe(7.25);
  });

  it('keeps a number that is typed while another change is still to be drawn', async () => {
    const port = show({ rule: makeRule('most-recent') });
    const range = slider('Tolerance').element() as HTMLInputElement;
    const number = field('Tolerance, days').element() as HTMLInputElement;
    range.value = '1';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    number.focus();
    number.value = '7.25';
    number.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await expect.poll(() => last(port)?.tolerance).toBe(1);
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    expect(number.value).toBe('7.25');
    number.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => last(port)?.tolerance).toBe(7.25);
  });

  it('applies the last of several changes once per frame', async () => {
    const port = show({ rule: makeRule('clear-sky') });
    const range = slider('Cloud against date').element() as HTMLInputElement;
    for (const value of ['10', '20', '30']) {
      range.value = value;
      range.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await expect.poll(() => port.told.map(({ weight }) => weight)).toEqual([0.3]);
  });
});

describe('a custom expression', () => {
  const rule = makeRule('custom', { expression: 'B8' });

  it('keeps what is typed as soon as it is there', async () => {
    show({ rule });
    const area = document.querySelector('textarea')!;
    area.value = 'B8 +';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    expect(area.value).toBe('B8 +');
  });

  it('is applied by Enter, with names put in by a click', async () => {
    const port = show({ rule });
    await userEvent.click(field('Expression'));
    await userEvent.keyboard('{End} - ');
    await userEvent.click(page.getByText('Properties'));
    await userEvent.click(button('eo:cloud_cover'));
    await expect.element(field('Expression')).toHaveValue("B8 - p('eo:cloud_cover')");
    expect(port.told).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(last(port)).toEqual({ ...rule, expression: "B8 - p('eo:cloud_cover')" });
  });

  it('that is refused says why at the field, and stays to be mended', async () => {
    const port = show({ rule, refuse: new BestpixelError('bad-input', `'${hostile}' means nothing here`) });
    await userEvent.fill(field('Expression'), 'B99');
    await userEvent.click(button('Apply'));
    await expect.element(page.getByRole('alert')).toHaveTextContent(`'${hostile}' means nothing here.`);
    await expect.element(field('Expression')).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field('Expression')).toHaveValue('B99');
    port.refuse = null;
    await userEvent.click(button('Apply'));
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
    expect(last(port)?.expression).toBe('B99');
  });
});

it('marks quietly that the map still shows the rule before', async () => {
  const port = show({ pending: true });
  await expect.element(page.getByRole('status')).toHaveTextContent('The map follows…');
  port.pending = false;
  port.emit();
  await expect.poll(() => texts('.rule-pending')).toEqual(['']);
});

it('shows the script once it is unfolded, and copies it', async () => {
  const port = show();
  const written: string[] = [];
  const { writeText } = navigator.clipboard;
  navigator.clipboard.writeText = (text) => Promise.resolve(void written.push(text));
  try {
    expect(all('.rule-script')).toHaveLength(0);
    await userEvent.click(page.getByText('Equivalent Earth Engine script'));
    await userEvent.click(button('Copy'));
    await expect.element(page.getByText('Copied.')).toBeVisible();
    expect(written).toEqual([port.text]);
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    await userEvent.click(button('Copy'));
    await expect.element(page.getByText(/does not let this page copy/)).toBeVisible();
  } finally {
    navigator.clipboard.writeText = writeText;
  }
});

it('says that layers come from a script', () => {
  show({ rule: null });
  expect(texts('.panel > .quiet')).toEqual([
    'The layers come from a script, which says by what they are ranked.',
  ]);
});

it.each(['clear-sky', 'custom', 'cloud-score'] as const)('has no fault that axe finds: %s', async (kind) => {
  show({
    rule: makeRule(kind),
    offered: makeOffered({ wettest: { lack: 'It needs a band.' } }),
    pending: true,
  });
  for (const fold of all('.rule details')) fold.setAttribute('open', '');
  const { violations } = await axe.run('.panels');
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
