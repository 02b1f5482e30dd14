import type { PictureFacts } from './facts.ts';
import { type Block, legendBlock } from './legend-block.ts';
import { scaleBar } from './scale-bar.ts';
import type { Strip, StripItem } from './strip-items.ts';
import { lineHeights, type Measure, type TextStyle, textLines } from './text-lines.ts';

const [margin, gap] = [16, 24];
const widestScale = 140;
/** From this width on the scale stands beside the words. */
const besideFrom = 520;
const maker = 'Made with Bestpixel';

/** Where what the strip tells stands in it. */
export function layOut(facts: PictureFacts, width: number, measure: Measure): Strip {
  const column = new Column(width - 2 * margin, measure);
  const scale = scaleBar(facts.metresPerPixel, widestScale);
  const beside = width >= besideFrom && scale !== null ? widestScale + gap : 0;
  if (scale && beside > 0) addScale(column, scale, { x: width - margin, y: column.y + 4, align: 'right' });
  column.text(facts.title, 'title', beside);
  column.skip(2);
  for (const warning of facts.warnings) column.text(warning, 'warning', beside);
  for (const line of facts.lines) column.text(line, 'body', beside);
  if (scale && beside === 0) {
    column.skip(8);
    addScale(column, scale, { x: margin, y: column.y, align: 'left' });
    column.skip(28);
  }
  const room = { width: width - 2 * margin, measure };
  column.flow(facts.legends.map((legend) => legendBlock(legend, room)));
  addEnd(column, facts.attribution);
  return { height: Math.ceil(column.y + margin - 4), items: column.items };
}

/** On a globe, and on a tilted map, it is another elsewhere. */
const scalePlace = 'at the centre';

function addScale(
  { items }: Column,
  { width, label }: { width: number; label: string },
  { x, y, align }: { x: number; y: number; align: 'left' | 'right' },
): void {
  items.push({ kind: 'scale', x: align === 'left' ? x : x - width, y: y + 17, width, height: 6 });
  items.push({ kind: 'text', x, y: y + 12, text: `${label} ${scalePlace}`, style: 'small', align });
}

function addEnd(column: Column, attribution: readonly string[]): void {
  column.skip(10);
  column.items.push({ kind: 'line', x: margin, y: column.y, width: column.width, height: 1 });
  column.skip(7);
  const makerWidth = column.measure(maker, 'small') + gap;
  const beside = column.width >= 2 * makerWidth ? makerWidth : 0;
  const y = column.y + lineHeights.small - 4;
  const right = margin + column.width;
  if (beside > 0)
    column.items.push({ kind: 'text', x: right, y, text: maker, style: 'small', align: 'right' });
  for (const line of attribution) column.text(line, 'small', beside);
  if (beside === 0) column.text(maker, 'small');
  else if (attribution.length === 0) column.skip(lineHeights.small);
}

/** What is laid out from the top down. */
class Column {
  readonly items: StripItem[] = [];
  y = margin - 4;
  readonly width: number;
  readonly measure: Measure;

  constructor(width: number, measure: Measure) {
    this.width = width;
    this.measure = measure;
  }

  skip(height: number): void {
    this.y += height;
  }

  /** @param taken of the width, at the right */
  text(text: string, style: TextStyle, taken = 0): void {
    const room = { width: this.width - taken, measure: this.measure };
    for (const line of textLines(text, style, room)) {
      const y = this.y + lineHeights[style] - 5;
      this.items.push({ kind: 'text', x: margin, y, text: line, style, align: 'left' });
      this.skip(lineHeights[style]);
    }
  }

  /** Blocks from left to right, and further below where they do not fit. */
  flow(blocks: readonly Block[]): void {
    let [x, top, highest] = [0, this.y + 12, 0];
    for (const block of blocks) {
      if (x > 0 && x + block.width > this.width) {
        top += highest + 12;
        [x, highest] = [0, 0];
      }
      this.items.push(...block.items.map((item) => ({ ...item, x: item.x + margin + x, y: item.y + top })));
      x += block.width + gap;
      highest = Math.max(highest, block.height);
    }
    if (blocks.length > 0) this.y = top + highest;
  }
}
