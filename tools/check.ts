import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

/** Every check; the first group of which one fails ends the run. The last line sums up the tests. */
const results = 'test-results';
const unitReport = `${results}/unit.json`;
const e2eReport = `${results}/e2e.json`;

interface Step {
  readonly what: string;
  readonly command: string;
  readonly env?: Record<string, string>;
}

/** In turn; the steps of one group run side by side, as they are short and wait for each other's processes to start. */
const groups: readonly (readonly Step[])[] = [
  [
    { what: 'demo collection', command: 'tsx tools/demo/main.ts' },
    { what: 'types of the engine, without DOM', command: 'tsc -p tsconfig.engine.json' },
    { what: 'types', command: 'tsc -p tsconfig.json' },
    { what: 'lint and floors', command: 'oxlint --deny-warnings' },
    { what: 'format', command: 'prettier --check --log-level warn .' },
    { what: 'unused code', command: 'knip' },
  ],
  [
    {
      what: 'unit and browser tests',
      command: `vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
    },
  ],
  [{ what: 'build', command: 'vite build --logLevel warn' }],
  [
    {
      what: 'end-to-end tests',
      command: 'playwright test --reporter=list,json',
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    },
  ],
];

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
}

function read<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

function total(): { passed: number; failed: number } {
  const unit = read<VitestReport>(unitReport);
  const e2e = read<PlaywrightReport>(e2eReport)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (e2e ? e2e.unexpected + e2e.flaky : 0),
  };
}

/** What it prints comes at once where it runs alone, else once it ends. Gives whether it went well. */
async function run({ what, command, env }: Step, alone: boolean): Promise<boolean> {
  const began = performance.now();
  if (alone) console.log(`\n── ${what}: ${command}`);
  const child = spawn('npx', command.split(' '), {
    stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
    child.on('error', () => resolve(null));
  });
  if (!alone) console.log(`\n── ${what}: ${command}\n${Buffer.concat(said).toString()}`.trimEnd());
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`── ${what}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let broken: string | null = null;
for (const group of groups) {
  const ends = await Promise.all(group.map((step) => run(step, group.length === 1)));
  const failed = group.filter((_, i) => !ends[i]);
  if (failed.length === 0) continue;
  broken = failed.map(({ what }) => what).join(', ');
  break;
}
const { passed, failed } = total();
if (broken) console.error(`\nStopped at: ${broken}`);
console.log(`\n${passed} passed, ${broken && failed === 0 ? 1 : failed} failed`);
process.exitCode = broken ? 1 : 0;
