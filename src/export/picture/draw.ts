import type { PictureColors, PictureMarks } from './facts.ts';
import type { Strip, StripItem } from './strip-items.ts';
import { cutLine, type Measure, type TextStyle } from './text-lines.ts';

type Context = CanvasRenderingContext2D;

const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
const fonts: Readonly<Record<TextStyle, string>> = {
  title: `600 15px ${family}`,
  name: `600 12px ${family}`,
  body: `12px ${family}`,
  warning: `600 12px ${family}`,
  small: `11px ${family}`,
};

export function measureWith(context: Context): Measure {
  return (text, style) => {
    context.font = fonts[style];
    return context.measureText(text).width;
  };
}

/** Draws the strip where the context's origin is. */
export function drawStrip(context: Context, { items, height }: Strip, look: Look): void {
  const { colors, width } = look;
  context.fillStyle = colors.panel;
  context.fillRect(0, 0, width, height);
  for (const item of items) drawItem(context, item, colors);
}

interface Look {
  readonly colors: PictureColors;
  /** CSS pixels of the map. */
  readonly width: number;
}

function drawItem(context: Context, item: StripItem, colors: PictureColors): void {
  const { x, y } = item;
  if (item.kind === 'text') {
    const quiet = item.style === 'small' ? colors.quiet : colors.text;
    context.font = fonts[item.style];
    context.fillStyle = item.style === 'warning' ? colors.warning : quiet;
    context.textAlign = item.align;
    context.fillText(item.text, x, y);
    return;
  }
  const { width, height } = item;
  if (item.kind === 'scale') return drawScale(context, item, colors.text);
  context.fillStyle = fillOf(context, item, colors);
  context.fillRect(x, y, width, height);
  if (item.kind === 'line') return;
  context.strokeStyle = colors.line;
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

function fillOf(
  context: Context,
  item: Exclude<StripItem, { kind: 'text' | 'scale' }>,
  { line }: PictureColors,
): string | CanvasGradient {
  if (item.kind === 'line') return line;
  if (item.kind === 'swatch') return item.color;
  const { x, width, colors } = item;
  const gradient = context.createLinearGradient(x, 0, x + width, 0);
  const last = Math.max(1, colors.length - 1);
  colors.forEach((color, i) => gradient.addColorStop(i / last, color));
  return gradient;
}

/** Open above, with an end at each side. */
function drawScale(
  context: Context,
  { x, y, width, height }: Extract<StripItem, { kind: 'scale' }>,
  color: string,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, y + height);
  context.lineTo(x + width, y + height);
  context.lineTo(x + width, y);
  context.stroke();
}

/** Draws what lies on the map where the context's origin is. */
export function drawMarks(
  context: Context,
  { pins, swipe }: PictureMarks,
  look: Look & { height: number },
): void {
  if (swipe) drawSwipe(context, swipe, look);
  for (const pin of pins) drawPin(context, pin);
}

/** As `map.css` has it: a dot without a label. */
function drawPin(context: Context, { x, y, color, label }: PictureMarks['pins'][number]): void {
  context.beginPath();
  context.arc(x, y, label === '' ? 6 : 9, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.font = `600 11px ${family}`;
  context.fillStyle = '#ffffff';
  context.textAlign = 'center';
  context.fillText(label, x, y + 4);
}

/** The line lies between pixels, so that it covers as much of both sides. */
function drawSwipe(
  context: Context,
  { at, left, right, over }: NonNullable<PictureMarks['swipe']>,
  look: Look & { height: number },
): void {
  const { width, height } = look;
  if (at !== null && at > 0 && at < 1) {
    context.fillStyle = 'rgb(0 0 0 / 45%)';
    context.fillRect(at * width - 2, 0, 4, height);
    context.fillStyle = '#ffffff';
    context.fillRect(at * width - 1, 0, 2, height);
  }
  const room = { width: Math.max(40, width / 2 - 60), measure: measureWith(context) };
  const chip = (text: string, place: Pick<Chip, 'x' | 'align'>, y = 10): void => {
    if (text !== '') drawChip(context, cutLine(text, 'name', room), { ...place, y, look });
  };
  chip(left, { x: 10, align: 'left' });
  chip(right, { x: width - 10, align: 'right' });
  chip(over === '' ? '' : `Over both sides: ${over}`, { x: width / 2, align: 'center' }, 44);
}

interface Chip {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
  readonly look: Look;
}

function drawChip(context: Context, text: string, { x, y, align, look: { colors } }: Chip): void {
  context.font = fonts.name;
  const width = context.measureText(text).width + 20;
  const left = x - { left: 0, center: width / 2, right: width }[align];
  context.globalAlpha = 0.88;
  context.fillStyle = colors.panel;
  context.beginPath();
  context.roundRect(left, y, width, 26, 13);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = colors.text;
  context.textAlign = 'left';
  context.fillText(text, left + 10, y + 17);
}
