import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: { target: 'es2023', chunkSizeWarningLimit: 1600 },
  worker: { format: 'es' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
