import { describe, expect, it } from 'vitest';
import { Gate } from './gate.ts';

/** Work that ends when told. */
function makeWork() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<void>((resolve) => (ends[number] = resolve));
  };
  return { begun, ends, work };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a gate', () => {
  it('lets so many in at a time, in the order they came', async () => {
    const gate = new Gate(2);
    const { begun, ends, work } = makeWork();
    const all = [0, 1, 2, 3].map((number) => gate.run(work(number)));
    await turn();
    expect(begun).toEqual([0, 1]);
    ends[1]!();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]!();
    ends[2]!();
    await turn();
    ends[3]!();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('passes over who has left, and those who fail make room', async () => {
    const gate = new Gate(1);
    const { begun, ends, work } = makeWork();
    const control = new AbortController();
    const first = gate.run(() => work(0)().then(() => Promise.reject(new Error('broken'))));
    const second = gate.run(work(1), control.signal);
    const third = gate.run(work(2));
    control.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    ends[0]!();
    await expect(first).rejects.toThrow('broken');
    await turn();
    expect(begun).toEqual([0, 2]);
    ends[2]!();
    await third;
  });
});
