import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserArgs, findBrowser } from './tools/browser.ts';
import { scriptPrelude } from './tools/script-prelude.ts';

const browserTests = 'src/**/*.browser.test.ts';

/** Against hangs alone: a busy machine is no failure. */
const testTimeout = 60_000;

const browserDependencies = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  'geotiff',
  'geotiff-geokeys-to-proj4',
  'maplibre-gl',
  'preact',
  'preact/jsx-dev-runtime',
  '@preact/signals',
  'proj4',
  'topojson-client',
  'twgl.js',
  'uplot',
  'axe-core',
  'fast-check',
  '@jitl/quickjs-ng-wasmfile-release-sync',
  '@jitl/quickjs-ng-wasmfile-release-sync/emscripten-module',
  '@jitl/quickjs-ng-wasmfile-release-sync/ffi',
  'quickjs-emscripten-core',
];

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [scriptPrelude()],
        test: {
          name: 'node',
          testTimeout,
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: [browserTests],
        },
      },
      {
        // Named, so that none is discovered in mid-run, which would reload the page.
        optimizeDeps: { include: browserDependencies },
        plugins: [scriptPrelude()],
        worker: { format: 'es', plugins: () => [scriptPrelude()] },
        test: {
          name: 'browser',
          testTimeout,
          include: [browserTests],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findBrowser(), args: browserArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
