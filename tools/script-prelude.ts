import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const name = 'virtual:script-prelude';
const resolved = `\0${name}`;
const entry = fileURLToPath(new URL('../src/script/prelude/main.ts', import.meta.url));

/** Names that a script may make its own, as Earth Engine's `Map` is: the prelude keeps what they were. */
const kept = (
  'Array ArrayBuffer BigInt Boolean Date Error JSON Map Math Number Object Proxy RangeError ReferenceError Reflect ' +
  'RegExp Set String Symbol TypeError WeakMap isFinite isNaN parseFloat parseInt'
).split(' ');

/** `virtual:script-prelude`: what scripts find when they start, as the text of one classic script. */
export function scriptPrelude(): Plugin {
  return {
    name: 'script-prelude',
    resolveId: (id) => (id === name ? resolved : null),
    async load(id) {
      if (id !== resolved) return null;
      const { code, files } = await bundle();
      for (const file of files) this.addWatchFile(file);
      return `export const prelude = ${JSON.stringify(code)};`;
    },
  };
}

async function bundle(): Promise<{ readonly code: string; readonly files: readonly string[] }> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      minify: true,
      lib: { entry, formats: ['iife'], name: 'prelude' },
    },
  });
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (!chunk) throw new Error(`nothing came of ${entry}`);
  const code = `(function (${kept.join()}) { ${chunk.code}\nreturn prelude.open(); })(${kept.join()})`;
  return { code, files: chunk.moduleIds.filter((file) => !file.startsWith('\0')) };
}
