import { page, userEvent } from 'vitest/browser';
import { mountUi } from '../mount-ui.tsx';
import { fakePorts } from './fake-ports.ts';
import { type FakeScript, fakeScript } from './fake-script.ts';
import { all, button } from './panel-page.ts';

let unmount: () => void = () => {};

/** The app's panels, the script's still closed unless the address brought one. */
function mount(over: Partial<FakeScript> = {}): FakeScript {
  const script = fakeScript(over);
  document.body.className = 'app';
  const root = document.body.appendChild(document.createElement('div'));
  root.id = 'ui';
  unmount = mountUi(root, fakePorts({ script }));
  return script;
}

/** With the editor there, holding the keyboard. */
export async function openScript(over: Partial<FakeScript> = {}): Promise<FakeScript> {
  const script = mount(over);
  if (!script.opened) await userEvent.click(button('Script'));
  await expectEditor();
  return script;
}

export const expectEditor = () => page.getByRole('textbox', { name: 'Script' }).findElement();

export function leavePage(): void {
  unmount();
  unmount = () => {};
}

export function clearScript(): void {
  leavePage();
  document.body.replaceChildren();
  document.body.className = '';
  localStorage.clear();
}

/** The editor's text, as far as its lines are drawn. */
export const editorText = () =>
  all('.cm-line')
    .map((line) => line.textContent)
    .join('\n');

export const drawer = () => document.getElementById('script')!;

/** By keys, in the place of all that the editor holds. */
export async function rewrite(text: string): Promise<void> {
  await userEvent.keyboard('{Control>}a{/Control}{Delete}');
  await userEvent.keyboard(text.replaceAll(/[{[]/g, '$&$&'));
}
