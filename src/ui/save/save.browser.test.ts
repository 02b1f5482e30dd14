import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { mountUi } from '../mount-ui.tsx';
import { fakeInspect, makeInspection } from '../testing/fake-inspect.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { type FakeSave, fakeSave, makeShares } from '../testing/fake-save.ts';

let unmount: () => void = () => {};
/** Names of files, as they are handed to the browser. */
let files: string[] = [];

beforeEach(async () => {
  await page.viewport(1000, 800);
  files = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push(this.download);
  });
});
afterEach(() => {
  unmount();
  unmount = () => {};
  vi.restoreAllMocks();
  document.body.replaceChildren();
  localStorage.clear();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function show(over: Partial<FakeSave> = {}) {
  const save = fakeSave(over);
  const inspect = fakeInspect();
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'ui';
  unmount = mountUi(root, fakePorts({ save, inspect }));
  await userEvent.click(button('Save'));
  await expect.element(button('Save picture')).toBeVisible();
  return { save, inspect };
}

const said = () => document.querySelector('.save-said')?.textContent;
const file = { name: 'bestpixel-best-2x.png', data: new Blob(['png']) };

describe('a picture', () => {
  it('is saved at the chosen scale, whose cost is told before', async () => {
    const { save } = await show();
    await userEvent.click(button('2×'));
    await expect
      .element(page.getByText('1600 × 1000 pixels and a strip below · up to 5.0 MB to read'))
      .toBeVisible();
    await userEvent.click(button('Save picture'));
    expect(save.pictures.map(({ scale }) => scale)).toEqual([2]);
    await expect.element(page.getByText('3 of 12 tiles')).toBeVisible();
    save.pictures[0]!.end(file);
    await expect.poll(said).toBe('Saved bestpixel-best-2x.png');
    expect(files).toEqual(['bestpixel-best-2x.png']);
  });

  it('is given up by the button, by Escape and by closing, and no file is left', async () => {
    const { save } = await show();
    for (const end of [
      () => userEvent.click(button('Cancel')),
      () => userEvent.keyboard('{Escape}'),
      () => userEvent.click(button('Close the Save drawer')),
    ]) {
      await userEvent.click(button('Save picture'));
      await expect.element(button('Cancel')).toHaveFocus();
      await end();
      const { signal, end: late } = save.pictures.at(-1)!;
      expect(signal.aborted).toBe(true);
      late(file);
    }
    await expect.element(page.getByText('Given up: nothing was saved').first()).toBeInTheDocument();
    expect(files).toEqual([]);
  });

  it('that fails says why, as text', async () => {
    const { save } = await show();
    await userEvent.click(button('Save picture'));
    save.pictures[0]!.fail(
      new BestpixelError('changed', 'the map was moved <b>', { remedy: 'Save it again.' }),
    );
    await expect.element(page.getByRole('alert')).toHaveTextContent('The map was moved <b>. Save it again.');
    await expect.element(button('Save picture')).toBeEnabled();
  });

  it('that the device cannot make is not offered, with the reason', async () => {
    const limit = 'This device draws 4096 pixels along a side at most; 4× would be 5120.';
    await show({ limits: { 4: limit } });
    await expect.element(button('4×')).toBeDisabled();
    await expect.element(button('3×')).toBeEnabled();
    await expect.element(page.getByText(limit)).toBeVisible();
  });
});

describe('series and shares', () => {
  it('say what is missing in the stead of an empty file', async () => {
    await show({ layers: [] });
    await expect.element(page.getByText('No pins: click the map to place one')).toBeVisible();
    await expect.element(page.getByText('No dates: show a layer')).toBeVisible();
    for (const name of ['GeoJSON', 'Shares as CSV']) await expect.element(button(name)).toBeDisabled();
  });

  it('tell what is not read, and read it', async () => {
    const { inspect } = await show();
    inspect.pick(makeInspection().place);
    inspect.readings[0]!.end(makeInspection(12));
    await expect.element(page.getByText('1 place · 12 rows')).toBeVisible();
    await expect.element(page.getByText(/of 12 rows are not read/)).toBeVisible();
    await userEvent.click(button('GeoJSON'));
    expect(files).toEqual(['bestpixel-40.14000-N-103.19000-W.geojson']);
    const read = page.getByRole('button', { name: /^Read them \(≈ 1\.2 MB\)/ });
    await userEvent.click(read.last());
    expect(inspect.readings.map(({ rest }) => rest)).toEqual([false, true]);
    await expect.element(page.getByText('Still being read')).toBeVisible();
  });

  it('are saved with what is missing in them', async () => {
    const { save } = await show();
    save.layers = [makeShares({ missing: 'incomplete: 3 scenes could not be read' })];
    save.emit();
    await expect.element(page.getByText('Not whole, as the file says: incomplete: 3 scenes')).toBeVisible();
    await userEvent.click(button('Shares as CSV'));
    expect(files).toEqual(['bestpixel-shares-2020-07-04_2020-08-03.csv']);
  });
});

it('shares its place with the script, leaves the keyboard where it was, and no listener behind', async () => {
  const { save } = await show();
  await userEvent.click(button('Script'));
  await expect.element(page.getByRole('complementary', { name: 'Save' })).not.toBeInTheDocument();
  await userEvent.click(button('Save'));
  expect(document.querySelector<HTMLElement>('#script')!.hidden).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Save')).toHaveFocus();
  unmount();
  unmount = () => {};
  expect(save.listeners()).toBe(0);
});
