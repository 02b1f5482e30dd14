import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, loadConfigFromFile, type InlineConfig } from 'vite';

const config = (outDir: string): InlineConfig => ({
  configFile: resolve('vite.config.ts'),
  logLevel: 'warn',
  publicDir: false,
  build: { outDir: resolve(outDir), emptyOutDir: true },
});

/** The app without its demo collection, which is served from where it lies. */
export async function buildApp(outDir: string): Promise<void> {
  await build(config(outDir));
  cpSync('public', outDir, { recursive: true, filter: (path) => path !== join('public', 'demo') });
}

/** Pages of a folder that take the app's sources, and nothing of its own pages. */
export async function buildPages(root: string, pages: readonly string[], outDir: string): Promise<void> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, 'vite.config.ts');
  const input = pages.map((page) => resolve(root, page));
  await build({
    ...loaded?.config,
    ...config(outDir),
    configFile: false,
    root: resolve(root),
    build: { ...loaded?.config.build, ...config(outDir).build, rolldownOptions: { input } },
  });
}
