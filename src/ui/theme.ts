import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import { remember, remembered } from './remembered.ts';

type Theme = 'light' | 'dark';
type ThemeChoice = Theme | 'system';

const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** The theme the page opens with: the choice this browser remembers, else the system's. */
export function initialTheme(): Theme {
  const choice = rememberedChoice();
  if (choice !== 'system') return choice;
  return systemIsDark().matches ? 'dark' : 'light';
}

/** The choice, the theme that follows from it, and a way through the choices. */
export interface ThemeControl {
  readonly choice: ReadonlySignal<ThemeChoice>;
  readonly theme: ReadonlySignal<Theme>;
  readonly next: ReadonlySignal<ThemeChoice>;
  advance(): void;
  stop(): void;
}

/** Follows choice and system, marks `page` with `data-theme` for the style sheets, and remembers the choice. */
export function themeControl(page: HTMLElement): ThemeControl {
  const system = systemIsDark();
  const choice = signal(rememberedChoice());
  const dark = signal(system.matches);
  const theme = computed(() => (choice.value === 'system' ? (dark.value ? 'dark' : 'light') : choice.value));
  const next = computed(() => choices[(choices.indexOf(choice.value) + 1) % choices.length]!);
  const onSystem = () => {
    dark.value = system.matches;
  };
  system.addEventListener('change', onSystem);
  const unmark = effect(() => {
    page.dataset['theme'] = theme.value;
  });
  return {
    choice,
    theme,
    next,
    advance() {
      choice.value = next.value;
      remember('theme', choice.value === 'system' ? null : choice.value);
    },
    stop() {
      system.removeEventListener('change', onSystem);
      unmark();
    },
  };
}

function rememberedChoice(): ThemeChoice {
  const kept = remembered('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function systemIsDark(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
