import type { ComposeFigures } from './compose.ts';
import type { DemoFigures } from './demo.ts';
import type { Machine } from './machine.ts';
import type { Spread } from './spread.ts';

/** What one run of the bench found. Times in milliseconds. */
export interface Report {
  readonly date: string;
  readonly machine: Machine;
  readonly browser: string;
  readonly renderer: string;
  /** Before and after. */
  readonly load: readonly [number, number];
  readonly runs: number;
  /** Milliseconds that the host let each request wait. */
  readonly delay: number;
  readonly compose: ComposeFigures | null;
  readonly demo: DemoFigures | null;
}

type Unit = 'ms' | 'MB' | 'kB' | 'MiB' | '';
const perUnit: Record<Unit, number> = { ms: 1, MB: 1e6, kB: 1e3, MiB: 2 ** 20, '': 1 };

const demoRows: readonly (readonly [what: string, key: keyof DemoFigures, unit: Unit])[] = [
  ['navigation → viewer', 'viewer', 'ms'],
  ['navigation → map’s first frame', 'firstFrame', 'ms'],
  ['navigation → first composed pixel', 'firstPixel', 'ms'],
  ['navigation → idle', 'idle', 'ms'],
  ['frames until idle', 'frames', ''],
  ['CPU of the page and its workers until idle', 'pageCpu', 'ms'],
  ['CPU of the drawing process until idle', 'gpuCpu', 'ms'],
  ['requests', 'requests', ''],
  ['bytes', 'bytes', 'MB'],
  ['of these for the collection: requests', 'dataRequests', ''],
  ['of these for the collection: bytes', 'dataBytes', 'MB'],
  ['GPU bytes', 'gpuBytes', 'MiB'],
  ['long tasks', 'longTasks', ''],
  ['long tasks, together', 'longTasksTotal', 'ms'],
  ['longest task', 'longestTask', 'ms'],
  ['JavaScript before the first frame, gzip', 'scriptGzip', 'kB'],
  ['workers’ entries, gzip', 'workerGzip', 'kB'],
  ['best → worst, first time', 'firstToggle', 'ms'],
  ['requests', 'firstToggleRequests', ''],
  ['bytes', 'firstToggleBytes', 'kB'],
  ['best → worst, both seen', 'secondToggle', 'ms'],
  ['bytes', 'secondToggleBytes', 'kB'],
  ['computePixels, 1024² native pixels of best', 'computePixels', 'ms'],
  ['bytes', 'computePixelsBytes', 'MB'],
];

export function markdown(report: Report): string {
  const { machine, browser, renderer, load, runs, delay, compose, demo } = report;
  const { cpu, cores, memoryGiB, system, node, revision } = machine;
  const lines = [
    `# Bench of ${report.date}`,
    '',
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}; Node ${node}; ${browser}; ${renderer}; revision ${revision}.`,
    `Medians of ${runs}; load average ${load[0]} before and ${load[1]} after; ${delay} ms per request.`,
  ];
  if (load[0] > cores / 2) lines.push('The machine was busy: the figures are provisional.');
  if (compose) lines.push('', ...composeTable(compose));
  if (demo) lines.push('', ...demoTable(demo));
  return `${lines.join('\n')}\n`;
}

function composeTable({ side, layersPerArray, select }: ComposeFigures): string[] {
  const row = (scenes: number, figures: readonly Spread[]): string => {
    const work = (scenes * side * side) / 1000;
    const cells = figures.map((spread) => `${text(spread, 'ms')} | ${short(work / spread.median)}`);
    return `| ${scenes} | ${cells.join(' | ')} |`;
  };
  return [
    `## Select by −q, uint8, ${side}² pixels, ${layersPerArray} layers per array`,
    '',
    'Per column: milliseconds (least … most), and millions of scenes × pixels per second.',
    '',
    '| scenes | upload | M/s | fold | M/s | upload, fold, read back | M/s | CPU twin | M/s |',
    `|${' ---: |'.repeat(9)}`,
    ...select.map(({ scenes, upload, fold, whole, twin }) => row(scenes, [upload, fold, whole, twin])),
  ];
}

function demoTable(demo: DemoFigures): string[] {
  return [
    '## The demo, 1024×768, nothing cached',
    '',
    '| measure | median | least … most |',
    '| --- | ---: | ---: |',
    ...demoRows.map(([what, key, unit]) => {
      const { median, min, max } = demo[key];
      const value = (number: number): string => short(number / perUnit[unit]);
      return `| ${what} | ${value(median)} ${unit} | ${value(min)} … ${value(max)} |`;
    }),
  ];
}

function text({ median, min, max }: Spread, unit: Unit): string {
  const value = (number: number): string => short(number / perUnit[unit]);
  return `${value(median)} (${value(min)} … ${value(max)})`;
}

/** Three digits that count. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}
