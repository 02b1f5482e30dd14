import { expect, it, vi } from 'vitest';
import type { Compare } from '../choice/compare.ts';
import type { Viewer } from '../viewer.ts';
import { CompareDesk } from './compare-desk.ts';

const compare: Compare = { left: ['collection'], right: ['best'], position: 0.5 };

function setUp(introduces: boolean) {
  const written: string[] = [];
  const page = Object.assign(new EventTarget(), {
    location: { hash: '#map=3/40/-103', search: '', pathname: '/' },
    history: { state: null, replaceState: (_: unknown, __: string, url: string) => void written.push(url) },
  });
  const view = { compare: null, blink: null };
  const viewer = { layers: [], on: () => () => {}, stage: { view, listeners: { emit: () => {} } } };
  const desk = new CompareDesk({
    viewer: viewer as unknown as Viewer,
    page: page as unknown as Window,
    compare,
    introduces,
  });
  return { desk, written };
}

it('names in the address what the first start compares, though nobody moves the line', () => {
  vi.useFakeTimers();
  const { written } = setUp(true);
  vi.runAllTimers();
  vi.useRealTimers();
  expect(written).toEqual(['/#map=3/40/-103&compare=0.5,collection,,best']);
});

it('writes nothing into an address that names it', () => {
  vi.useFakeTimers();
  const { desk, written } = setUp(false);
  vi.runAllTimers();
  vi.useRealTimers();
  desk.dispose();
  expect(written).toEqual([]);
});
