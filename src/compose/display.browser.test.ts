import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { Carried } from './carried.ts';
import { namedColors } from './colors.ts';
import { Display, PicturePass, displayOnCpu } from './display.ts';
import { Gatherer } from './gather.ts';
import { Selector } from './select.ts';
import { SelectionState } from './selection.ts';
import type { Leaves } from './steps.ts';
import { makeGpu } from './testing/gpu.ts';
import { randomNumbers } from './testing/random-exprs.ts';
import { chunksOf, randomScenes } from './testing/scenes.ts';
import type { VisParams } from './vis-params.ts';
import { parseVisParams } from './vis-params.ts';

const [width, height] = [64, 9];
const leaves: Leaves = new Map([
  ['red', 'uint16'],
  ['shifted', 'int16'],
  ['ratio', 'float32'],
]);
const available = [
  { name: 'red', type: 'int', low: 0, high: 65535 },
  { name: 'shifted', type: 'int', low: -32768, high: 32767 },
  { name: 'ratio', type: 'float', low: -1e4, high: 1e4 },
] as const;

let gpu: Gpu;
/** Two sets of pixels: the first carries all three bands, the second ratio and red of other scenes. */
let carried: readonly Carried[];
beforeAll(() => {
  ({ gpu } = makeGpu());
  carried = [gather(11, ['red', 'shifted', 'ratio']), gather(12, ['ratio', 'red'])];
});
afterAll(() => gpu.dispose());

/** Random bands; where red is masked in all scenes nobody wins. */
function gather(seed: number, names: readonly string[]): Carried {
  const scenes = randomScenes({ random: randomNumbers(seed), count: 2, length: width * height, leaves });
  const [chunk] = chunksOf(gpu, { scenes, leaves, width, height, layersPerArray: 8 });
  const band = (name: string): PixelExpr => ({ op: 'band', band: name });
  const selector = new Selector(gpu, { quality: band('red'), leaves });
  const selection = new SelectionState(gpu, { width, height });
  selector.fold({ chunk: chunk!, state: selection });
  const gatherer = new Gatherer(gpu, { bands: names.map(band), leaves });
  const into = new Carried(gpu, { width, height, types: gatherer.types });
  gatherer.gather({ chunk: chunk!, selection, into });
  for (const made of [chunk!, selector, selection, gatherer]) made.dispose();
  return into;
}

/** Shows the style's bands from the first pixels, or from those that `places` names. */
async function draw(
  params: VisParams,
  opacity: number,
  places?: readonly (readonly [set: number, band: number])[],
) {
  const style = parseVisParams(params, available);
  const own = (name: string) => available.findIndex((band) => band.name === name);
  const shown = places ?? style.bands.map((name) => [0, own(name)] as const);
  const display = new Display(gpu, style);
  const pass = new PicturePass(gpu);
  const into = gpu.target({ kind: 'picture', width, height });
  pass.draw({
    bands: shown.map(([set, band]) => ({ carried: carried[set]!, band })),
    display,
    into,
    opacity,
  });
  const found = new Uint8Array((await gpu.read({ target: into })).buffer);
  for (const made of [display, pass, into]) made.dispose();
  const pixels = await Promise.all(carried.map((one) => one.read()));
  const bands = shown.map(([set, band]) => ({ pixels: pixels[set]!, band }));
  return { found, expected: displayOnCpu({ bands, style, opacity }) };
}

function expectAlike({ found, expected }: Awaited<ReturnType<typeof draw>>): void {
  const apart = expected.reduce((most, byte, i) => Math.max(most, Math.abs(byte - found[i]!)), 0);
  expect(apart).toBeLessThanOrEqual(1);
  const transparent = expected.filter((_byte, i) => i % 4 === 3 && expected[i] === 0).length;
  expect(transparent).toBeGreaterThan(10);
  expect(transparent).toBeLessThan(width * height - 100);
  expect(new Set(expected).size).toBeGreaterThan(1);
}

describe('the picture, within one step of the CPU twin', () => {
  it.each<[string, VisParams, number]>([
    ['three bands stretched', { min: [0, -2000, -1e3], max: [60000, 30000, 9e3] }, 1],
    ['three bands with gamma', { max: [65535, 32767, 1e4], gamma: [1.5, 0.6, 2.2] }, 0.5],
    ['the default stretch', {}, 1],
    ['two bands, red and blue', { bands: ['ratio', 'red'], min: -9e3, max: 5e4 }, 0.3],
    ['one band in grey', { bands: 'shifted' }, 1],
    ['one band upside down', { bands: 'ratio', min: 1e4, max: -1e4 }, 1],
    ['one band by palette', { bands: 'red', max: 60000, palette: '0000ff,white,#f00, green' }, 0.8],
    ['one colour', { bands: 'ratio', palette: ['000044'] }, 1],
    ['a threshold', { bands: 'ratio', min: 100, max: 100 }, 1],
    ['gain and bias', { gain: '0.004,0.01,0.02', bias: 20, opacity: 0.5 }, 0.5],
  ])('of %s', async (_name, params, opacity) => {
    expectAlike(await draw(params, opacity));
  });

  it('of bands from several selections, each channel with its own', async () => {
    const params = { bands: 'red,shifted,ratio', min: -2000, max: [60000, 30000, 9e3] };
    const places = [[1, 1], [0, 1], [1, 0]] as const; // prettier-ignore
    expectAlike(await draw(params, 1, places));
  });
});

it.each([
  ['whole numbers', 'shifted', 1],
  ['fractions', 'ratio', 2],
] as const)('gives values that are %s exactly the colours of their classes', async (_name, bands, own) => {
  const pixels = await carried[0]!.read();
  const { data, mask } = pixels.bands[own]!;
  const there = [...new Set(data.filter((_value, i) => mask[i] === 1))];
  const chosen = there.filter((_value, i) => i % 20 === 0).slice(0, 16);
  expect(chosen).toHaveLength(16);
  const colors = chosen.map((_value, i) => [255 - i, 7 * i, 128 + i] as const);
  const hex = (rgb: readonly number[]): string =>
    rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const classes = chosen.map((value, i) => ({ value, color: hex(colors[i]!) }));
  const drawn = await draw({ bands, min: -1e4, max: 1e4, palette: 'navy,teal', classes }, 1);
  expectAlike(drawn);
  let hits = 0;
  data.forEach((value, i) => {
    const at = chosen.indexOf(value);
    if (mask[i] === 0 || at < 0) return;
    hits++;
    expect([...drawn.found.subarray(4 * i, 4 * i + 4)]).toEqual([...colors[at]!, 255]);
  });
  expect(hits).toBeGreaterThanOrEqual(16);
  expect(hits).toBeLessThan(data.length / 2);
});

it('shows nothing where nothing was gathered, though the values are 0', async () => {
  const empty = new Carried(gpu, { width, height, types: ['int', 'int', 'float'] });
  const display = new Display(gpu, parseVisParams({}, available));
  const pass = new PicturePass(gpu);
  const into = gpu.target({ kind: 'picture', width, height });
  pass.draw({ bands: [0, 1, 2].map((band) => ({ carried: empty, band })), display, into });
  expect(await gpu.read({ target: into })).toEqual(new Uint32Array(width * height));
  for (const made of [empty, display, pass, into]) made.dispose();
});

it("has CSS's colours by name, as the browser knows them", () => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  expect(namedColors.size).toBe(148);
  for (const [name, color] of namedColors) {
    canvas.fillStyle = '#123456';
    canvas.fillStyle = name;
    expect(canvas.fillStyle, name).toBe(`#${color.toString(16).padStart(6, '0')}`);
  }
});
