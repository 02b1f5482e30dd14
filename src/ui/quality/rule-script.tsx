import { useSignal } from '@preact/signals';
import { ChevronIcon } from '../icons.tsx';
import type { Live } from '../live-port.ts';
import type { RulePort } from './rule-port.ts';

/** The same for Earth Engine, made once it is unfolded. */
export function RuleScript({ live }: { live: Live<RulePort> }) {
  const open = useSignal(false);
  const said = useSignal('');
  const text = open.value ? live.now().script() : null;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'Copied.';
    } catch {
      said.value = 'The browser does not let this page copy. Select the text instead.';
    }
  };
  return (
    <details
      class="fold"
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
        said.value = '';
      }}
    >
      <summary>
        <ChevronIcon />
        Equivalent Earth Engine script
      </summary>
      {open.value && text === null && <p class="hint">It is not known yet.</p>}
      {text !== null && (
        <>
          <pre class="rule-script" tabIndex={0} aria-label="Equivalent Earth Engine script">
            {text}
          </pre>
          <div class="row rule-copy">
            <button type="button" class="button" onClick={() => void copy(text)}>
              Copy
            </button>
            <span class="quiet" role="status">
              {said.value}
            </span>
          </div>
        </>
      )}
    </details>
  );
}
