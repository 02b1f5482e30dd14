import type { PictureLegend } from './facts.ts';
import type { StripItem } from './strip-items.ts';
import { cutLine, lineHeights, type Room, textLines } from './text-lines.ts';

/** A part of the strip, from its own upper-left corner. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly items: readonly StripItem[];
}

const usual = 220;
/** A longer name takes several lines. */
const widestName = 320;
const rowHeight = 17;
/** Rows that stand below each other before they take another column. */
const rowsPerColumn = 6;
const [swatch, between] = [10, 18];

/** A layer's name, what its colours mean, and how that was counted. */
export function legendBlock({ name, bar, rows, note }: PictureLegend, room: Room): Block {
  const table = tableOf(rows, room);
  const named = Math.min(widestName, room.measure(name, 'name'));
  const width = Math.min(room.width, Math.max(usual, named, table.width));
  const inside = { ...room, width };
  const items: StripItem[] = [];
  let y = 0;
  const text = (line: string, style: 'name' | 'small', x = 0, align: 'left' | 'right' = 'left'): void => {
    items.push({ kind: 'text', x, y: y + lineHeights[style] - 4, text: line, style, align });
  };
  for (const line of textLines(name, 'name', inside)) {
    text(line, 'name');
    y += lineHeights.name;
  }
  if (bar) {
    const across = Math.min(usual, width);
    items.push({ kind: 'bar', x: 0, y: y + 3, width: across, height: 10, colors: bar.colors });
    y += 16;
    const half = { ...room, width: across / 2 - 4 };
    text(cutLine(bar.low, 'small', half), 'small');
    text(cutLine(bar.high, 'small', half), 'small', across, 'right');
    y += lineHeights.small + 1;
  }
  items.push(...table.items.map((item) => ({ ...item, y: item.y + y })));
  y += table.height;
  for (const line of note === '' ? [] : textLines(note, 'small', inside)) {
    text(line, 'small');
    y += lineHeights.small;
  }
  return { width, height: y, items };
}

/** Swatch, label and detail of each row, down the columns. */
function tableOf(rows: PictureLegend['rows'], { width, measure }: Room): Block {
  if (rows.length === 0) return { width: 0, height: 0, items: [] };
  const widest = (of: (row: PictureLegend['rows'][number]) => string): number =>
    Math.max(...rows.map((row) => measure(of(row), 'body')));
  const details = widest(({ detail }) => detail);
  const most = width - swatch - 7 - (details > 0 ? details + 12 : 0);
  const labels = Math.min(
    widest(({ label }) => label),
    most,
  );
  const column = swatch + 7 + labels + (details > 0 ? details + 12 : 0);
  const fitting = Math.max(1, Math.floor((width + between) / (column + between)));
  const columns = Math.min(fitting, Math.ceil(rows.length / rowsPerColumn));
  const perColumn = Math.ceil(rows.length / columns);
  const items = rows.flatMap(({ color, label, detail }, i): StripItem[] => {
    const x = Math.floor(i / perColumn) * (column + between);
    const y = (i % perColumn) * rowHeight;
    const text = { kind: 'text', y: y + 12, style: 'body' } as const;
    return [
      { kind: 'swatch', x, y: y + 3, width: swatch, height: swatch, color },
      {
        ...text,
        x: x + swatch + 7,
        text: cutLine(label, 'body', { width: labels, measure }),
        align: 'left',
      },
      ...(detail === '' ? [] : [{ ...text, x: x + column, text: detail, align: 'right' } as const]),
    ];
  });
  return { width: columns * (column + between) - between, height: perColumn * rowHeight + 2, items };
}
