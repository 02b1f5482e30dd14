import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { browserArgs, findBrowser } from '../tools/browser.ts';
import { buildApp, buildPages } from './build.ts';
import { benchCompose } from './compose.ts';
import { benchDemo } from './demo.ts';
import { describeMachine, load } from './machine.ts';
import { Missing } from './missing.ts';
import { markdown, type Report } from './report.ts';

const results = 'bench/results';
const demo = 'public/demo';

const help = `npm run bench -- [options]
  --runs N      runs of each measurement (5)
  --delay N     milliseconds that the host lets each request wait (0)
  --only WHAT   compose or demo
  --trace       also writes what the browser did in the first visit, for chrome://tracing`;

interface Options {
  readonly runs: number;
  readonly delay: number;
  readonly only: string | undefined;
  readonly trace: boolean;
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      delay: { type: 'string', default: '0' },
      only: { type: 'string' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const runs = Number(values.runs);
  const delay = Number(values.delay);
  if (!Number.isInteger(runs) || runs < 1) throw new Missing(`--runs ${values.runs} is no number of runs`);
  if (!(delay >= 0)) throw new Missing(`--delay ${values.delay} is no time`);
  if (values.only && !['compose', 'demo'].includes(values.only)) {
    throw new Missing(`--only ${values.only} is neither compose nor demo`);
  }
  return { runs, delay, only: values.only, trace: values.trace };
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Missing(
      'There is no browser to measure in. `npm test` installs one; or name one: BESTPIXEL_BROWSER=/path/to/chromium',
    );
  }
  try {
    return await chromium.launch({ executablePath, args: browserArgs });
  } catch (error) {
    throw new Missing(`${executablePath} does not start: ${(error as Error).message.split('\n')[0]}`);
  }
}

async function measure(browser: Browser, options: Options): Promise<Report> {
  const { runs, delay, only, trace } = options;
  const machine = describeMachine();
  const date = new Date().toISOString();
  const [page, app] = [join(results, 'build/compose'), join(results, 'build/app')];
  await buildPages('bench/page', ['index.html'], page);
  if (only !== 'compose') await buildApp(app);
  const before = load();
  const composing = { folder: page, runs: only === 'demo' ? 0 : runs };
  const { renderer, compose } = await benchCompose(browser, composing);
  const demoFigures =
    only === 'compose'
      ? null
      : await benchDemo(browser, {
          folder: app,
          demo,
          runs,
          delay,
          trace: trace ? join(results, `${fileName(date, machine.name)}.trace.json`) : undefined,
        });
  return {
    date,
    machine,
    browser: `Chromium ${browser.version()}`,
    renderer,
    load: [before, load()],
    runs,
    delay,
    compose,
    demo: demoFigures,
  };
}

function fileName(date: string, machine: string): string {
  return `${date.slice(0, 19).replaceAll(':', '')}-${machine}`;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return console.log(help);
  if (options.only !== 'compose' && !existsSync(join(demo, 'items.json'))) {
    throw new Missing('There is no demo collection to measure on: make it with `npm run demo`');
  }
  mkdirSync(results, { recursive: true });
  const browser = await launch();
  try {
    const report = await measure(browser, options);
    const file = join(results, `${fileName(report.date, report.machine.name)}.json`);
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`${markdown(report)}\nWritten to ${file}`);
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
});
