import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { Host } from '../../e2e/host.ts';
import { browserArgs, findBrowser } from '../../tools/browser.ts';
import { buildPages } from '../build.ts';
import { describeMachine, load } from '../machine.ts';
import { Missing } from '../missing.ts';
import { spreadOf } from '../spread.ts';
import { gdal, pythonWithGdal, type Course } from './contestants.ts';
import { filesOf } from './files.ts';
import { zone } from './place.ts';
import { raceGdal, raceOpenLayers, raceOurs } from './race.ts';
import { megabytes, seconds, table, type Row } from './report.ts';
import { area, areaBounds, areaByUs, bytesOfBlocks, hidden, many, use } from './rows.ts';
import type { Kind } from './scenes.ts';

const results = 'bench/results';
/** The host of the files: milliseconds per request, bytes per second of a connection. */
const network = { delay: 30, rate: 80e6 / 8 };
const patience = 300_000;

const help = `npm run bench:peers -- [options]
  --runs N      runs of each contestant (5)
  --only WHAT   race (hard stack, all contestants), ours, bytes, use, many or area`;

const parts = ['race', 'ours', 'bytes', 'use', 'many', 'area'] as const;
type Part = (typeof parts)[number];

class Bench {
  readonly rows: Row[] = [];
  readonly figures: Record<string, unknown> = {};
  readonly #browser: Browser;
  readonly #runs: number;
  readonly #course: (kind: Kind) => Course;
  readonly #python = pythonWithGdal();

  constructor(browser: Browser, runs: number, course: (kind: Kind) => Course) {
    this.#browser = browser;
    this.#runs = runs;
    this.#course = course;
  }

  async race(peers: boolean): Promise<void> {
    const course = this.#course('hard');
    const { needed, everything, winners } = bytesOfBlocks(course.folder);
    const ours = await raceOurs(this.#browser, course, this.#runs);
    const mine = ours.time.median;
    const bytes = spreadOf(ours.finishes.map(({ bytes }) => bytes)).median;
    const lead = spreadOf(ours.finishes.map(({ firstPixel, firstFrame }) => firstPixel - firstFrame));
    this.figures['hard'] = { ours, needed, everything, winners };
    if (peers) {
      const them = await raceOpenLayers(this.#browser, course, this.#runs);
      this.figures['openLayers'] = them;
      const peer = `OpenLayers ${seconds(them.time)}, ${megabytes(them.finishes[0]!.bytes)}, ${differs(them.agreement)}`;
      this.#add('navigation → finished mosaic', peer, seconds(ours.time), '≤ 1/25 of its time', [
        mine,
        them.time.median / 25,
      ]);
      await this.#raceGdal(course, ours.time);
    }
    this.#add(
      `bytes, hard stack (${winners} scenes win)`,
      `everything ${megabytes(everything)}`,
      `${megabytes(bytes)}, ${differs(ours.agreement)}`,
      `≤ 1.15 × the ${megabytes(needed)} needed`,
      [bytes, 1.15 * needed],
    );
    const first = `${Math.round(lead.median)} ms`;
    this.#add('first pixels after the map’s first frame', null, first, '≤ 500 ms', [lead.median, 500]);
  }

  async #raceGdal(course: Course, ours: { median: number; min: number; max: number }): Promise<void> {
    const measure = 'the same';
    const goal = '≤ its time, as a whole process';
    if (!this.#python) return void this.rows.push(absent(measure, seconds(ours), goal));
    const them = await raceGdal(this.#python.command, course, this.#runs);
    this.figures['gdal'] = { ...them, version: this.#python.version };
    const peer = `GDAL ${this.#python.version} ${seconds(them.time)}, ${megabytes(them.finishes[0]!.bytes)}, ${differs(them.agreement)}`;
    this.#add(measure, peer, seconds(ours), goal, [ours.median, them.time.median]);
  }

  async bytes(): Promise<void> {
    const course = this.#course('easy');
    const { everything } = bytesOfBlocks(course.folder);
    const easy = await raceOurs(this.#browser, course, this.#runs);
    const bytes = spreadOf(easy.finishes.map(({ bytes }) => bytes)).median;
    this.figures['easy'] = { easy, everything };
    this.#add(
      'bytes, easy stack (the last 4 scenes are clear together)',
      `everything ${megabytes(everything)}`,
      `${megabytes(bytes)} in ${seconds(easy.time)}, ${differs(easy.agreement)}`,
      '≤ 0.3 × everything',
      [bytes, 0.3 * everything],
    );
    const unseen = await hidden(this.#browser, this.#course('hard'));
    this.#add('bytes of hidden layers', null, megabytes(unseen), '0', [unseen, 0]);
  }

  async use(): Promise<void> {
    const { tiles, toggle, rule } = await use(this.#browser, this.#course('hard'));
    this.figures['use'] = { tiles, toggle, rule };
    const toggled = `${toggle.bytes} bytes, ${toggle.select} passes, ${Math.round(toggle.ms)} ms`;
    this.#add('best → worst when both were seen', null, toggled, '0 bytes, no select pass', [
      toggle.bytes + toggle.select,
      0,
    ]);
    const ruled = `${rule.bytes} bytes, ${rule.select} passes for ${tiles} tiles, ${Math.round(rule.ms)} ms`;
    this.#add('new quality over resident bands', null, ruled, '0 bytes, one select pass per tile', [
      rule.bytes + Math.abs(rule.select - tiles),
      0,
    ]);
  }

  async many(): Promise<void> {
    const course = this.#course('easy');
    const few = await many(this.#browser, course, 16);
    const lots = await many(this.#browser, course, 512);
    this.figures['many'] = { few, lots };
    const of = (one: typeof few): string =>
      `${seconds(spreadOf([one.ms]))}, ${megabytes(one.bytes)}, ${one.requests} requests`;
    const goal = 'grows with scenes that can still win';
    this.#add('16 → 512 scenes, saturated by the last 16', null, `${of(few)} → ${of(lots)}`, goal, [
      lots.bytes,
      1.15 * few.bytes,
    ]);
    const budget = 512 * 2 ** 20;
    const held = `${(lots.gpuBytes / 2 ** 20).toFixed(0)} MiB`;
    this.#add('GPU bytes with 512 scenes', null, held, '≤ 512 MiB', [lots.gpuBytes, budget]);
  }

  async area(): Promise<void> {
    const course = this.#course('hard');
    const own = await areaByUs(this.#browser, course);
    const measure = `computePixels of ${(area.pixels * 10) / 1000} km at 10 m, ${area.scenes} scenes`;
    const ours = seconds(spreadOf([own.ms]));
    this.figures['area'] = { ours: own.ms };
    if (!this.#python) return void this.rows.push(absent(measure, ours, '≤ its time'));
    const raster = {
      scenes: area.scenes,
      bounds: areaBounds,
      width: area.pixels,
      height: area.pixels,
      crs: zone.code,
    };
    const { finish, winner } = await gdal(this.#python.command, course, raster);
    const different = winner.reduce((sum, scene, i) => sum + (scene === own.winner[i] ? 0 : 1), 0);
    this.figures['area'] = { ours: own.ms, gdal: finish, different };
    const peer = `GDAL ${seconds(spreadOf([finish.ms]))}`;
    this.#add(measure, peer, `${ours}, ${different} winners differ`, '≤ its time', [own.ms, finish.ms]);
  }

  #add(
    measure: string,
    peer: string | null,
    ours: string,
    goal: string,
    [found, most]: readonly [number, number],
  ): void {
    this.rows.push({ measure, peer, ours, goal, reached: found <= most });
  }
}

const differs = ({ compared, different }: { compared: number; different: number }): string =>
  `${different} of ${compared} winners differ`;

function absent(measure: string, ours: string, goal: string): Row {
  return { measure, peer: 'GDAL: absent', ours, goal, reached: null };
}

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
  await buildPages('bench/peers/page', ['ours.html', 'openlayers.html'], pages);
  const files = new Host({ '/hard/': folders.hard, '/easy/': folders.easy }, network);
  const app = new Host({ '/': pages });
  const [url, origin] = [await files.start(), await app.start()];
  const browser = await chromium.launch({ executablePath, args: browserArgs });
  const before = load();
  try {
    const bench = new Bench(browser, runs, (kind) => ({
      pages: origin,
      files,
      url,
      kind,
      folder: folders[kind],
      patience,
    }));
    const does: Record<Part, () => Promise<void>> = {
      race: () => bench.race(true),
      ours: () => bench.race(false),
      bytes: () => bench.bytes(),
      use: () => bench.use(),
      many: () => bench.many(),
      area: () => bench.area(),
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
