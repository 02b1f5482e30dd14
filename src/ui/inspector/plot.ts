import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { paintMarks, paintsOf } from './paint.ts';
import { extentOf, type PlotData } from './plot-data.ts';
import { labelRoom } from './plot-labels.ts';

export interface PlotOptions {
  readonly hovered: () => string | null;
  readonly onHover: (scene: string | null) => void;
  readonly onChoose: (scene: string) => void;
}

export interface Plot {
  /** Draws the marks again: another scene is hovered, or the theme differs. */
  redraw(): void;
  stop(): void;
}

/** A chart in `element`, as large as it; follows its size and the theme. */
export function plot(element: HTMLElement, data: PlotData, options: PlotOptions): Plot {
  const paints = paintsOf(element);
  const size = () => ({
    width: Math.max(element.clientWidth, 60),
    height: Math.max(element.clientHeight, 60),
  });
  const chart = new uPlot(
    {
      ...size(),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { show: false },
      padding: [labelRoom, 12, 0, 0],
      scales: {
        x: { time: true, range: (_, least, most) => spread(least, most) },
        bands: { range: () => around(extentOf(data.lines, 'bands')) },
        quality: { range: () => around(extentOf(data.lines, 'quality')) },
      },
      axes: axesOf(data, paints),
      series: [
        {},
        ...data.lines.map((line) => ({
          label: line.name,
          scale: line.axis,
          stroke: () => paints(line.color),
          width: 1.25,
          dash: [...line.dash],
          spanGaps: true,
          points: { show: true, size: 4, fill: () => paints(line.color) },
        })),
      ],
      hooks: { draw: [(chart) => paintMarks(chart, data, paints, options.hovered())] },
    },
    [data.x, ...data.lines.map(({ values }) => values)] as uPlot.AlignedData,
    element,
  );
  // For whoever automates the page: a canvas tells nothing of what it shows.
  Object.assign(element, { chart });
  const redraw = () => chart.redraw(false, true);
  const stopPointer = followPointer(chart, data, options);
  const resized = new ResizeObserver(() => chart.setSize(size()));
  resized.observe(element);
  const recolor = () => {
    paints.forget();
    redraw();
  };
  const themed = new MutationObserver(recolor);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', recolor);
  return {
    redraw,
    stop() {
      stopPointer();
      resized.disconnect();
      themed.disconnect();
      system.removeEventListener('change', recolor);
      chart.destroy();
    },
  };
}

function axesOf({ lines }: PlotData, paints: (color: string) => string): uPlot.Axis[] {
  const look = {
    stroke: () => paints('--quiet'),
    grid: { stroke: () => paints('--line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  const has = (axis: string) => lines.some((line) => line.axis === axis);
  return [
    { ...look, size: 34 },
    { ...look, scale: 'bands', show: has('bands'), size: 48 },
    { ...look, scale: 'quality', show: has('quality'), size: 48, ...(has('bands') && besides) },
  ];
}

/** The second axis has no lines of its own: they would lie between those of the first. */
const besides = { side: 1, grid: { show: false } } as const;

/** A tenth more at either end: no ring is cut. */
function around(extent: readonly [number, number] | null): [number, number] {
  const [least, most] = extent ?? [0, 1];
  const edge = (most - least) / 10 || Math.abs(most) / 10 || 1;
  return [least - edge, most + edge];
}

/** A day more at either end, so that no mark is cut. */
function spread(least: number, most: number): [number, number] {
  const margin = Math.max((most - least) * 0.02, 86_400);
  return [least - margin, most + margin];
}

function followPointer({ over, posToVal }: uPlot, data: PlotData, options: PlotOptions): () => void {
  const nearest = ({ clientX }: MouseEvent) => {
    const at = posToVal(clientX - over.getBoundingClientRect().left, 'x');
    const distances = data.x.map((x) => Math.abs(x - at));
    return data.scenes[distances.indexOf(Math.min(...distances))] ?? null;
  };
  const onMove = (event: PointerEvent) => options.onHover(nearest(event));
  const onLeave = () => options.onHover(null);
  const onClick = (event: MouseEvent) => {
    const scene = nearest(event);
    if (scene !== null) options.onChoose(scene);
  };
  over.addEventListener('pointermove', onMove);
  over.addEventListener('pointerleave', onLeave);
  over.addEventListener('click', onClick);
  return () => {
    over.removeEventListener('pointermove', onMove);
    over.removeEventListener('pointerleave', onLeave);
    over.removeEventListener('click', onClick);
  };
}
