import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/** Earth Engine's own example of `ee.ImageCollection.qualityMosaic`, in short. */
export const exampleScript = `var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

// Negated, so that the least cloud is the most quality.
col = col.map(function(img) {
  var cldProb = img.select('MSK_CLDPRB');
  var cldProbInv = cldProb.multiply(-1).rename('quality');
  return img.addBands(cldProbInv);
});

var visParams = {
  bands: ['B4', 'B3', 'B2'],
  min: 0,
  max: 4500
};
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col, visParams, 'Collection (for series inspection)', false);

var img = col.qualityMosaic('quality');
Map.addLayer(img, visParams, 'Best-pixel mosaic (by cloud score)');

var img = col.qualityMosaic('MSK_CLDPRB');
Map.addLayer(img, visParams, 'Worst-pixel mosaic (by cloud score)', false);
`;

/** The script panel, open and ready to be written in. */
export async function openScript(page: Page): Promise<Locator> {
  const panel = page.locator('.script-panel');
  if ((await panel.count()) === 0) await page.getByRole('button', { name: 'Script', exact: true }).click();
  await expect(editorOf(panel)).toBeVisible();
  return panel;
}

export function editorOf(panel: Locator): Locator {
  return panel.locator('.cm-content');
}

/** Replaces what stands in the editor, in one go as from a clipboard. */
export async function write(panel: Locator, source: string): Promise<void> {
  await editorOf(panel).focus();
  await panel.page().keyboard.press('Control+A');
  await panel.page().keyboard.insertText(source);
}

/** All lines, those out of sight included. */
export async function writtenIn(panel: Locator): Promise<string> {
  await editorOf(panel).focus();
  return (await editorOf(panel).locator('.cm-line').allTextContents()).join('\n');
}

/** Runs what stands there, and waits for its end: "done" or "failed". */
export async function runScript(panel: Locator, end: 'done' | 'failed' | 'stopped' = 'done'): Promise<void> {
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.locator('.script-console').getByRole('status')).toHaveText(end);
}

/** What the console says, line by line. */
export function printed(panel: Locator): Promise<string[]> {
  return panel.getByRole('log').getByRole('listitem').allTextContents();
}
