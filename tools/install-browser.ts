import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { browserArgs, findBrowser } from './browser.ts';

/** Whether the browser that tests would use starts. */
async function starts(): Promise<boolean> {
  const executablePath = findBrowser();
  if (!executablePath) return false;
  try {
    await (await chromium.launch({ executablePath, args: browserArgs })).close();
    return true;
  } catch (error) {
    console.error(`${executablePath} does not start: ${(error as Error).message.split('\n')[0]}`);
    return false;
  }
}

function run(command: string, ...args: string[]): void {
  console.log(`> ${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: 'inherit', env, timeout: 300_000 });
}

const aptAsRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Tried in turn until a browser starts. */
const ways: (() => void)[] = [
  () => run('npx', 'playwright', 'install', ...(aptAsRoot ? ['--with-deps'] : []), 'chromium'),
  () => {
    if (!aptAsRoot) return;
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
  },
];

let ready = await starts();
for (const way of ways) {
  if (ready) break;
  way();
  ready = await starts();
}
if (!ready) {
  console.error(
    'No browser could be started. Install Chromium and name it: BESTPIXEL_BROWSER=/path/to/chromium',
  );
  process.exitCode = 1;
}
