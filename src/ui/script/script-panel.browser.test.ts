import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { all, button, hostile, texts } from '../testing/panel-page.ts';
import { exampleScript, makeEntry } from '../testing/fake-script.ts';
import {
  clearScript,
  drawer,
  editorText,
  expectEditor,
  leavePage,
  openScript,
  rewrite,
} from '../testing/script-page.ts';

afterEach(clearScript);

const mine = "print('mine');";

describe('the panel', () => {
  it('opens from the bar with what is shown, runs nothing, and gives the keyboard back when it closes', async () => {
    const script = await openScript({ shown: '// What is shown.\n' });
    expect(editorText()).toBe('// What is shown.\n');
    await expect.element(page.getByRole('textbox', { name: 'Script' })).toHaveFocus();
    await userEvent.click(button('Close the script'));
    expect(drawer().checkVisibility()).toBe(false);
    await expect.element(button('Script')).toHaveFocus();
    expect(script.runs).toEqual([]);
  });

  it('opens and closes by its key, and keeps the text and what undo knows meanwhile', async () => {
    await openScript();
    await rewrite(mine);
    await userEvent.keyboard('{Control>}`{/Control}');
    await expect.poll(() => drawer().checkVisibility()).toBe(false);
    await userEvent.keyboard('{Control>}`{/Control}');
    await expect.element(page.getByRole('textbox', { name: 'Script' })).toHaveFocus();
    expect(editorText()).toBe(mine);
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}');
    expect(editorText()).toBe(exampleScript);
  });

  it('closes by Escape from outside the editor alone', async () => {
    await openScript();
    await userEvent.keyboard('{Escape}');
    expect(drawer().checkVisibility()).toBe(true);
    await userEvent.keyboard('{Tab}{Escape}');
    await expect.poll(() => drawer().checkVisibility()).toBe(false);
  });

  it('keeps what is written over a reload', async () => {
    await openScript();
    await rewrite(mine);
    await expect.poll(() => localStorage.getItem('bestpixel.script')).toBe(mine);
    leavePage();
    await openScript();
    expect(editorText()).toBe(mine);
  });

  it('is as wide as asked by arrow keys, and remembers it', async () => {
    await page.viewport(1280, 800);
    await openScript();
    const edge = page.getByRole('separator', { name: 'Width of the script' });
    edge.element().focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => drawer().getBoundingClientRect().width).toBe(504);
    expect(edge.element().getAttribute('aria-valuenow')).toBe('504');
    leavePage();
    await openScript();
    await expect.poll(() => drawer().getBoundingClientRect().width).toBe(504);
  });

  it('lies beside the map on wide screens and below it on narrow ones, inside the page', async () => {
    for (const [width, height, beside] of [
      [1280, 800, true],
      [390, 844, false],
    ] as const) {
      await page.viewport(width, height);
      const map = document.body.appendChild(document.createElement('div'));
      map.id = 'map';
      await openScript();
      await expect.poll(() => all('.status')[0]!.getBoundingClientRect().bottom).toBe(height);
      const box = drawer().getBoundingClientRect();
      expect(box.right).toBe(width);
      expect(box.left > 0).toBe(beside);
      expect(box.bottom).toBeLessThanOrEqual(all('.status')[0]!.getBoundingClientRect().top);
      expect(map.getBoundingClientRect().height).toBeGreaterThan(96);
      expect(document.documentElement.scrollWidth).toBe(width);
      clearScript();
    }
  });
});

describe('the keyboard in the editor', () => {
  it('leaves by Tab, and indents by Tab after Control M', async () => {
    await openScript();
    await rewrite(mine);
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement!.closest('.cm-editor')).toBeNull();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    await expect.element(page.getByRole('textbox', { name: 'Script' })).toHaveFocus();
    expect(editorText()).toBe(mine);
    await userEvent.keyboard('{Control>}m{/Control}{Tab}');
    expect(editorText()).toBe(`  ${mine}`);
  });

  it('says how to leave to who cannot see it', async () => {
    await openScript();
    const hint = (await expectEditor()).getAttribute('aria-describedby')!;
    expect(document.getElementById(hint)!.textContent).toContain('Tab leaves the editor');
  });
});

describe('the gallery', () => {
  it('tells of each script what it shows and needs, and fills the editor', async () => {
    await openScript();
    await userEvent.click(button('Gallery'));
    expect(texts('.script-gallery .warning')).toEqual(['Needs Landsat from the Planetary Computer']);
    await expect.element(button(/^Least cloud/)).toHaveFocus();
    await userEvent.click(button(/^Clear Landsat/));
    expect(editorText()).toBe("print('Landsat');\n");
    await expect.element(page.getByRole('textbox', { name: 'Script' })).toHaveFocus();
  });

  it('asks before it replaces what a person wrote, which undo brings back', async () => {
    await openScript();
    await rewrite(mine);
    await userEvent.click(button('Gallery'));
    await userEvent.click(button(/^Clear Landsat/));
    expect(editorText()).toBe(mine);
    await userEvent.click(button('Keep mine'));
    expect(editorText()).toBe(mine);
    await userEvent.click(button('Gallery'));
    await userEvent.click(button(/^Clear Landsat/));
    await expect.element(button('Replace')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(editorText).toBe("print('Landsat');\n");
    await expect.element(page.getByRole('textbox', { name: 'Script' })).toHaveFocus();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(editorText()).toBe(mine);
  });

  it('is left by Escape', async () => {
    await openScript();
    await userEvent.click(button('Gallery'));
    await userEvent.keyboard('{Escape}');
    expect(all('.script-gallery')).toHaveLength(0);
    expect(drawer().checkVisibility()).toBe(true);
  });
});

describe('a script that came with the link', () => {
  const source = `print(${JSON.stringify(hostile)});`;

  it('is shown with a notice and not run before a person presses Run', async () => {
    const script = await openScript({ opened: { source, entry: null } });
    expect(editorText()).toBe(source);
    const notice = page.getByText('This script came with the link. Read it, then press Run.');
    await expect.element(notice).toBeVisible();
    expect(script.runs).toEqual([]);
    await userEvent.click(button('Run'));
    expect(script.runs.map((run) => run.source)).toEqual([source]);
    await expect.element(notice).not.toBeInTheDocument();
  });

  it('puts what was kept aside: undo brings it back', async () => {
    localStorage.setItem('bestpixel.script', mine);
    await openScript({ opened: { source, entry: null } });
    expect(editorText()).toBe(source);
    (await expectEditor()).focus();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(editorText()).toBe(mine);
  });

  it('and was worked on is there as it was left when the page is loaded again, and not run', async () => {
    const opened = { source, entry: null };
    await openScript({ opened });
    (await expectEditor()).focus();
    await rewrite(mine);
    await expect.poll(() => localStorage.getItem('bestpixel.script')).toBe(mine);
    leavePage();
    const script = await openScript({ opened });
    expect(editorText()).toBe(mine);
    expect(script.runs).toEqual([]);
    await expect.element(page.getByText(/came with the link/)).toBeVisible();
  });

  it("runs at once when it is the gallery's, as the gallery has it", async () => {
    localStorage.setItem('bestpixel.script', mine);
    const script = await openScript({ opened: { source: exampleScript, entry: makeEntry().id } });
    expect(script.runs.map((run) => run.source)).toEqual([exampleScript]);
    expect(all('.script-notice')).toHaveLength(0);
  });
});

describe('the toolbar', () => {
  it('shows what is shown as a script, and says why it cannot', async () => {
    const script = await openScript();
    script.shown = '// Another.\n';
    await userEvent.click(button('Show as script'));
    expect(editorText()).toBe('// Another.\n');
    script.showAsScript = () => {
      throw new BestpixelError('unsupported', 'local files have no script', { remedy: 'Save them.' });
    };
    await userEvent.click(button('Show as script'));
    await expect.element(page.getByText('local files have no script. Save them.')).toBeVisible();
  });

  it('copies the script and a link to it, and says that the link does not run it', async () => {
    const written: string[] = [];
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = (text) => Promise.resolve(void written.push(text));
    try {
      const script = await openScript();
      await userEvent.click(button('Copy'));
      await userEvent.click(button('Link'));
      await expect.poll(() => written).toEqual([exampleScript, script.linkTo(exampleScript)]);
      await expect.element(page.getByText(/^The link is copied.* does not run it by itself/)).toBeVisible();
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
      await userEvent.click(button('Copy'));
      await expect.element(page.getByText('Nothing was copied: refused')).toBeVisible();
    } finally {
      navigator.clipboard.writeText = writeText;
    }
  });

  it('leads to the reference', async () => {
    await openScript();
    const link = page.getByRole('link', { name: 'Reference' }).element();
    expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual(['./reference.html', '_blank']);
  });
});
