import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { Host } from '../../e2e/host.ts';
import { browserArgs, findBrowser } from '../../tools/browser.ts';
import { buildApp, buildPages } from '../build.ts';
import { describeMachine, load } from '../machine.ts';
import { Missing } from '../missing.ts';
import { Bench } from './bench.ts';
import type { Course } from './contestants.ts';
import { filesOf } from './files.ts';
import { table } from './report.ts';
import type { Kind } from './scenes.ts';

const results = 'bench/results';
/** The host of the files: milliseconds per request, bytes per second of a connection. */
const network = { delay: 30, rate: 80e6 / 8 };
const patience = 180_000;

const help = `npm run bench:peers -- [options]
  --runs N      runs of each contestant (5)
  --only WHAT   race (hard stack, all contestants), ours, bytes, use, many, area or sizes`;

const parts = ['race', 'ours', 'bytes', 'use', 'many', 'area', 'sizes'] as const;
type Part = (typeof parts)[number];

function readOptions(): { readonly runs: number; readonly wanted: readonly Part[] } | null {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Missing(`--runs ${values.runs} is no number of runs`);
  const wanted = parts.filter((part) => (values.only === undefined ? part !== 'ours' : part === values.only));
  if (wanted.length === 0) throw new Missing(`--only ${values.only} is none of ${parts.join(', ')}`);
  return { runs, wanted };
}

async function run({ runs, wanted }: { runs: number; wanted: readonly Part[] }): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Missing('There is no browser to measure in. `npm test` installs one.');
  const data = join(results, 'peers');
  const folders = {
    hard: await filesOf('hard', data, console.log),
    easy: await filesOf('easy', data, console.log),
  };
  const pages = resolve(results, 'build/peers');
  const built = resolve(results, 'build/app');
  await buildApp(built);
  await buildPages('bench/peers/page', ['ours.html', 'openlayers.html'], pages);
  const files = new Host({ '/hard/': folders.hard, '/easy/': folders.easy }, network);
  const app = new Host({ '/': pages });
  const [url, origin] = [await files.start(), await app.start()];
  const browser = await chromium.launch({ executablePath, args: browserArgs });
  const before = load();
  try {
    const course = (kind: Kind): Course => ({
      pages: origin,
      files,
      url,
      kind,
      folder: folders[kind],
      patience,
    });
    const bench = new Bench({ browser, runs, course, app: built });
    const does: Record<Part, () => Promise<void>> = {
      race: () => bench.race(true),
      ours: () => bench.race(false),
      bytes: () => bench.bytes(),
      use: () => bench.use(),
      many: () => bench.many(),
      area: () => bench.area(),
      sizes: () => Promise.resolve(bench.sizes()),
    };
    for (const part of wanted) await does[part]();
    report(bench, { runs, before, browser: browser.version() });
  } finally {
    await browser.close();
    await Promise.all([files.stop(), app.stop()]);
  }
}

function report(
  bench: Bench,
  { runs, before, browser }: { runs: number; before: number; browser: string },
): void {
  const machine = describeMachine();
  const date = new Date().toISOString();
  const { cpu, cores, memoryGiB, node, revision } = machine;
  const busy = before > cores / 2 ? ' The machine was busy: the figures are provisional.' : '';
  const text = [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}; Chromium ${browser}; revision ${revision}; ${date}.`,
    `Medians of ${runs} (least to most); load ${before} before, ${load()} after.${busy}`,
    '',
    table(bench.rows),
  ].join('\n');
  mkdirSync(results, { recursive: true });
  const file = join(results, `peers-${date.replaceAll(/[:.]/g, '')}.json`);
  writeFileSync(
    file,
    JSON.stringify({ date, machine, browser, runs, rows: bench.rows, figures: bench.figures }, null, 1),
  );
  console.log(`\n${text}\n\nAll figures: ${file}`);
}

try {
  const options = readOptions();
  if (options) await run(options);
  else console.log(help);
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
