import { useSignal } from '@preact/signals';
import { FoldButton } from './fold-button.tsx';
import type { SceneFailure } from './viewer-port.ts';
import { counted, sentence as sentenceOf } from './words.ts';

interface FailuresProps {
  readonly layer: string;
  readonly failures: readonly SceneFailure[];
  readonly retry: () => void;
}

/** How many reads of a layer failed; unfolded, each with its sentence. */
export function Failures({ layer, failures, retry }: FailuresProps) {
  const open = useSignal(false);
  if (failures.length === 0) return null;
  return (
    <div class="failures">
      <div class="failures-head">
        <FoldButton open={open}>{counted(failures.length, 'failed read')}</FoldButton>
        <button type="button" class="text-button retry" title="Read again whatever failed" onClick={retry}>
          Retry
        </button>
      </div>
      {open.value && (
        // A region that scrolls must be reachable by keyboard.
        <ul class="failure-list" tabIndex={0} aria-label={`Failed reads of ${layer}`}>
          {failures.map(({ scene, band, sentence }) => (
            <li key={`${scene} ${band}`}>
              <b>{scene}</b> {band}
              <span>{sentenceOf(sentence)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
