import type uPlot from 'uplot';
import type { PlotData, PlotMark } from './plot-data.ts';
import { labelFoot, labelRow, placeLabels } from './plot-labels.ts';

/** CSS pixels: what marks a winner, and the longest name. */
const ring = 8;
const longestName = 150;

/** Colours as a canvas takes them, by CSS colour or name of a variable. */
export interface Paints {
  (color: string): string;
  /** The theme differs. */
  forget(): void;
}

/** Resolves what a canvas cannot: variables, and `light-dark()`; each once, for it takes a layout of the page. */
export function paintsOf(element: HTMLElement): Paints {
  const probe = element.ownerDocument.createElement('span');
  const known = new Map<string, string>();
  const resolve = (color: string): string => {
    probe.style.color = color.startsWith('--') ? `var(${color})` : color;
    element.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    known.set(color, resolved);
    return resolved;
  };
  return Object.assign((color: string) => known.get(color) ?? resolve(color), {
    forget: () => known.clear(),
  });
}

/** Whiskers, a dot per date, what wins, by name, and on the baseline what has no value. */
export function paintMarks(plot: uPlot, data: PlotData, paints: Paints, hovered: string | null): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  const at = data.scenes.indexOf(hovered ?? '');
  if (at >= 0) {
    ctx.strokeStyle = paints('--accent');
    const x = plot.valToPos(data.x[at]!, 'x', true);
    stroke(ctx, [x, bbox.top, x, bbox.top + bbox.height]);
  }
  paintWhiskers(plot, data, paints);
  const winners = data.marks.flatMap((mark) => paintMark(plot, data, mark, paints, ratio) ?? []);
  paintNames(plot, winners, paints, ratio);
  ctx.restore();
}

function paintWhiskers(plot: uPlot, { x, lines }: PlotData, paints: Paints): void {
  const { ctx } = plot;
  for (const line of lines) {
    ctx.strokeStyle = paints(line.color);
    line.spreads.forEach((spread, at) => {
      const value = line.values[at];
      if (spread === null || value === null || value === undefined) return;
      const left = plot.valToPos(x[at]!, 'x', true);
      const y = (of: number) => plot.valToPos(of, line.axis, true);
      stroke(ctx, [left, y(value - spread), left, y(value + spread)]);
    });
  }
}

/** Where a winner is, and by what it is named. */
interface Winner {
  readonly names: string;
  readonly x: number;
  readonly y: number;
}

function paintMark(
  plot: uPlot,
  data: PlotData,
  mark: PlotMark,
  paints: Paints,
  ratio: number,
): Winner | null {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(data.x[mark.at]!, 'x', true);
  const baseline = bbox.top + bbox.height - 6 * ratio;
  const line = data.lines[mark.line];
  const value = line?.values[mark.at] ?? null;
  const { state } = mark.scene;
  if (state === 'failed') {
    ctx.strokeStyle = paints('--warning');
    ctx.lineWidth = 2 * ratio;
    const r = 4 * ratio;
    stroke(ctx, [x - r, baseline + r, x, baseline - r, x + r, baseline + r, x - r, baseline + r]);
    return null;
  }
  ctx.lineWidth = 1.25 * ratio;
  ctx.strokeStyle = paints('--quiet');
  if (state === 'not-read') stroke(ctx, [x, baseline, x, baseline + 6 * ratio]);
  else if (!line || value === null) circle(ctx, x, baseline, 3.5 * ratio);
  else {
    const y = plot.valToPos(value, line.axis, true);
    ctx.fillStyle = mark.rgb ? `rgb(${mark.rgb.join(' ')})` : paints('--panel');
    ctx.strokeStyle = paints(line.color);
    circle(ctx, x, y, 4.5 * ratio, true);
    return paintRole(ctx, mark, { x, y }, paints, ratio);
  }
  return null;
}

function paintRole(
  ctx: CanvasRenderingContext2D,
  { roles }: PlotMark,
  { x, y }: Pick<Winner, 'x' | 'y'>,
  paints: Paints,
  ratio: number,
): Winner | null {
  const [first] = roles;
  if (!first) return null;
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = paints(first.kind === 'winner' ? '--accent' : '--quiet');
  const r = ring * ratio;
  if (first.kind === 'winner') circle(ctx, x, y, r);
  else if (first.kind === 'tie') ctx.strokeRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else stroke(ctx, [x, y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2, x - r * 1.2, y, x, y - r * 1.2]);
  const names = roles.flatMap(({ kind, mosaic }) => (kind === 'winner' ? [mosaic.name] : [])).join(', ');
  return names ? { names, x, y } : null;
}

/** Above the plot, so that no dot is hidden, each with a thin line down to its ring. */
function paintNames({ ctx, bbox }: uPlot, winners: readonly Winner[], paints: Paints, ratio: number): void {
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  ctx.strokeStyle = paints('--edge');
  ctx.fillStyle = paints('--text');
  const texts = winners.map(({ names }) => shortened(ctx, names, longestName * ratio));
  const wanted = winners.map(({ x }, at) => ({
    x: x / ratio,
    width: ctx.measureText(texts[at]!).width / ratio,
  }));
  const sides = [bbox.left / ratio, (bbox.left + bbox.width) / ratio] as const;
  const placed = placeLabels(wanted, sides).map(({ at, left, row }) => {
    return { at, left: left * ratio, base: bbox.top - (labelFoot + row * labelRow) * ratio };
  });
  for (const { at, base } of placed) {
    const { x, y } = winners[at]!;
    stroke(ctx, [x, base + 3 * ratio, x, y - ring * ratio]);
  }
  for (const { at, left, base } of placed) ctx.fillText(texts[at]!, left, base);
}

function shortened(ctx: CanvasRenderingContext2D, text: string, most: number): string {
  let short = text;
  while (ctx.measureText(short).width > most) short = `${short.slice(0, -2).trimEnd()}…`;
  return short;
}

function stroke(ctx: CanvasRenderingContext2D, points: readonly number[]): void {
  ctx.beginPath();
  for (let at = 0; at < points.length; at += 2) ctx.lineTo(points[at]!, points[at + 1]!);
  ctx.stroke();
}

function circle(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, filled = false): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  if (filled) ctx.fill();
  ctx.stroke();
}
