import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paintsOf } from './paint.ts';

const root = document.documentElement;
let place: HTMLElement;

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
  root.style.setProperty('--of-the-theme', 'rgb(1, 2, 3)');
});

afterEach(() => {
  place.remove();
  root.style.removeProperty('--of-the-theme');
  vi.restoreAllMocks();
});

test('A colour is resolved as the page would, and once until the theme differs', () => {
  const looked = vi.spyOn(window, 'getComputedStyle');
  const paints = paintsOf(place);
  for (let i = 0; i < 68; i++) {
    expect(paints('--of-the-theme')).toBe('rgb(1, 2, 3)');
    expect(paints('#0a0b0c')).toBe('rgb(10, 11, 12)');
  }
  expect(looked).toHaveBeenCalledTimes(2);
  expect(place.childElementCount).toBe(0);

  root.style.setProperty('--of-the-theme', 'rgb(4, 5, 6)');
  paints.forget();
  expect(paints('--of-the-theme')).toBe('rgb(4, 5, 6)');
});
