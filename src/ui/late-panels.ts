import { notFetched, tell } from '../errors.ts';
import { sentence } from './words.ts';

/**
 * Fetches what comes after the map. Where that fails, it is told over the map with a button that tries again; what
 * `root` keeps for the panels stays. Resolves when they are here, or when the first attempt failed.
 */
export async function latePanels<Panels>(
  root: HTMLElement,
  fetch: () => Promise<Panels>,
  open: (panels: Panels) => void | Promise<void>,
): Promise<void> {
  let panels: Panels;
  try {
    panels = await fetch().catch(notFetched('the panels'));
  } catch (error) {
    root.append(noticeOf(tell(error), (notice) => void again(notice)));
    return;
  }
  root.replaceChildren();
  await open(panels);

  async function again(notice: HTMLElement): Promise<void> {
    notice.remove();
    await latePanels(root, fetch, open);
  }
}

/** Plain DOM, as nothing else is here yet. */
function noticeOf(text: string, retry: (notice: HTMLElement) => void): HTMLElement {
  const make = (name: string, className: string): HTMLElement => {
    const made = document.createElement(name);
    made.className = className;
    return made;
  };
  const over = make('div', 'over-map');
  const notices = make('div', 'notices');
  notices.setAttribute('role', 'alert');
  const notice = make('div', 'notice');
  const words = make('p', '');
  words.textContent = sentence(text);
  const button = make('button', 'button');
  button.textContent = 'Try again';
  button.addEventListener('click', () => retry(over));
  notice.append(words, button);
  notices.append(notice);
  over.append(notices);
  return over;
}
