import { signal } from '@preact/signals';
import { h, render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { fakeScript } from '../testing/fake-script.ts';
import { all, button } from '../testing/panel-page.ts';
import { clearScript, openScript } from '../testing/script-page.ts';
import { ScriptControl } from './script-control.ts';
import { ScriptPart } from './script-part.tsx';

afterEach(clearScript);

type Colour = readonly [red: number, green: number, blue: number];

/** As the screen has it, whatever the style sheet calls it. */
function colourOf(css: string): Colour {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

function groundOf(element: Element | null): Colour {
  if (!element) return [255, 255, 255];
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : colourOf(backgroundColor);
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it('all words can be read: contrast is 4.5 at least', async () => {
    localStorage.setItem('bestpixel.theme', theme);
    const script = await openScript({
      shown: "// A comment.\nvar a = ee.Image(1).add(true); print('b', a);\n",
    });
    expect(document.documentElement.dataset['theme']).toBe(theme);
    await userEvent.click(button('Run'));
    script.runs[0]!.line({ id: 0, text: 'waits', state: 'waiting' });
    script.runs[0]!.line({ id: 1, text: 'failed', state: 'failed', at: { line: 1, column: 1 } });
    await expect.element(button('line 1, column 1')).toBeVisible();
    await userEvent.click(button('line 1, column 1'));
    const words = all(
      '.cm-line, .cm-line span, .cm-lineNumbers .cm-gutterElement, .script-bar > *, .script-console li *',
    )
      .filter((element) => element.textContent?.trim() && element.checkVisibility())
      .map((element) => {
        const ratio = contrast(colourOf(getComputedStyle(element).color), groundOf(element));
        return [element.textContent, Math.round(ratio * 10) / 10] as const;
      });
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter(([, ratio]) => ratio < 4.5)).toEqual([]);
    // Strings, numbers, comments and keywords are told apart.
    const colours = new Set(all('.cm-line span').map((span) => getComputedStyle(span).color));
    expect(colours.size).toBeGreaterThan(4);
  });
});

describe('the part of the program with the editor', () => {
  it('says why it did not come, and is fetched again on Retry', async () => {
    const control = new ScriptControl(fakeScript(), document.documentElement);
    let asked = 0;
    const fetch = () => {
      asked += 1;
      return asked === 1
        ? Promise.reject(new BestpixelError('network', 'the script panel did not come', { remedy: 'Check.' }))
        : Promise.resolve(() => h('p', null, 'here it is'));
    };
    const root = document.body.appendChild(document.createElement('div'));
    render(h(ScriptPart, { control, fetch, panel: signal(null) }), root);
    await expect.element(page.getByText('the script panel did not come. Check.')).toBeVisible();
    await userEvent.click(button('Retry'));
    await expect.element(page.getByText('here it is')).toBeVisible();
    expect(asked).toBe(2);
    render(null, root);
    control.stop();
  });
});
