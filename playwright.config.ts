import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './tools/browser.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    viewport: { width: 1024, height: 720 },
    launchOptions: { executablePath: findBrowser(), args: browserArgs },
    trace: 'off',
  },
});
