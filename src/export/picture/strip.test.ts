import { describe, expect, it } from 'vitest';
import type { PictureFacts, PictureLegend } from './facts.ts';
import { layOut } from './strip.ts';
import type { Strip, StripItem } from './strip-items.ts';
import { cutLine, type Measure, textLines } from './text-lines.ts';

/** Six pixels a character, whatever it is. */
const measure: Measure = (text) => [...text].length * 6;

const ramp: PictureLegend = {
  name: 'Margin of Best',
  bar: { colors: ['#000000', '#ffffff'], low: '0', high: '100' },
  rows: [{ color: '#ff00ff', label: 'Tie: the last scene wins', detail: '' }],
  note: 'margin, in units of the quality',
};

const dates = (count: number): PictureLegend => ({
  name: 'Date of pixel: Best',
  bar: null,
  rows: Array.from({ length: count }, (_, i) => ({
    color: '#123456',
    label: `2020-07-${String(i + 1).padStart(2, '0')}`,
    detail: '12 %',
  })),
  note: 'share of the area',
});

const facts = (over: Partial<PictureFacts> = {}): PictureFacts => ({
  title: 'Best-pixel mosaic (by cloud score)',
  lines: ['24 scenes, 2020-07-02 – 2020-08-28', 'Ranked by cloud score'],
  warnings: [],
  legends: [ramp, dates(14)],
  metresPerPixel: 50,
  attribution: ['Contains modified Copernicus Sentinel data', 'Basemap: Natural Earth'],
  ...over,
});

/** Where an item begins and ends, from left to right. */
function extent(item: StripItem): readonly [number, number] {
  if (item.kind !== 'text') return [item.x, item.x + item.width];
  const width = measure(item.text, item.style);
  const left = item.x - { left: 0, center: width / 2, right: width }[item.align];
  return [left, left + width];
}

const texts = ({ items }: Strip) => items.flatMap((item) => (item.kind === 'text' ? item.text : []));

describe('the strip below a picture', () => {
  it.each([280, 400, 700, 1280])('keeps all it tells inside, %d pixels wide', (width) => {
    const warnings = ['3 scenes could not be read'];
    const strip = layOut(facts({ warnings }), width, measure);
    for (const item of strip.items) {
      const [left, right] = extent(item);
      expect(left, JSON.stringify(item)).toBeGreaterThanOrEqual(16);
      expect(right, JSON.stringify(item)).toBeLessThanOrEqual(width - 16 + 1e-9);
      expect(item.y).toBeGreaterThan(0);
      expect(item.y + (item.kind === 'text' ? 4 : item.height)).toBeLessThanOrEqual(strip.height);
    }
    const words = texts(strip).join(' ');
    for (const fact of [...warnings, ...facts().attribution, 'Made with Bestpixel', '5 km', '2020-07-14'])
      expect(words).toContain(fact);
  });

  it.each([280, 400, 700, 1280])('lets no two texts overlap, %d pixels wide', (width) => {
    const { items } = layOut(facts(), width, measure);
    const boxes = items
      .filter((item) => item.kind === 'text')
      .map((item) => ({ text: item.text, y: item.y, x: extent(item) }));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart = Math.abs(a.y - b.y) >= 12 || a.x[1] <= b.x[0] || b.x[1] <= a.x[0];
        expect(apart, `${a.text} | ${b.text}`).toBe(true);
      }
    }
  });

  it('has its legends beside each other where there is room, else below', () => {
    const top = (width: number) =>
      ['Margin of Best', 'Date of pixel: Best'].map(
        (name) =>
          layOut(facts(), width, measure).items.find((item) => item.kind === 'text' && item.text === name)!.y,
      );
    expect(new Set(top(1280)).size).toBe(1);
    expect(new Set(top(400)).size).toBe(2);
  });

  it('goes without legends, scale and words', () => {
    const bare = { title: '', lines: [], legends: [], metresPerPixel: NaN, attribution: [] };
    expect(texts(layOut(facts(bare), 600, measure))).toEqual(['Made with Bestpixel']);
  });
});

describe('texts', () => {
  const room = { width: 60, measure };

  it('break between words, and within long ones', () => {
    expect(textLines('one two  three\nfour', 'body', room)).toEqual(['one two', 'three four']);
    expect(textLines('abcdefghijklmno p', 'body', room)).toEqual(['abcdefghij', 'klmno p']);
  });

  it('are no longer than somebody reads', () => {
    expect(textLines('x'.repeat(5000), 'body', room).length).toBeLessThan(70);
  });

  it('are cut where they have one line', () => {
    expect(cutLine('0123456789', 'body', room)).toBe('0123456789');
    expect(cutLine('0123456789a', 'body', room)).toBe('012345678…');
  });
});
