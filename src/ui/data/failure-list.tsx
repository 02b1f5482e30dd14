import { useSignal } from '@preact/signals';
import { count, sentence as sentenceOf } from '../words.ts';

interface FailureListProps {
  readonly label: string;
  readonly failures: readonly { readonly name: string; readonly sentence: string }[];
}

/** Rows that are put on the page at a time. */
const page = 100;

/** What could not be used, each with why; of many some, and more on demand. */
export function FailureList({ label, failures }: FailureListProps) {
  const most = useSignal(page);
  const left = failures.length - most.value;
  return (
    <>
      <ul class="failure-list" tabIndex={0} aria-label={label}>
        {failures.slice(0, most.value).map(({ name, sentence }, at) => (
          <li key={at}>
            <b>{name}</b>
            <span>{sentenceOf(sentence)}</span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          class="text-button"
          onClick={() => {
            most.value += page;
          }}
        >
          {`Show ${count(Math.min(page, left))} more of ${count(left)}`}
        </button>
      )}
    </>
  );
}
