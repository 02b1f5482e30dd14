import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import { rememberedChoice, systemIsDark, type Theme, type ThemeChoice } from './page-start.ts';
import { remember } from './remembered.ts';

const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

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
