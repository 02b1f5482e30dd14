import { type ReadonlySignal, signal } from '@preact/signals';
import { tell } from '../errors.ts';
import { CrossIcon } from './icons.tsx';
import { sentence } from './words.ts';

interface Notice {
  readonly text: string;
  /** How often it was told. */
  readonly times: number;
}

export interface NoticeControl {
  readonly notices: ReadonlySignal<readonly Notice[]>;
  add(error: unknown): void;
  dismiss(text: string): void;
}

const mostAtOnce = 3;

/** Errors for a person to read: one said twice is counted, and the latest three stay. */
export function noticeControl(): NoticeControl {
  const notices = signal<readonly Notice[]>([]);
  const without = (text: string) => notices.value.filter((notice) => notice.text !== text);
  return {
    notices,
    add(error) {
      const text = tell(error);
      const times = (notices.value.find((notice) => notice.text === text)?.times ?? 0) + 1;
      notices.value = [...without(text), { text, times }].slice(-mostAtOnce);
    },
    dismiss(text) {
      notices.value = without(text);
    },
  };
}

/** Always on the page, as a live region must be there before its text. */
export function Notices({ control }: { control: NoticeControl }) {
  return (
    <div class="notices" role="status" aria-label="Notices">
      {control.notices.value.map(({ text, times }) => (
        <div class="notice" key={text}>
          <p>
            {sentence(text)}
            {times > 1 && <span class="quiet">{` (${times} times)`}</span>}
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label="Dismiss"
            onClick={() => control.dismiss(text)}
          >
            <CrossIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
