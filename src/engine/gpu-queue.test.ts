import { describe, expect, it, vi } from 'vitest';
import { BestpixelError, isAbort } from '../errors.ts';
import { GpuQueue } from './gpu-queue.ts';

function makeQueue() {
  const wake = vi.fn();
  const queue = new GpuQueue(wake);
  const ran: string[] = [];
  const add = (name: string, bytes: number, signal?: AbortSignal) =>
    queue.run(bytes, () => ran.push(name), signal);
  return { queue, wake, ran, add };
}

describe('a pump', () => {
  it('runs steps in the order they came, until its bytes are used', () => {
    const { queue, ran, add } = makeQueue();
    for (const name of ['a', 'b', 'c', 'd']) void add(name, 40);
    queue.pump(100);
    expect(ran).toEqual(['a', 'b']);
    queue.pump(80);
    expect(ran).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets no small step overtake a large one', () => {
    const { queue, ran, add } = makeQueue();
    void add('small', 10);
    void add('large', 95);
    void add('tiny', 1);
    queue.pump(100);
    expect(ran).toEqual(['small']);
    queue.pump(100);
    expect(ran).toEqual(['small', 'large', 'tiny']);
  });

  it('runs one step however large', () => {
    const { queue, ran, add } = makeQueue();
    void add('huge', 10_000);
    void add('next', 0);
    queue.pump(100);
    expect(ran).toEqual(['huge']);
  });

  it('without a limit runs all', () => {
    const { queue, ran, add } = makeQueue();
    for (const name of ['a', 'b', 'c']) void add(name, 1e9);
    queue.pump(Infinity);
    expect(ran).toEqual(['a', 'b', 'c']);
  });

  it('asks for another frame while work is left, and only then', () => {
    const { queue, wake, add } = makeQueue();
    void add('a', 60);
    void add('b', 60);
    wake.mockClear();
    queue.pump(100);
    expect(wake).toHaveBeenCalledTimes(1);
    queue.pump(100);
    expect(wake).toHaveBeenCalledTimes(1);
    expect(queue.pending).toBe(0);
  });

  it('gives each caller its own result or error', async () => {
    const { queue } = makeQueue();
    const fine = queue.run(1, () => 7);
    const broken = queue.run(1, () => {
      throw new RangeError('no such layer');
    });
    const after = queue.run(1, () => 8);
    queue.pump(100);
    expect(await fine).toBe(7);
    await expect(broken).rejects.toThrow('no such layer');
    expect(await after).toBe(8);
  });
});

it('asks for a frame when work arrives', () => {
  const { wake, add } = makeQueue();
  void add('a', 1);
  expect(wake).toHaveBeenCalledTimes(1);
});

it('drops aborted steps, which take nothing of the share', async () => {
  const { queue, ran, add } = makeQueue();
  const control = new AbortController();
  const dropped = [add('a', 90, control.signal), add('b', 90, control.signal)];
  const kept = add('c', 100);
  control.abort();
  queue.pump(100);
  expect(ran).toEqual(['c']);
  await kept;
  for (const step of dropped) expect(isAbort(await step.catch((error: unknown) => error))).toBe(true);
});

it('once closed fails what waits and what comes', async () => {
  const { queue, ran, add } = makeQueue();
  const lost = new BestpixelError('context-lost', 'the GPU context was lost');
  const waiting = add('a', 1);
  queue.close(lost);
  await expect(waiting).rejects.toBe(lost);
  await expect(add('b', 1)).rejects.toBe(lost);
  queue.pump(100);
  expect(ran).toEqual([]);
});
