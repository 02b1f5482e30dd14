import { h, render } from 'preact';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { type Live, livePort } from '../live-port.ts';
import '../styles/index.css';
import type { TimePort } from '../time/time-port.ts';
import { TimeStrip } from '../time/time-strip.tsx';
import { type FakeTime, fakeTime, makeDay } from './fake-time.ts';

let leave: () => void = () => {};
/** After each test. */
export function clear(): void {
  leavePage();
  document.body.replaceChildren();
  localStorage.clear();
}

export function leavePage(): void {
  leave();
  leave = () => {};
}

/** The strip alone; when it is left, nothing hears its port. */
export function show(over: Partial<FakeTime> = {}, width = 1000): FakeTime {
  const port = fakeTime(over);
  const live: Live<TimePort> = livePort(port);
  const root = document.body.appendChild(document.createElement('div'));
  root.style.width = `${width}px`;
  render(h(TimeStrip, { live }), root);
  leave = () => {
    render(null, root);
    live.stop();
    expect(port.listeners()).toBe(0);
  };
  return port;
}

export const three = [
  makeDay('2020-07-01', { scenes: ['a'], cloud: 80, share: 0.1 }),
  makeDay('2020-07-03', { scenes: ['b', 'c'] }),
  makeDay('2020-07-06', { scenes: ['d'], cloud: null, share: null }),
];
export const slider = (name: string) => page.getByRole('slider', { name, exact: true });
export const days = () => slider('Day');
export const told = () => document.querySelector('.time-told')?.textContent;
export const seen = (text: string) => expect.poll(told).toContain(text);
export const allDates = () => page.getByRole('button', { name: 'All dates' });

/** The middle of a day, or its beginning, from the left of the strip. */
export const placeOf = (iso: string, { from, to }: { from: string; to: string }, part = 0.5) => {
  const [day, start, end] = [iso, from, to].map((each) => Date.parse(each) / 86_400_000) as [
    number,
    number,
    number,
  ];
  return 20 + ((day + part - start) / (end - start)) * 960;
};
/** As they are drawn: `three` fill less than a week. */
export const week = { from: '2020-07-01', to: '2020-07-08' };
export const full = { from: '2020-07-01', to: '2020-08-28' };

export async function at(css: string): Promise<HTMLElement> {
  await expect.poll(() => document.querySelector(css)).not.toBeNull();
  return document.querySelector<HTMLElement>(css)!;
}

export function pointer(type: string, target: Element, x: number, pointerType = 'mouse'): void {
  const { left, top } = document.querySelector('.time-ground')!.getBoundingClientRect();
  const to = { clientX: left + x, clientY: top + 10 };
  target.dispatchEvent(
    new PointerEvent(type, { ...to, pointerId: 1, pointerType, button: 0, bubbles: true, isPrimary: true }),
  );
}

/** Down, along, up, as the browser tells it; a pointer that no device makes cannot be captured. */
export async function drag(css: string, xs: readonly number[], type = 'mouse'): Promise<void> {
  const target = await at(css);
  target.setPointerCapture = () => {};
  pointer('pointerdown', target, xs[0]!, type);
  for (const x of xs.slice(1)) pointer('pointermove', target, x, type);
  pointer('pointerup', target, xs.at(-1)!, type);
}
