import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { all, button, hostile, texts } from '../testing/panel-page.ts';
import { clearScript, editorText, leavePage, openScript, rewrite } from '../testing/script-page.ts';

afterEach(clearScript);

const mine = "print('mine');";

describe('running', () => {
  it('by Control Enter runs what is written, and a second press of the button stops it', async () => {
    const script = await openScript();
    await rewrite(mine);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(script.runs.map(({ source }) => source)).toEqual([mine]);
    expect(editorText()).toBe(mine);
    await userEvent.click(button('Stop'));
    expect(script.runs[0]!.signal.aborted).toBe(true);
    await expect.element(button('Run')).toBeVisible();
    await expect.element(page.getByText('stopped', { exact: true })).toBeVisible();
  });

  it('ends the run before it', async () => {
    const script = await openScript();
    await userEvent.keyboard('{Control>}{Enter}{Enter}{/Control}');
    expect(script.runs.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    script.runs[0]!.line({ id: 0, text: 'of the first' });
    script.runs[1]!.line({ id: 0, text: 'of the second' });
    await expect.poll(() => texts('.script-console li')).toEqual(['of the second']);
  });

  it('stops when the page is left', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    leavePage();
    expect(script.runs[0]!.signal.aborted).toBe(true);
  });
});

describe('the console', () => {
  it('shows lines in order, as text, each again when its value is known', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    const [run] = script.runs;
    run!.line({ id: 0, text: 'Scenes: …', state: 'waiting' });
    run!.line({ id: 1, text: hostile });
    await expect.poll(() => texts('.script-console li')).toEqual(['Scenes: …', hostile]);
    expect(all('.script-console .waiting')).toHaveLength(1);
    run!.end();
    // Values come after the script has ended.
    run!.line({ id: 0, text: 'Scenes: 24' });
    await expect.poll(() => texts('.script-console li')).toEqual(['Scenes: 24', hostile]);
    expect(all('.script-console .waiting')).toHaveLength(0);
    expect('harmed' in window).toBe(false);
  });

  it('is a polite live region, there before its text', async () => {
    await openScript();
    await expect.element(page.getByRole('log', { name: 'Printed' })).toBeInTheDocument();
  });

  it('folds long values', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    const long = Array.from({ length: 40 }, (_, at) => `row ${at}`).join('\n');
    script.runs[0]!.line({ id: 0, text: long });
    await expect.element(button('Show all 40 lines')).toBeVisible();
    const height = () => all('.script-console .long')[0]!.getBoundingClientRect().height;
    const folded = height();
    await userEvent.click(button('Show all 40 lines'));
    expect(height()).toBeGreaterThan(folded * 5);
    expect(all('.script-console .long')[0]!.textContent).toBe(long);
  });

  it('keeps the last thousand lines, and says how many it let go', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    for (let id = 0; id < 1003; id += 1) script.runs[0]!.line({ id });
    await expect.poll(() => all('.script-console li').length).toBe(1000);
    expect(texts('.script-console li')[0]).toBe('line 3');
    await expect.element(page.getByText('3 earlier lines are left out.')).toBeVisible();
    script.runs[0]!.line({ id: 1, text: 'late' });
    script.runs[0]!.line({ id: 2000 });
    await expect.poll(() => texts('.script-console li').at(-1)).toBe('line 2000');
    expect(texts('.script-console li')).not.toContain('late');
  });

  it('is emptied by Clear, and what comes later of what was there stays away', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    script.runs[0]!.line({ id: 0, state: 'waiting' });
    await expect.poll(() => all('.script-console li').length).toBe(1);
    await userEvent.click(button('Clear'));
    script.runs[0]!.line({ id: 0 });
    script.runs[0]!.line({ id: 1 });
    await expect.poll(() => texts('.script-console li')).toEqual(['line 1']);
  });
});

describe('an error', () => {
  const problem = { sentence: `No such method: ${hostile}.`, position: { line: 3, column: 4 } };

  it('is told as text with its place, which moves the cursor there', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    script.runs[0]!.fail(problem);
    await expect.element(page.getByText(problem.sentence)).toBeVisible();
    await userEvent.click(button('line 3, column 4'));
    await userEvent.keyboard('X');
    expect(editorText().split('\n')[2]).toBe('  .XfilterBounds(ee.Geometry.Point(-103.19, 40.14))');
    expect('harmed' in window).toBe(false);
  });

  it('is marked in the text until the text changes', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    script.runs[0]!.fail(problem);
    await expect.poll(() => texts('.cm-lintRange-error')).toEqual(['filterBounds']);
    expect(all('.cm-lint-marker-error')).toHaveLength(1);
    await userEvent.click(button('line 3, column 4'));
    await userEvent.keyboard('X');
    expect(all('.cm-lintRange-error')).toHaveLength(0);
    await expect.poll(() => all('.cm-lint-marker-error')).toHaveLength(0);
  });

  it('of a line that was printed is marked too', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    script.runs[0]!.end();
    script.runs[0]!.line({ id: 0, text: 'No band B99.', state: 'failed', at: { line: 12, column: 1 } });
    await expect.poll(() => texts('.cm-lintRange-error')).toEqual(['print']);
    await expect.element(button('line 12, column 1')).toBeVisible();
  });

  it('that is no problem of a script is told all the same', async () => {
    const script = await openScript();
    await userEvent.click(button('Run'));
    script.runs[0]!.fail(new BestpixelError('worker-crashed', 'the interpreter ended', { remedy: 'Again.' }));
    await expect.element(page.getByText('the interpreter ended. Again.')).toBeVisible();
  });
});
