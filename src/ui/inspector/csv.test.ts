import { describe, expect, it } from 'vitest';
import { exampleBox, makeInspected, makeInspectedMosaic, makeInspection } from '../testing/fake-inspect.ts';
import { csvOf } from './csv.ts';

/** RFC 4180, read character by character. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || sign === '\r') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (sign === '\r') {
        rows.push([]);
        at += 1;
      }
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

function table(...given: Parameters<typeof csvOf>): Record<string, string>[] {
  const [head, ...rows] = parsed(csvOf(...given));
  return rows.map((row) => Object.fromEntries(head!.map((title, at) => [title, row[at]!])));
}

describe('CSV', () => {
  it('has a row per pin and scene, with numbers as they are', () => {
    const value = 1234.567890123456;
    const scenes = [makeInspected(0, { values: { B4: { value, spread: null } }, sceneClass: 0 })];
    const rows = table(
      [
        { name: 'Pin 1', inspection: makeInspection(1, { scenes }) },
        { name: 'Pin 2', inspection: makeInspection(7) },
      ],
      'raw',
    );
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({
      pin: 'Pin 1',
      'longitude (degrees)': '-103.19',
      'latitude (degrees)': '40.14',
      'date (UTC)': '2020-07-01T17:52:00.000Z',
      'B4 (stored)': '1234.567890123456',
      'B3 (stored)': '',
      'SCL class': '0 no data',
      'cloud cover (%)': '0',
      'winner of': 'Best; Worst',
      'pixel (m)': '76',
      'read from (m)': '40',
    });
    expect(rows[6]).toMatchObject({ state: 'failed', 'B4 (stored)': '', 'quality of Best': '' });
    expect(rows[2]).toMatchObject({ 'winner of': 'Best', 'same quality as the winner of': '' });
    expect(rows[1]).toMatchObject({ 'winner of': 'Worst', 'same quality as the winner of': 'Best' });
  });

  it('tells of a box its sides and the spread, scaled where that is asked for', () => {
    const scenes = [makeInspected(0, { values: { B4: { value: 3000, spread: 500 } } })];
    const inspection = makeInspection(1, { place: exampleBox, scenes, mosaics: [] });
    const [row] = table([{ name: 'Pin 1', inspection }], 'scaled');
    expect(row).toMatchObject({ 'west (degrees)': '-103.2', 'north (degrees)': '40.2' });
    expect(Number(row!['B4 (stored · 0.0001 + -0.1)'])).toBeCloseTo(0.2, 12);
    expect(Number(row!['B4 standard deviation (stored · 0.0001 + -0.1)'])).toBeCloseTo(0.05, 12);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('lets no spreadsheet compute %j', (name) => {
    const mosaics = [makeInspectedMosaic({ name })];
    const [row] = table([{ name: 'Pin 1', inspection: makeInspection(1, { mosaics }) }], 'raw');
    expect(row!['winner of']).toBe(`'${name}`);
    expect(row!['quality of Best']).toBeUndefined();
  });

  it('keeps commas, quotes and line breaks in their cells, and signs of numbers', () => {
    const sentence = 'It "ends", early\r\nhere';
    const scenes = [makeInspected(0, { state: 'failed', sentence, qualities: { best: -3 } })];
    const [row] = table([{ name: 'Pin 1', inspection: makeInspection(1, { scenes }) }], 'raw');
    expect(row).toMatchObject({ 'why it failed': sentence, 'quality of Best': '-3' });
  });
});
