import { describe, expect, it } from 'vitest';
import { makeBlank, makeInspected, makeInspection } from '../testing/fake-inspect.ts';
import { columnsOf, rowsOf, sorted } from './columns.ts';
import { extentOf, plotData } from './plot-data.ts';
import { variablesOf } from './variables.ts';
import { inspectedWords, placeWords, resolutionWords, restWords } from './words.ts';

const pin = (inspection = makeInspection(12), name = 'Pin 1', color = '#000') => ({
  name,
  color,
  inspection,
});

describe('what is charted', () => {
  it('is each band and the first quality, by date and not by order of the collection', () => {
    const scenes = [makeInspected(2), makeBlank(1, 'not-read'), makeInspected(0)];
    const data = plotData([pin(makeInspection(3, { scenes, mosaics: [] }))], 'bands', 'raw');
    expect(data.scenes).toEqual([scenes[2]!.id, scenes[1]!.id, scenes[0]!.id]);
    expect(data.lines.map(({ name }) => name)).toEqual(['B4', 'B3', 'B2']);
    const [first, , last] = [scenes[2]!, null, scenes[0]!];
    expect(data.lines[0]!.values).toEqual([first.values['B4']!.value, null, last.values['B4']!.value]);
    expect(data.marks.map(({ at }) => at)).toEqual([2, 1, 0]);
  });

  it('is scaled as each band declares', () => {
    const scenes = [makeInspected(0, { values: { B4: { value: 3000, spread: null } } })];
    const [line] = plotData([pin(makeInspection(1, { scenes }))], 'band:B4', 'scaled').lines;
    expect(line!.values[0]).toBeCloseTo(0.2, 12);
  });

  it('marks each scene with its role and the middle of its picture', () => {
    const data = plotData([pin()], 'quality:best', 'raw');
    const kinds = data.marks.map(({ roles }) =>
      roles.map(({ kind, mosaic }) => `${mosaic.name} ${kind}`).join(),
    );
    expect(kinds[1]).toBe('Best winner');
    expect(kinds[0]).toBe('Best tie');
    expect(kinds[2]).toBe('Worst second');
    const { data: pixels } = makeInspected(0).chip!;
    const middle = (16 * 33 + 16) * 4;
    expect(data.marks[0]!.rgb).toEqual([...pixels.subarray(middle, middle + 3)]);
    expect(data.marks[3]!.rgb).toBeNull();
  });

  it('has room for the spread of a box', () => {
    const at = (value: number, spread: number) => makeInspected(value, { values: { B4: { value, spread } } });
    const scenes = [at(10, 5), at(12, 1), makeBlank(3, 'masked')];
    const { lines } = plotData([pin(makeInspection(3, { scenes }))], 'band:B4', 'raw');
    expect(extentOf(lines, 'bands')).toEqual([5, 15]);
    expect(extentOf(lines, 'quality')).toBeNull();
  });

  it('is by the quality of a mosaic that ranks, before that of a collection that does not', () => {
    const scenes = [0, 1, 2].map((at) => makeInspected(at, { qualities: { best: 1, worst: at } }));
    const inspection = makeInspection(3, { scenes });
    expect(
      columnsOf(inspection, 'raw')
        .filter(({ key }) => key.startsWith('quality'))
        .map(({ title }) => title),
    ).toEqual(['Quality of Worst', 'Quality of Best']);
    const quality = plotData([pin(inspection)], 'bands', 'raw').lines.find(({ axis }) => axis === 'quality');
    expect(quality!.values).toEqual([0, 1, 2]);
  });

  it('is one line per pin where there are several, over the dates of all', () => {
    const other = makeInspection(2, { scenes: [makeInspected(20), makeInspected(21)] });
    const data = plotData([pin(), pin(other, 'Pin 2', '#fff')], 'band:B3', 'raw');
    expect(data.lines.map(({ name, color }) => [name, color])).toEqual([
      ['Pin 1', '#000'],
      ['Pin 2', '#fff'],
    ]);
    expect(data.x).toHaveLength(14);
    expect(data.lines[1]!.values.slice(0, 12).every((value) => value === null)).toBe(true);
    expect(data.marks.slice(12).map(({ line }) => line)).toEqual([1, 1]);
  });

  it('names mosaics of one quality together', () => {
    const names = (qualities: Record<string, number>) =>
      variablesOf([makeInspection(1, { scenes: [makeInspected(0, { qualities })] })]).map(({ name }) => name);
    expect(names({ best: 3, worst: 3 })).toContain('Quality');
    expect(names({ best: 3, worst: -3 })).toEqual(
      expect.arrayContaining(['Quality of Best', 'Quality of Worst']),
    );
  });
});

describe('the table', () => {
  it.each([false, true])('has rows without a value last (descending: %s)', (descending) => {
    const inspection = makeInspection(12);
    const columns = columnsOf(inspection, 'raw');
    const rows = sorted(rowsOf(inspection), columns, { key: 'band:B4', descending });
    const values = rows.map(({ scene }) => scene.values['B4']?.value ?? null);
    const numbers = values.filter((value) => value !== null);
    expect(numbers.length).toBeLessThan(12);
    expect(values.slice(numbers.length).every((value) => value === null)).toBe(true);
    const turn = descending ? -1 : 1;
    expect(numbers).toEqual(numbers.toSorted((a, b) => turn * (a - b)));
  });
});

describe('words', () => {
  it('tell the place on all four sides', () => {
    const at = (lng: number, lat: number) => placeWords({ kind: 'point', at: { lng, lat } });
    expect(at(-103.19, 40.14)).toBe('40.14000° N, 103.19000° W');
    expect(at(12.5, -33.000004)).toBe('33.00000° S, 12.50000° E');
  });

  it('always name the resolution, and what the rest takes', () => {
    expect(resolutionWords(makeInspection(1))).toBe('pixel 76 m, read from 40 m pixels');
    const one = makeInspection(24, { rest: { scenes: 1, bytes: 80_000 } });
    expect(restWords(one)).toEqual({ fact: '1 of 24 scenes is not read', offer: 'Read it (≈ 80 kB)' });
    expect(restWords(makeInspection(1, { rest: null }))).toBeNull();
    expect(inspectedWords(makeInspection(1, { mosaics: [] }))).toBe('Inspected 40.14 N, 103.19 W: 1 scene');
  });
});
