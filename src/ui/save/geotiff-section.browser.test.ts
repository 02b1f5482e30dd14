import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { mountUi } from '../mount-ui.tsx';
import { fakeGeotiff, type FakeGeotiff } from '../testing/fake-geotiff.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { clear } from '../testing/panel-page.ts';
import type { GeotiffDraft, GeotiffPort, GeotiffReport, SavingOptions } from './geotiff-port.ts';

let unmount = (): void => {};

beforeEach(() => page.viewport(1200, 900));
afterEach(() => {
  unmount();
  clear();
});

async function open(over: Partial<GeotiffPort> = {}): Promise<FakeGeotiff> {
  const geotiff = fakeGeotiff(over);
  document.body.className = 'app';
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'ui';
  const end = mountUi(root, fakePorts({ geotiff }));
  unmount = () => {
    end();
    root.remove();
  };
  await userEvent.click(page.getByRole('button', { name: 'Save', exact: true }));
  return geotiff;
}

const drawer = () => page.getByRole('complementary', { name: 'Save' });
const press = (name: string) => userEvent.click(drawer().getByRole('button', { name }));
const check = (name: string | RegExp) => userEvent.click(drawer().getByRole('checkbox', { name }));
const asked = (geotiff: FakeGeotiff, what: string) =>
  geotiff.asked.filter(([name]) => name === what).map(([, detail]) => detail);
const lastDraft = (geotiff: FakeGeotiff) => asked(geotiff, 'outlook').at(-1) as GeotiffDraft;

describe('the GeoTIFF part of the Save drawer', () => {
  it('tells what will be saved, of the topmost layer that is shown, and what that takes', async () => {
    const geotiff = await open();
    await expect.element(drawer().getByText('2,048 × 1,024 pixels of 10 m in EPSG:32613')).toBeVisible();
    await expect.element(drawer().getByText(/^Reads about 12 MB; the file has 34 MB at most/)).toBeVisible();
    expect(lastDraft(geotiff)).toMatchObject({ layer: 'best', bands: ['B4', 'B3', 'B2'], pixels: null });
  });

  it('saves what is chosen, and tells what became of it', async () => {
    const geotiff = await open();
    await expect.element(drawer().getByText(/pixels of/)).toBeVisible();
    await check('SCL');
    await check('B2');
    await check(/^Date/);
    await expect.poll(() => lastDraft(geotiff)).toMatchObject({ bands: ['B4', 'B3', 'SCL'], date: true });
    await press('Download GeoTIFF');
    await expect
      .element(drawer().getByText(/^Saved bestpixel-best.tif \(21 MB\) of 9 scenes, as uint16, nodata 0/))
      .toBeVisible();
    expect(asked(geotiff, 'save')).toMatchObject([
      { where: 'downloads', draft: { bands: ['B4', 'B3', 'SCL'] } },
    ]);
  });

  it('names the scenes that are missing in it', async () => {
    const failures = [{ scene: 'S2A_1', sentence: 'The host does not answer <b>' }];
    const report: GeotiffReport = {
      name: 'a.tif',
      bytes: 1,
      type: 'uint8',
      nodata: 255,
      scenesUsed: 1,
      failures,
    };
    await open({ save: async () => report });
    await expect.element(drawer().getByText(/pixels of/)).toBeVisible();
    await press('Save to a folder…');
    await expect.element(drawer().getByText(/^Not complete/)).toBeVisible();
    await expect.element(drawer().getByText('The host does not answer <b>')).toBeVisible();
  });

  it('shows how far it is, and is given up', async () => {
    const given: SavingOptions[] = [];
    const save: GeotiffPort['save'] = (_draft, _where, options) => {
      given.push(options);
      return new Promise((_, reject) => {
        options.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    };
    await open({ save });
    await expect.element(drawer().getByText(/pixels of/)).toBeVisible();
    await press('Download GeoTIFF');
    given[0]!.onProgress(3, 16);
    await expect.element(drawer().getByText('3 squares of 16')).toBeVisible();
    await press('Cancel');
    expect(given[0]!.signal.aborted).toBe(true);
    await expect.element(drawer().getByRole('button', { name: 'Download GeoTIFF' })).toBeEnabled();
    await expect.element(drawer().getByText(/^Saved/)).not.toBeInTheDocument();
  });

  it('offers nothing to save where it cannot be, and says why', async () => {
    await open({
      outlook: () =>
        Promise.reject(
          new BestpixelError('unknown-crs', 'nobody knows EPSG:1', { remedy: 'Choose another.' }),
        ),
    });
    await expect.element(drawer().getByRole('alert')).toHaveTextContent('Nobody knows EPSG:1');
    await expect.element(drawer().getByRole('button', { name: 'Download GeoTIFF' })).toBeDisabled();
  });

  it('takes a CRS and a size, beginning with those that it has', async () => {
    const geotiff = await open();
    await expect.element(drawer().getByText(/pixels of/)).toBeVisible();
    await press('Other CRS or size');
    await expect.element(drawer().getByLabelText('CRS')).toHaveValue('EPSG:32613');
    await userEvent.fill(drawer().getByLabelText('CRS'), 'EPSG:3857');
    await userEvent.fill(drawer().getByLabelText('Pixel size, in its units'), '20');
    await userEvent.tab();
    await expect.poll(() => lastDraft(geotiff).pixels).toEqual({ crs: 'EPSG:3857', size: 20 });
  });

  it('takes the outline of a GeoJSON file, and says what is wrong with one', async () => {
    const geotiff = await open();
    await expect.element(drawer().getByText(/pixels of/)).toBeVisible();
    const input = drawer().getByLabelText('GeoJSON file');
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    await userEvent.upload(
      input,
      new File([JSON.stringify({ type: 'Polygon', coordinates: [ring] })], 'a.geojson'),
    );
    await expect.element(drawer().getByText('Pixels outside the outline are masked.')).toBeVisible();
    await expect.poll(() => lastDraft(geotiff).area.kind).toBe('outline');
    await userEvent.upload(input, new File(['{"type":"Point","coordinates":[0,0]}'], 'b.geojson'));
    await expect.element(drawer().getByRole('alert')).toHaveTextContent('A point has no area');
  });

  it('closes by Escape, and gives the keyboard back', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Save', exact: true })).toHaveFocus();
  });

  it('leaves its place to the script, and takes it back', async () => {
    await open();
    await userEvent.click(page.getByRole('button', { name: 'Script', exact: true }));
    await expect.element(drawer()).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Save', exact: true }));
    await expect.element(page.getByRole('complementary', { name: 'Script' })).not.toBeInTheDocument();
  });
});
