import { expect, test } from 'vitest';
import { inSlices } from './slices.ts';

/** Keeps the thread for so many milliseconds. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('long work gives what it would at once, and others get their turns in between', async () => {
  let turns = 0;
  const beat = setInterval(() => turns++, 0);
  const items = Array.from({ length: 40 }, (_, i) => i);
  const results = await inSlices(items, (item, index) => {
    work(3);
    return [item, index];
  });
  clearInterval(beat);
  expect(results).toEqual(items.map((item) => [item, item]));
  expect(turns).toBeGreaterThan(3);
});

test('short work is done within its own turn', async () => {
  let others = false;
  setTimeout(() => (others = true));
  expect(await inSlices([1, 2, 3], (item) => 2 * item)).toEqual([2, 4, 6]);
  expect(others).toBe(false);
});

test('what is given up stops, and what fails says why', async () => {
  const control = new AbortController();
  let read = 0;
  const given = inSlices(
    Array.from({ length: 100 }, () => 0),
    () => {
      if (++read === 5) control.abort();
      work(4);
    },
    control.signal,
  );
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  expect(read).toBeLessThan(10);
  const broken = (): void => {
    throw new Error('no item');
  };
  await expect(inSlices([0], broken)).rejects.toThrow('no item');
});
