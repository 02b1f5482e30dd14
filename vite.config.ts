import { defineConfig } from 'vite';
import { scriptPrelude } from './tools/script-prelude.ts';

export default defineConfig({
  base: './',
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1600,
    rolldownOptions: { input: ['index.html', 'reference.html'] },
  },
  plugins: [scriptPrelude()],
  worker: { format: 'es', plugins: () => [scriptPrelude()] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
