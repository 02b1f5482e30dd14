import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LocalAnswers, LocalReading } from '../../catalog/files/local-files.ts';
import { counted } from '../words.ts';

/** Answers that are being given: nothing is answered before a person has. */
export interface Answering {
  readonly level: Signal<'L1C' | 'L2A' | null>;
  readonly offset: Signal<number | null>;
  /** ISO days by scene; empty or partial while they are typed. */
  readonly dates: Signal<Readonly<Record<string, string>>>;
  /** What is still to be answered, in words. */
  readonly open: ReadonlySignal<readonly string[]>;
  answers(): LocalAnswers;
}

export function answering({ questions }: LocalReading): Answering {
  const level = signal<'L1C' | 'L2A' | null>(null);
  const offset = signal<number | null>(null);
  const dates = signal<Readonly<Record<string, string>>>({});
  const open = computed(() =>
    questions.flatMap(({ kind, scenes }) => {
      if (kind === 'level') return level.value === null ? ['the level'] : [];
      if (kind === 'offset') return offset.value === null ? ['the offset'] : [];
      const undated = scenes.filter((id) => !isDay(dates.value[id])).length;
      return undated > 0 ? [counted(undated, 'date')] : [];
    }),
  );
  return {
    level,
    offset,
    dates,
    open,
    answers: () => ({
      ...(level.value !== null && { level: level.value }),
      ...(offset.value !== null && { offset: offset.value }),
      ...(Object.keys(dates.value).length > 0 && { dates: dates.value }),
    }),
  };
}

function isDay(text = ''): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
