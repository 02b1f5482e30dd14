import type { Side } from './sides.ts';

/** Calls `blink` while B (the right side) or Shift+B (the left) is held, but not in a text. Returns the end of it. */
export function blinkKeys(blink: (side: Side | null) => void): () => void {
  let held = false;
  const listening = new AbortController();
  const { signal } = listening;
  const release = (): void => {
    if (held) blink(null);
    held = false;
  };
  const press = (event: KeyboardEvent): void => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat;
    if (event.key.toLowerCase() !== 'b' || !plain || isText(event.target)) return;
    held = true;
    blink(event.shiftKey ? 'left' : 'right');
  };
  window.addEventListener('keydown', press, { signal });
  window.addEventListener('keyup', (event) => event.key.toLowerCase() === 'b' && release(), { signal });
  window.addEventListener('blur', release, { signal });
  return () => {
    listening.abort();
    release();
  };
}

const noTexts = new Set(['checkbox', 'radio', 'range', 'button', 'color', 'submit', 'reset', 'file']);

/** Where letters are typed, or choose an entry of a list. */
function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !noTexts.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
