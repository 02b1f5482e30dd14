import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createScriptRunner } from './runner.ts';
import { FakeScriptWorker, nothing } from './testing/fake-worker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const workers: FakeScriptWorker[] = [];
  const createWorker = (): FakeScriptWorker => {
    const worker = new FakeScriptWorker();
    workers.push(worker);
    return worker;
  };
  const runner = createScriptRunner({ createWorker, limits: { time: 5_000 }, grace: 1_000 });
  return { runner, workers };
}

const network = { tag: 'network', what: 'not fetched' } as const;

describe('a runner of scripts', () => {
  test('starts no worker before the first script, and keeps it for the next', async () => {
    const { runner, workers } = setUp();
    expect(workers).toHaveLength(0);
    for (const source of ['a', 'b']) {
      const run = runner.run(source);
      const [worker] = workers;
      worker!.answer({ kind: 'loaded', id: worker!.orders.at(-1)!.id });
      worker!.answer({ kind: 'done', id: worker!.orders.at(-1)!.id, text: nothing });
      await expect(run).resolves.toMatchObject({ layers: [], printed: [], camera: null });
    }
    expect(workers).toHaveLength(1);
    expect(workers[0]!.orders.map(({ source }) => source)).toEqual(['a', 'b']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends a worker that does not come back, and begins again with another', async () => {
    const { runner, workers } = setUp();
    const run = runner.run('a');
    workers[0]!.answer({ kind: 'loaded', id: workers[0]!.orders[0]!.id });
    const told = expect(run).rejects.toMatchObject({
      tag: 'script',
      message: expect.stringContaining('after 5 s'),
    });
    vi.advanceTimersByTime(6_000);
    await told;
    expect(workers[0]!.isTerminated).toBe(true);
    void runner.run('b').catch(() => {});
    expect(workers[1]!.orders[0]!.source).toBe('b');
    runner.dispose();
  });

  test('counts no time before the interpreter is there', () => {
    const { runner, workers } = setUp();
    void runner.run('a').catch(() => {});
    vi.advanceTimersByTime(60_000);
    expect(workers[0]!.isTerminated).toBe(false);
    runner.dispose();
  });

  test('ends what runs when it is aborted, or when another run begins', async () => {
    const { runner, workers } = setUp();
    const control = new AbortController();
    const aborted = runner.run('a', { signal: control.signal });
    control.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    const overtaken = runner.run('b');
    const last = runner.run('c');
    await expect(overtaken).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, false]);
    const late = workers[1]!;
    late.answer({ kind: 'done', id: late.orders[0]!.id, text: nothing });
    runner.dispose();
    await expect(last).rejects.toMatchObject({ tag: 'disposed' });
    expect(workers[2]!.isTerminated).toBe(true);
    await expect(runner.run('d')).rejects.toMatchObject({ tag: 'disposed' });
  });

  test('an abort of an earlier run leaves the present one alone', async () => {
    const { runner, workers } = setUp();
    const control = new AbortController();
    const first = runner.run('a', { signal: control.signal });
    const second = runner.run('b');
    control.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers[1]!.isTerminated).toBe(false);
    workers[1]!.answer({ kind: 'done', id: workers[1]!.orders[0]!.id, text: nothing });
    await expect(second).resolves.toMatchObject({ layers: [] });
  });

  test('tells a worker that cannot be fetched from one that stops, and tries again', async () => {
    const { runner, workers } = setUp();
    const unfetched = runner.run('a');
    workers[0]!.fail();
    await expect(unfetched).rejects.toMatchObject({ tag: 'network' });
    const crashed = runner.run('b');
    workers[1]!.answer({ kind: 'loaded', id: workers[1]!.orders[0]!.id });
    workers[1]!.fail();
    await expect(crashed).rejects.toMatchObject({ tag: 'worker-crashed' });
    const unloaded = runner.run('c');
    workers[2]!.answer({ kind: 'failed', id: workers[2]!.orders[0]!.id, error: network });
    await expect(unloaded).rejects.toMatchObject({ tag: 'network' });
    void runner.run('d').catch(() => {});
    expect(workers).toHaveLength(4);
    runner.dispose();
  });

  test.each(['', '[]', 'null', '{}', '{"nodes":{}}', 'x'.repeat(5 * 2 ** 20)])(
    'takes nothing for an outcome that is none',
    async (text) => {
      const { runner, workers } = setUp();
      const run = runner.run('a');
      workers[0]!.answer({ kind: 'done', id: workers[0]!.orders[0]!.id, text });
      await expect(run).rejects.toMatchObject({
        tag: 'script',
        message: expect.stringContaining('not to be used'),
      });
    },
  );
});
