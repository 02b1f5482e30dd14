import { describe, expect, test } from 'vitest';
import type { Lists } from '../compose/resolve.ts';
import { BestpixelError } from '../errors.ts';
import type { Node } from '../expression/nodes.ts';
import { ScriptDesk, type ScriptDeskParts } from './script-desk.ts';
import type { Printed } from '../script/script.ts';
import type { ConsoleLine } from '../ui/script/script-port.ts';
import type { Viewer } from '../viewer.ts';

const size: Node = { kind: 'constant', value: 3 };
const at = { line: 2, column: 5 };
const greenest = { id: 'greenest', title: 'Greenest', about: '.', source: 'print(1);', needs: null };

function deferred<T>() {
  let settle!: { resolve: (value: T) => void; reject: (error: unknown) => void };
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

/** A desk over a viewer that does as it is told. */
function setUp(printed: readonly Printed[] | BestpixelError, named: Partial<ScriptDeskParts['named']> = {}) {
  const listed = deferred<Lists>();
  const listeners = new Set<() => void>();
  const layers: { id: string; failure: BestpixelError | null }[] = [];
  const run = () => (printed instanceof Error ? Promise.reject(printed) : Promise.resolve({ printed }));
  const viewer = {
    run,
    on: (_event: string, listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stage: { engine: { layers, listsFor: () => listed.promise } },
  };

  const desk = new ScriptDesk({
    viewer: viewer as unknown as Viewer,
    page: { location: { href: 'https://host.test/app/?a=1#map=1/2/3' } as Location },
    named: { source: null, example: null, ...named },
    gallery: [greenest],
    scriptOf: () => '',
  });
  const lines: ConsoleLine[] = [];
  const control = new AbortController();
  const start = () => desk.run('…', { signal: control.signal, onLine: (line) => void lines.push(line) });
  const change = (): void => listeners.forEach((listener) => listener());
  return { desk, lines, control, start, listed, layers, change, listeners };
}

describe('the console of a run', () => {
  test('shows text at once, and what is asked for when it is known', async () => {
    const { lines, start, listed } = setUp([
      { parts: [{ text: 'hello' }, { text: '2' }], at },
      { parts: [{ text: 'size' }, { node: size }] },
    ]);
    await start();
    expect(lines).toEqual([
      { id: 0, text: 'hello 2', state: 'done', at },
      { id: 1, text: 'size …', state: 'waiting' },
    ]);
    listed.resolve(new Map());
    await expect.poll(() => lines.at(-1)).toEqual({ id: 1, text: 'size 3', state: 'done' });
  });

  test('tells why a value cannot be known', async () => {
    const { lines, start, listed } = setUp([{ parts: [{ node: size }], at }]);
    await start();
    listed.reject(new BestpixelError('network', 'no connection'));
    await expect.poll(() => lines.at(-1)).toEqual({ id: 0, text: 'no connection.', state: 'failed', at });
  });

  test('says nothing more once the run is stopped', async () => {
    const { lines, start, control, listed, listeners } = setUp([{ parts: [{ node: size }] }]);
    await start();
    control.abort();
    listed.resolve(new Map());
    await listed.promise;
    await new Promise((resolve) => setTimeout(resolve));
    expect(lines.map(({ state }) => state)).toEqual(['waiting']);
    expect(listeners.size).toBe(0);
  });

  test('tells once of a layer that fails later, at the line that adds it', async () => {
    const { lines, start, layers, change } = setUp([]);
    await start();
    const failure = new BestpixelError('missing-band', 'no band', { where: 'A', position: at });
    layers.push({ id: 'a', failure });
    change();
    change();
    expect(lines).toEqual([{ id: 1, text: 'no band (A).', state: 'failed', at }]);
  });
});

describe('a run that fails', () => {
  test('is told as a sentence and a place', async () => {
    const { start } = setUp(
      new BestpixelError('script', 'no such thing', { position: at, remedy: 'Try another.' }),
    );
    await expect(start()).rejects.toEqual({ sentence: 'no such thing. Try another.', position: at });
  });
});

test('a value of a list that is not whole says so', async () => {
  const { lines, start, listed } = setUp([{ parts: [{ node: size }] }]);
  await start();
  const list = { id: 'S2', title: '', synthetic: false, attribution: '', scenes: [], rejected: [] };
  listed.resolve(new Map([['S2', { ...list, cutFrom: 1240 }]]));
  await expect.poll(() => lines.at(-1)?.text).toBe('3 (of the first 0 of 1240 scenes)');
});

describe('an address', () => {
  test('opens a script of somebody, which is nobody else’s to run', () => {
    expect(setUp([], { source: 'x' }).desk.opened).toEqual({ source: 'x', entry: null });
  });

  test('opens one of the gallery by its id, or none', () => {
    expect(setUp([], { example: 'greenest' }).desk.opened).toEqual({
      source: 'print(1);',
      entry: 'greenest',
    });
    expect(setUp([], { example: 'nothing' }).desk.opened).toBeNull();
  });

  test('is made for a script, and brings nothing else along', () => {
    expect(setUp([]).desk.linkTo('a && b')).toBe('https://host.test/app/#map=1/2/3&script=a+~26~26+b');
  });
});
