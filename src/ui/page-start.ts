import { remembered } from './remembered.ts';

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

/** Where panels are sheets: as in the style sheets. */
export const narrowScreen = '(width <= 640px)';

/** The theme the page opens with: the choice this browser remembers, else the system's. */
export function initialTheme(): Theme {
  const choice = rememberedChoice();
  if (choice !== 'system') return choice;
  return systemIsDark().matches ? 'dark' : 'light';
}

export function rememberedChoice(): ThemeChoice {
  const kept = remembered('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function systemIsDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

/** How the rail starts on such a screen, and the name under which another choice is kept. */
export function initialRail(narrow: boolean): { name: 'sheet' | 'rail'; usual: RailState; state: RailState } {
  const [name, usual] = narrow ? (['sheet', 'folded'] as const) : (['rail', 'open'] as const);
  return { name, usual, state: (remembered(name) ?? usual) === 'folded' ? 'folded' : 'open' };
}

export type RailState = 'folded' | 'open';

/**
 * Marks the page and keeps the room of the panels that are to come into `root`, so that the map has its size from the
 * first frame.
 */
export function keepRoom(root: HTMLElement): void {
  const { dataset } = root.ownerDocument.documentElement;
  dataset['theme'] = initialTheme();
  dataset['rail'] = initialRail(matchMedia(narrowScreen).matches).state;
  const time = remembered('time') === 'folded' ? 'time folded' : 'time';
  const rooms = ['bar', 'rail', time, 'status'].map((name) => {
    const room = root.ownerDocument.createElement('div');
    room.className = `${name} coming`;
    return room;
  });
  root.replaceChildren(...rooms);
}
