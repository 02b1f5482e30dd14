import { beforeEach } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BestpixelError } from '../../errors.ts';
import { mountUi } from '../mount-ui.tsx';
import { fakePorts } from './fake-ports.ts';
import { type FakeData, fakeData } from './fake-data.ts';

let unmount: () => void = () => {};

// On narrow screens the panels start folded.
beforeEach(() => page.viewport(1000, 800));

/** All panels, as wide as they are in the app. */
export function show(over: Partial<FakeData> = {}): FakeData {
  const data = fakeData(over);
  document.body.className = 'app';
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'ui';
  unmount = mountUi(root, fakePorts({ data }));
  return data;
}

export async function showForm(over: Partial<FakeData> = {}): Promise<FakeData> {
  const data = show(over);
  await userEvent.click(button('Change data'));
  return data;
}

/** After each test. */
export function clear(): void {
  unmount();
  document.body.replaceChildren();
  document.body.className = '';
  localStorage.clear();
}

export const button = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
export const field = (name: string) => page.getByLabelText(name, { exact: true });
export const all = (css: string) => [...document.querySelectorAll<HTMLElement>(css)];
export const texts = (css: string) => all(css).map((element) => element.textContent?.trim());

/** By keys: only those make a change that is told when the field is left. */
export async function retype(name: string, text: string): Promise<void> {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
}

/** What a method was asked with, in order. */
export const asked = (data: FakeData, method: string) =>
  data.asked.filter(([name]) => name === method).map(([, detail]) => detail);

export const hostile = '<img src=x onerror="window.harmed=true">';
export const refused = new BestpixelError('network', `the host does not answer ${hostile}`, {
  remedy: 'Try again.',
});
