// `npm test`: installs what the tests need (a browser included), then runs every check. Node's own modules only.
import { installPackages, run } from './install.mjs';

installPackages();
run('npx', ['tsx', 'tools/install-browser.ts']);
run('npx', ['tsx', 'tools/check.ts']);
