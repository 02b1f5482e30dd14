import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(repository, 'node_modules', '.bin', name);

type Files = Readonly<Record<string, string>>;

/** Each breaks one rule of the house in one file; in the others nothing is wrong. */
const sins: Record<string, { files: Files; at: string; rule: string }> = {
  'an import cycle': {
    files: {
      'src/grid/a.ts': `import { b } from './b.ts';\nexport const a = (): number => b() + 1;\n`,
      'src/grid/b.ts': `import { a } from './a.ts';\nexport const b = (): number => a() + 1;\n`,
    },
    at: 'src/grid/a.ts',
    rule: 'import(no-cycle)',
  },
  'an import cycle of types': {
    files: {
      'src/scene/c.ts': `import type { D } from './d.ts';\nexport interface C {\n  readonly d: D | null;\n}\n`,
      'src/scene/d.ts': `import type { C } from './c.ts';\nexport interface D {\n  readonly c: C | null;\n}\n`,
    },
    at: 'src/scene/c.ts',
    rule: 'import(no-cycle)',
  },
  'an import of a higher floor': {
    files: {
      'src/tiles/e.ts': `import { f } from '../engine/f.ts';\nexport const e = f;\n`,
      'src/engine/f.ts': `export const f = 1;\n`,
    },
    at: 'src/tiles/e.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'a type of a higher floor': {
    files: {
      'src/compose/g.ts': `import type { H } from '../engine/h.ts';\nexport const g: H = 1;\n`,
      'src/engine/h.ts': `export type H = number;\n`,
    },
    at: 'src/compose/g.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'an import of a sibling on one floor': {
    files: {
      'src/map/i.ts': `import { k } from '../ui/k.ts';\nexport const i = k;\n`,
      'src/ui/k.ts': `export const k = 1;\n`,
    },
    at: 'src/map/i.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'an import of the viewer from below': {
    files: {
      'src/ui/l.ts': `import { m } from '../viewer.ts';\nexport const l = m;\n`,
      'src/viewer.ts': `export const m = 1;\n`,
    },
    at: 'src/ui/l.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'an import of what joins the floors from below': {
    files: {
      'src/engine/aa.ts': `import type { Bb } from '../layer-handle.ts';\nexport type Aa = Bb;\n`,
      'src/layer-handle.ts': `export type Bb = number;\n`,
    },
    at: 'src/engine/aa.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'an import from the ground floor': {
    files: {
      'src/errors.ts': `import { o } from './grid/o.ts';\nexport const n = o;\n`,
      'src/grid/o.ts': `export const o = 1;\n`,
    },
    at: 'src/errors.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'geotiff.js outside src/raster': {
    files: { 'src/engine/p.ts': `import { fromUrl } from 'geotiff';\nexport const p = fromUrl;\n` },
    at: 'src/engine/p.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'twgl.js outside src/gpu': {
    files: { 'src/compose/q.ts': `import { setUniforms } from 'twgl.js';\nexport const q = setUniforms;\n` },
    at: 'src/compose/q.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  'MapLibre below src/map': {
    files: { 'src/tiles/r.ts': `import type { Map } from 'maplibre-gl';\nexport type R = Map;\n` },
    at: 'src/tiles/r.ts',
    rule: 'eslint(no-restricted-imports)',
  },
  any: {
    files: { 'src/net/s.ts': `export const s = (value: any): unknown => value;\n` },
    at: 'src/net/s.ts',
    rule: 'typescript(no-explicit-any)',
  },
  'a comment that silences the compiler': {
    files: { 'src/net/t.ts': `// @ts-ignore\nexport const t: number = 'text';\n` },
    at: 'src/net/t.ts',
    rule: 'typescript(ban-ts-comment)',
  },
};

/** Imports of its own folder, of lower floors, and of what its floor alone may import. */
const virtues: Files = {
  'src/engine/u.ts': `import { v } from './v.ts';\nimport { w } from '../gpu/w.ts';\nexport const u = v + w;\n`,
  'src/engine/v.ts': `import { x } from '../raster/x.ts';\nexport const v = x;\n`,
  'src/gpu/w.ts': `import { setUniforms } from 'twgl.js';\nexport const w = setUniforms.length;\n`,
  'src/raster/x.ts': `import { fromUrl } from 'geotiff';\nexport const x = fromUrl.length;\n`,
  'src/map/y.ts': `import { Map } from 'maplibre-gl';\nimport { u } from '../engine/u.ts';\nexport const y = Map.length + u;\n`,
  'src/engine/v.test.ts': `import { y } from '../map/y.ts';\nexport const z = y;\n`,
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

let folder = '';
let findings: readonly Finding[] = [];

function plant(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'floors-'));
  copyFileSync(join(repository, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const { files } of Object.values(sins)) plant(files);
  plant(virtues);
  const args = ['-c', '.oxlintrc.json', '--format', 'json', 'src'];
  const { stdout, stderr } = spawnSync(bin('oxlint'), args, { cwd: folder, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(`oxlint said: ${stdout}${stderr}`);
  findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rulesAt = (path: string): string[] =>
  findings.filter(({ filename }) => filename.replaceAll('\\', '/').endsWith(path)).map(({ code }) => code);

describe('the linter', () => {
  it.each(Object.entries(sins))('rejects %s', (_, { at, rule }) => {
    expect(rulesAt(at)).toEqual([rule]);
  });

  it('accepts what keeps to the floors', () => {
    for (const path of Object.keys(virtues)) expect(rulesAt(path), path).toEqual([]);
  });

  it('finds nothing but what was planted', () => {
    const planted = Object.values(sins).flatMap(({ files }) => Object.keys(files));
    const elsewhere = findings.filter(({ filename }) => !planted.some((path) => filename.endsWith(path)));
    expect(elsewhere).toEqual([]);
  });

  it('holds every folder of src to a floor', () => {
    const { overrides } = JSON.parse(readFileSync(join(repository, '.oxlintrc.json'), 'utf8')) as {
      overrides: { files: string[]; rules: Record<string, unknown> }[];
    };
    const held = overrides
      .filter(({ rules }) => Array.isArray(rules['no-restricted-imports']))
      .flatMap(({ files }) => files);
    const { stdout } = spawnSync('git', ['ls-files', 'src'], { cwd: repository, encoding: 'utf8' });
    const folders = new Set(stdout.split('\n').flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect(folders.size).toBeGreaterThan(10);
    for (const name of folders) expect(held, name).toContain(`src/${name}/**`);
  });
});

describe('the engine compiles', () => {
  /** Compiler messages for a file in the engine's place. */
  function compile(text: string): string {
    plant({ 'src/engine/file.ts': text });
    const config = {
      extends: join(repository, 'tsconfig.engine.json'),
      compilerOptions: { typeRoots: [join(repository, 'node_modules/@types')] },
      include: [join(folder, 'src/engine/file.ts')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return spawnSync(bin('tsc'), ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' }).stdout;
  }

  it('without the DOM', () => {
    expect(compile('export const title = document.title;\n')).toContain("Cannot find name 'document'");
    expect(compile('export const element: HTMLElement | null = null;\n')).toContain(
      "Cannot find name 'HTMLElement'",
    );
  }, 60_000);

  it('with what workers have', () => {
    expect(compile('export const canvas = new OffscreenCanvas(1, 1).getContext("webgl2");\n')).toBe('');
  }, 60_000);

  it('each folder up to its own floor', () => {
    const { include } = JSON.parse(readFileSync(join(repository, 'tsconfig.engine.json'), 'utf8')) as {
      include: string[];
    };
    const engine = [
      'grid',
      'expression',
      'net',
      'scene',
      'geotiff-writer',
      'ee',
      'raster',
      'gpu',
      'catalog',
      'tiles',
      'compose',
      'engine',
    ];
    expect(include).toEqual(expect.arrayContaining(engine.map((name) => `src/${name}`)));
  });
});
