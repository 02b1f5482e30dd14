import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

/** Every check in turn; the first that fails ends the run. The last line sums up the tests. */
const results = 'test-results';
const unitReport = `${results}/unit.json`;
const e2eReport = `${results}/e2e.json`;

const steps: [what: string, command: string, env?: Record<string, string>][] = [
  ['demo collection', 'tsx tools/demo/main.ts'],
  ['types of the engine, without DOM', 'tsc -p tsconfig.engine.json'],
  ['types', 'tsc -p tsconfig.json'],
  ['lint and floors', 'oxlint --deny-warnings'],
  ['format', 'prettier --check --log-level warn .'],
  ['unused code', 'knip'],
  ['unit and browser tests', `vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`],
  ['build', 'vite build --logLevel warn'],
  ['end-to-end tests', 'playwright test --reporter=list,json', { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport }],
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

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let broken: string | null = null;
for (const [what, command, env] of steps) {
  const began = performance.now();
  console.log(`\n── ${what}: ${command}`);
  const { status } = spawnSync('npx', command.split(' '), {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  console.log(
    `── ${what}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) {
    broken = what;
    break;
  }
}
const { passed, failed } = total();
if (broken) console.error(`\nStopped at: ${broken}`);
console.log(`\n${passed} passed, ${broken && failed === 0 ? 1 : failed} failed`);
process.exitCode = broken ? 1 : 0;
