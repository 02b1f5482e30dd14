import { describe, expect, it, vi } from 'vitest';
import type { StackChunk } from '../compose/stack.ts';
import { BestpixelError, isAbort } from '../errors.ts';
import { makeScene } from '../scene/testing/make.ts';
import { FailureLog } from './failures.ts';
import { StackStore, type Stack } from './stack-store.ts';

/** A stack whose making ends on command, and whose chunk counts how often it is freed. */
function makeMaking() {
  const dispose = vi.fn();
  const stack: Stack = {
    chunk: { dispose } as Partial<StackChunk> as StackChunk,
    failures: new FailureLog(),
    approximate: null,
  };
  let [finish, fail] = [(): void => {}, (_error: Error): void => {}];
  const made = new Promise<Stack>((resolve, reject) => {
    [finish, fail] = [() => resolve(stack), reject];
  });
  const make = vi.fn<(signal: AbortSignal) => Promise<Stack>>(() => made);
  return { stack, dispose, make, finish, fail };
}

const all = () => true;
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('making', () => {
  it('is done once for two who ask, and for who asks later', async () => {
    const store = new StackStore();
    const { make, finish, stack } = makeMaking();
    const both = [store.pin('key', make), store.pin('key', make)];
    finish();
    for (const pinned of await Promise.all([...both, store.pin('key', make)]))
      expect(pinned.stack).toBe(stack);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('goes on for the one who stays when the other leaves', async () => {
    const store = new StackStore();
    const { make, finish, stack } = makeMaking();
    const control = new AbortController();
    const leaves = store.pin('key', make, control.signal);
    const stays = store.pin('key', make);
    control.abort();
    expect(isAbort(await leaves.catch((error: unknown) => error))).toBe(true);
    expect(make.mock.calls[0]![0].aborted).toBe(false);
    finish();
    expect((await stays).stack).toBe(stack);
  });

  it('is aborted when the last one leaves, and what comes nevertheless is freed', async () => {
    const store = new StackStore();
    const { make, finish, dispose } = makeMaking();
    const control = new AbortController();
    const leaves = store.pin('key', make, control.signal);
    control.abort();
    expect(isAbort(await leaves.catch((error: unknown) => error))).toBe(true);
    expect(make.mock.calls[0]![0].aborted).toBe(true);
    finish();
    await turn();
    expect(dispose).toHaveBeenCalledTimes(1);
    const again = makeMaking();
    again.finish();
    expect((await store.pin('key', again.make)).stack).toBe(again.stack);
  });

  it('that fails fails all who wait, and is tried again by who asks next', async () => {
    const store = new StackStore();
    const { make, fail } = makeMaking();
    const both = [store.pin('key', make), store.pin('key', make)];
    const lost = new BestpixelError('context-lost', 'the GPU context was lost');
    fail(lost);
    for (const pinned of both) await expect(pinned).rejects.toBe(lost);
    const again = makeMaking();
    again.finish();
    expect((await store.pin('key', again.make)).stack).toBe(again.stack);
  });

  it('tells all who use the stack which scenes failed', async () => {
    const store = new StackStore();
    const { make, finish, stack } = makeMaking();
    stack.failures.add(makeScene({ id: 'S2_A' }), 'q', new Error('gone'));
    const first = store.pin('key', make);
    finish();
    await first;
    const second = await store.pin('key', make);
    expect(second.stack.failures.list()).toHaveLength(1);
  });
});

/** A store of finished stacks, the first the longest unused. */
async function makeStore(...keys: string[]) {
  const store = new StackStore();
  const made = new Map<string, ReturnType<typeof makeMaking>>();
  for (const key of keys) {
    const making = makeMaking();
    made.set(key, making);
    making.finish();
    (await store.pin(key, making.make)).release();
  }
  const freed = () => keys.filter((key) => made.get(key)!.dispose.mock.calls.length > 0);
  const pin = (key: string) => store.pin(key, made.get(key)!.make);
  return { store, pin, freed, made };
}

describe('eviction', () => {
  it('frees the longest unused first, and only while it has to', async () => {
    const { store, pin, freed } = await makeStore('a', 'b', 'c', 'd');
    (await pin('a')).release();
    let needed = 2;
    store.evict(() => needed-- > 0);
    expect(freed()).toEqual(['b', 'c']);
  });

  it('leaves what is pinned', async () => {
    const { store, pin, freed } = await makeStore('a', 'b');
    const pinned = await pin('a');
    store.evict(all);
    expect(freed()).toEqual(['b']);
    pinned.release();
    expect(freed()).toEqual(['b']);
    store.evict(all);
    expect(freed()).toEqual(['a', 'b']);
  });
});

describe('a stack that is forgotten', () => {
  it('while it is pinned is freed by the last to release it, once', async () => {
    const { store, pin, made } = await makeStore('a');
    const [one, two] = [await pin('a'), await pin('a')];
    const { dispose } = made.get('a')!;
    store.forget(all);
    one.release();
    one.release();
    expect(dispose).not.toHaveBeenCalled();
    two.release();
    expect(dispose).toHaveBeenCalledTimes(1);
    two.release();
    store.evict(all);
    store.forget(all);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('is made anew, whether or not the old one is still in use', async () => {
    const { store, pin, made } = await makeStore('a');
    const old = await pin('a');
    store.forget(({ failures }) => failures.size === 0);
    const again = makeMaking();
    again.finish();
    const pinned = await store.pin('a', again.make);
    expect(pinned.stack).toBe(again.stack);
    old.release();
    expect(made.get('a')!.dispose).toHaveBeenCalledTimes(1);
    expect(again.dispose).not.toHaveBeenCalled();
  });
});
