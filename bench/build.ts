import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type InlineConfig } from 'vite';

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

/** The page that measures composing alone. */
export async function buildComposePage(outDir: string): Promise<void> {
  await build({ ...config(outDir), root: resolve('bench/page') });
}
