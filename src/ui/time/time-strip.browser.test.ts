import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeDay, makeDays } from '../testing/fake-time.ts';
import {
  at,
  clear,
  days,
  drag,
  leavePage,
  placeOf,
  pointer,
  seen,
  show,
  three,
  told,
  week,
} from '../testing/time-page.ts';

afterEach(clear);

describe('the days', () => {
  it('are told as a whole while none is in question', async () => {
    show({ days: three });
    await seen('3 dates, 2020-07-01 – 2020-07-06');
    await seen('share of the view in Best-pixel mosaic (by cloud score)');
  });

  it('are told one by one under the pointer, in the same place', async () => {
    show({ days: three });
    const strip = await at('.time-days');
    const place = () => document.querySelector('.time-key[data-of=cloud]')!.getBoundingClientRect().left;
    const before = place();
    pointer('pointermove', strip, placeOf('2020-07-03', week));
    await seen('2020-07-03 2 scenes12 % cloud34 % of the view in Best-pixel mosaic');
    expect(place()).toBe(before);
    pointer('pointermove', strip, placeOf('2020-07-06', week));
    await seen('2020-07-06 1 scene? cloud');
    expect(told()).not.toContain('of the view');
    pointer('pointerleave', strip, 0);
    pointer('pointerout', strip, 0);
    await seen('3 dates');
  });

  it('are stepped through by keys, and told to those who do not see them', async () => {
    show({ days: three });
    (await at('.time-days')).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .element(days())
      .toHaveAttribute('aria-valuetext', '2020-07-03, 2 scenes, 12 % cloud, 34 % of the view');
    await seen('2020-07-03');
    await userEvent.keyboard('{End}');
    await expect.element(days()).toHaveAttribute('aria-valuenow', '2');
    await userEvent.keyboard('{Home}{ArrowLeft}');
    await expect.element(days()).toHaveAttribute('aria-valuetext', expect.stringContaining('2020-07-01'));
  });

  it('keep the day where keys are when others come before it', async () => {
    const port = show({ days: three });
    (await at('.time-days')).focus();
    await userEvent.keyboard('{End}');
    port.days = [makeDay('2020-06-01'), ...three];
    port.emit();
    await expect.element(days()).toHaveAttribute('aria-valuenow', '3');
    await expect.element(days()).toHaveAttribute('aria-valuetext', expect.stringContaining('2020-07-06'));
  });

  it('are all reached by keys where thousands are drawn three pixels wide', async () => {
    show({ days: makeDays(3000, 1.2) });
    (await at('.time-days')).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.element(days()).toHaveAttribute('aria-valuetext', expect.stringContaining('2020-07-03'));
    await userEvent.keyboard('{End}{ArrowLeft}');
    await expect.element(days()).toHaveAttribute('aria-valuenow', '2998');
    expect(document.querySelectorAll('.time-bars *').length).toBeLessThan(20);
  });
});

describe('scenes on the map', () => {
  it('come by a press, the next of that day by the next, and go by the last', async () => {
    const port = show({ days: three });
    const x = placeOf('2020-07-03', week);
    for (let press = 0; press < 3; press++) await drag('.time-days', [x]);
    expect(port.shows).toEqual(['b', 'c', null]);
  });

  it.each(['mouse', 'touch'])('follow a drag of a %s, each day once', async (type) => {
    const port = show({ days: three });
    await drag('.time-days', [60, 62, 330, 340, 800, 810], type);
    expect(port.shows).toEqual(['b', 'd']);
  });

  it('stay as they are where the touch becomes a scroll', async () => {
    const port = show({ days: three });
    const strip = await at('.time-days');
    strip.setPointerCapture = () => {};
    pointer('pointerdown', strip, 60, 'touch');
    pointer('pointercancel', strip, 60, 'touch');
    pointer('pointermove', strip, 800, 'touch');
    pointer('pointerup', strip, 800, 'touch');
    expect(port.shows).toEqual([]);
  });

  it('come and go by Enter, step by arrows through those of one day, and go by Escape', async () => {
    const port = show({ days: three });
    (await at('.time-days')).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => port.shows).toEqual(['a']);
    await seen('on the map');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(days()).toHaveAttribute('aria-valuetext', expect.stringContaining('scene 1 of 2'));
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(days()).toHaveAttribute('aria-valuetext', expect.stringContaining('scene 2 of 2'));
    await userEvent.keyboard('{Escape}');
    expect(port.shows).toEqual(['a', 'b', 'c', null]);
    await userEvent.keyboard('{Enter}{Enter}');
    await expect.poll(() => port.shows.slice(4)).toEqual(['b', null]);
  });

  it('are told and marked where something else put them there', async () => {
    const port = show({ days: three });
    await at('.time-days');
    port.shownScene = 'd';
    await seen('2020-07-06 on the map');
    await expect.poll(() => document.querySelector('.time-bars .shown')).not.toBeNull();
  });
});

describe('the strip', () => {
  it('folds to one line, and stays so', async () => {
    show();
    await at('.time-days');
    await userEvent.click(page.getByRole('button', { name: 'Time' }));
    await expect.poll(() => document.querySelector('.time-days')).toBeNull();
    expect(document.querySelector('.time')!.clientHeight).toBeLessThanOrEqual(24);
    leavePage();
    show();
    await seen('24 dates');
    expect(document.querySelector('.time-days')).toBeNull();
  });

  it('is about as high as two lines of text and its bars', async () => {
    show();
    await at('.time-days');
    expect(document.querySelector('.time')!.clientHeight).toBeLessThanOrEqual(72);
  });

  it('says that there are no dates', async () => {
    show({ days: [] });
    await seen('No dates: no scene is listed');
  });

  it('shows one date, with nothing to limit', async () => {
    const port = show({ days: [makeDay('2020-07-04')] });
    await seen('1 date, 2020-07-04');
    await drag('.time-axis', [30, 950]);
    (await at('.time-handle')).focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(port.limits).toEqual([]);
  });

  it('fits 320 pixels, with handles wide enough for a finger', async () => {
    show({}, 320);
    await at('.time-days');
    const strip = document.querySelector('.time')!;
    expect(strip.scrollWidth).toBeLessThanOrEqual(320);
    for (const handle of document.querySelectorAll('.time-handle')) {
      expect(handle.getBoundingClientRect().width).toBeGreaterThanOrEqual(24);
    }
  });

  it('crosses out days that are left out and dots those of unknown cloud', async () => {
    show();
    await at('.time-bars');
    const path = (css: string) => document.querySelector(css)!.getAttribute('d')!;
    const of = makeDays(24);
    const count = (text: string, what: string) => text.split(what).length - 1;
    expect(count(path('.time-bars .crossed'), 'M')).toBe(of.filter(({ leftOut }) => leftOut).length);
    expect(count(path('.time-bars .cloud'), 'z')).toBe(24);
    expect(count(path('.time-bars .cloud'), 'a1.5') / 2).toBe(
      of.filter(({ cloud }) => cloud === null).length,
    );
    expect(count(path('.time-bars .share'), 'M')).toBe(of.filter(({ share }) => share! > 0).length);
  });
});
