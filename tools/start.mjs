// `npm start`: installs, makes the demo collection, builds the app and opens it. Node's own modules only, since
// nothing is installed when it begins.
import { attempt, installPackages, run } from './install.mjs';

installPackages();
run('npx', ['tsx', 'tools/demo/main.ts']);
run('npx', ['vite', 'build', '--logLevel', 'warn']);
const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
process.exitCode = attempt('npx', [
  'vite',
  'preview',
  ...(headless ? [] : ['--open']),
  ...process.argv.slice(2),
]);
