import { expect, it } from 'vitest';
import { isAbort } from '../errors.ts';
import { Waiters } from './waiters.ts';

function makeWaiters() {
  let value: number | null = null;
  const waiters = new Waiters(() => value);
  return { waiters, set: (to: number | null) => (value = to) };
}

it('settles all who wait once the state is there, when it is looked at', async () => {
  const { waiters, set } = makeWaiters();
  const both = Promise.all([waiters.wait(), waiters.wait()]);
  waiters.check();
  set(0);
  waiters.check();
  expect(await both).toEqual([0, 0]);
});

it('lets who comes later wait for the next look', async () => {
  const { waiters, set } = makeWaiters();
  set(1);
  const waiting = waiters.wait();
  set(2);
  waiters.check();
  expect(await waiting).toBe(2);
});

it('rejects who aborts and leaves the others', async () => {
  const { waiters, set } = makeWaiters();
  const control = new AbortController();
  const leaves = waiters.wait(control.signal);
  const stays = waiters.wait();
  control.abort();
  expect(isAbort(await leaves.catch((error: unknown) => error))).toBe(true);
  set(5);
  waiters.check();
  expect(await stays).toBe(5);
  expect(isAbort(await waiters.wait(control.signal).catch((error: unknown) => error))).toBe(true);
});

it('rejects all at once, and nobody twice', async () => {
  const { waiters, set } = makeWaiters();
  const waiting = waiters.wait();
  waiters.rejectAll(new Error('gone'));
  set(1);
  waiters.check();
  await expect(waiting).rejects.toThrow('gone');
});
