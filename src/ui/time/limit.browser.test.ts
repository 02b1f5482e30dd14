import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import {
  allDates,
  at,
  clear,
  days,
  drag,
  full,
  placeOf,
  seen,
  show,
  slider,
  three,
  week,
} from '../testing/time-page.ts';

afterEach(clear);

describe('the limit', () => {
  it('is what is dragged along the axis, when it is let go', async () => {
    const port = show();
    await drag('.time-axis', [placeOf('2020-07-10', full), 300, placeOf('2020-07-20', full)]);
    expect(port.limits).toEqual([{ from: '2020-07-10', to: '2020-07-21' }]);
    await seen('Limited to 2020-07-10 – 2020-07-20: 4 of 24 dates');
  });

  it('is not set by a press that hardly moves', async () => {
    const port = show();
    await drag('.time-axis', [300, 302]);
    expect(port.limits).toEqual([]);
  });

  it.each(['mouse', 'touch'])('is moved at its ends by a %s', async (type) => {
    const port = show();
    const day = (iso: string) => placeOf(iso, full, 0);
    await drag('.time-handle[data-end=from]', [day('2020-07-01'), 200, day('2020-07-11')], type);
    await seen('Limited to 2020-07-11 – 2020-08-27');
    await drag('.time-handle[data-end=to]', [day('2020-08-28'), day('2020-08-01')], type);
    expect(port.limits).toEqual([
      { from: '2020-07-11', to: '2020-08-28' },
      { from: '2020-07-11', to: '2020-08-01' },
    ]);
  });

  it('is chosen by keys at both ends and set by Enter', async () => {
    const port = show();
    (await at('.time-handle')).focus();
    await userEvent.keyboard('{PageUp}');
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-07-31');
    await seen('Enter limits to them');
    await userEvent.keyboard('{Tab}{ArrowLeft}');
    await expect.element(slider('Last day')).toHaveAttribute('aria-valuetext', '2020-08-26');
    expect(port.limits).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => port.limits).toEqual([{ from: '2020-07-31', to: '2020-08-27' }]);
  });

  it('chosen by keys is given up by Escape, and by going elsewhere', async () => {
    const port = show();
    (await at('.time-handle')).focus();
    await userEvent.keyboard('{ArrowRight}');
    await seen('2020-07-02 – 2020-08-27');
    await userEvent.keyboard('{Escape}');
    await seen('24 dates, 2020-07-01');
    await userEvent.keyboard('{ArrowRight}');
    await seen('2020-07-02 – 2020-08-27');
    days().element().focus();
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-07-01');
    expect(port.limits).toEqual([]);
  });

  it('is taken away by All dates, and the keyboard stays on the strip', async () => {
    const port = show({ range: { from: '2020-07-10', to: '2020-07-21' } });
    allDates().element().focus();
    await userEvent.keyboard('{Enter}');
    expect(port.limits).toEqual([null]);
    await seen('24 dates');
    expect(document.activeElement?.closest('.time')).not.toBeNull();
    expect(getComputedStyle(document.querySelector('.all-dates')!).visibility).toBe('hidden');
  });

  it('is told, its handles at the ends, where only its own days are known', async () => {
    show({ days: three, range: { from: '2020-06-20', to: '2020-07-20' } });
    await seen('Limited to 2020-06-20 – 2020-07-19: 3 dates');
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-06-20');
    await expect.element(slider('Last day')).toHaveAttribute('aria-valuetext', '2020-07-19');
  });

  it('marks the strip busy until it is there, and keeps what was chosen in sight', async () => {
    const port = show();
    const held = port.hold();
    await drag('.time-axis', [placeOf('2020-07-10', full), placeOf('2020-07-20', full)]);
    await expect.element(page.getByText('loading…')).toBeVisible();
    expect(document.querySelector('.time')!.getAttribute('aria-busy')).toBe('true');
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-07-10');
    held.release();
    await expect.poll(() => document.querySelector('.time-busy')).toBeNull();
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-07-10');
  });

  it('that cannot be set is told as a sentence, and the handles go back', async () => {
    const harm = '<img src=x onerror="window.harmed=true">';
    show({
      refusal: new BestpixelError('network', `The host does not answer ${harm}`, { remedy: 'Try again.' }),
    });
    await drag('.time-axis', [placeOf('2020-07-10', full), placeOf('2020-07-20', full)]);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent(`The host does not answer ${harm}. Try again.`);
    await expect.element(slider('First day')).toHaveAttribute('aria-valuetext', '2020-07-01');
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    await seen('24 dates');
  });

  it('without any scene is refused before anything is loaded', async () => {
    const port = show({ days: three });
    await drag('.time-axis', [placeOf('2020-07-04', week, 0.1), placeOf('2020-07-04', week, 0.9)]);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('No scene lies in these days (2020-07-04)');
    expect(port.limits).toEqual([]);
  });

  it('cannot be set where a script chose the dates, and the axis says so', async () => {
    show({ limit: null });
    expect((await at('.time-axis')).title).toContain('A script chose these dates');
    expect(document.querySelector('.time-handle')).toBeNull();
  });
});
