import type uPlot from 'uplot';
import type { PlotData, PlotMark } from './plot-data.ts';

/** Colours as a canvas takes them, by CSS colour or name of a variable. */
export type Paints = (color: string) => string;

/** Resolves what a canvas cannot: variables, and `light-dark()`. */
export function paintsOf(element: HTMLElement): Paints {
  const probe = element.ownerDocument.createElement('span');
  return (color) => {
    probe.style.color = color.startsWith('--') ? `var(${color})` : color;
    element.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
}

/** Whiskers, a dot per date, what wins, and on the baseline what has no value. */
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
  for (const mark of data.marks) paintMark(plot, data, mark, paints, ratio);
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

function paintMark(plot: uPlot, data: PlotData, mark: PlotMark, paints: Paints, ratio: number): void {
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
    return stroke(ctx, [x - r, baseline + r, x, baseline - r, x + r, baseline + r, x - r, baseline + r]);
  }
  ctx.lineWidth = 1.25 * ratio;
  ctx.strokeStyle = paints('--quiet');
  if (state === 'not-read') return stroke(ctx, [x, baseline, x, baseline + 6 * ratio]);
  if (!line || value === null) return circle(ctx, x, baseline, 3.5 * ratio);
  const y = plot.valToPos(value, line.axis, true);
  ctx.fillStyle = mark.rgb ? `rgb(${mark.rgb.join(' ')})` : paints('--panel');
  ctx.strokeStyle = paints(line.color);
  circle(ctx, x, y, 4.5 * ratio, true);
  paintRole(plot, mark, x, y, paints, ratio);
}

function paintRole(
  { ctx, bbox }: uPlot,
  { roles }: PlotMark,
  x: number,
  y: number,
  paints: Paints,
  ratio: number,
): void {
  const [first] = roles;
  if (!first) return;
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = paints(first.kind === 'winner' ? '--accent' : '--quiet');
  const r = 8 * ratio;
  if (first.kind === 'winner') circle(ctx, x, y, r);
  else if (first.kind === 'tie') ctx.strokeRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else stroke(ctx, [x, y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2, x - r * 1.2, y, x, y - r * 1.2]);
  const names = roles.flatMap(({ kind, mosaic }) => (kind === 'winner' ? [mosaic.name] : [])).join(', ');
  if (!names) return;
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  ctx.fillStyle = paints('--text');
  const half = ctx.measureText(names).width / 2;
  const middle = Math.min(Math.max(x, bbox.left + half), bbox.left + bbox.width - half);
  ctx.textAlign = 'center';
  const above = y - r - 4 * ratio;
  const base = above < bbox.top + 10 * ratio ? y + r + 12 * ratio : above;
  ctx.strokeStyle = paints('--panel');
  ctx.lineWidth = 4 * ratio;
  ctx.lineJoin = 'round';
  ctx.strokeText(names, middle, base);
  ctx.fillText(names, middle, base);
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
