import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { notFetched } from '../../errors.ts';
import { task } from '../data/task.ts';
import type { ScriptControl } from './script-control.ts';

type Panel = ComponentType<{ control: ScriptControl }>;

const fetched = signal<Panel | null>(null);

async function fetchPanel(): Promise<Panel> {
  const part = await import('./script-panel.tsx').catch(notFetched('the script panel'));
  return part.ScriptPanel;
}

interface Props {
  readonly control: ScriptControl;
  readonly fetch?: () => Promise<Panel>;
  /** What came already. */
  readonly panel?: { value: Panel | null };
}

/** The panel with its editor, fetched when it is first opened. */
export function ScriptPart({ control, fetch = fetchPanel, panel = fetched }: Props) {
  const fetching = useMemo(task, []);
  const begin = () =>
    fetching.run(async () => {
      panel.value = await fetch();
    });
  useEffect(() => {
    if (!panel.value) void begin();
    return fetching.stop;
  }, [fetching]);
  const Panel = panel.value;
  return Panel ? (
    <Panel control={control} />
  ) : (
    <Fetching control={control} error={fetching.error} retry={begin} />
  );
}

interface FetchingProps {
  readonly control: ScriptControl;
  readonly error: ReadonlySignal<string | null>;
  readonly retry: () => void;
}

function Fetching({ control, error, retry }: FetchingProps) {
  const sentence = error.value;
  return (
    <div class="script-fetching" aria-busy={sentence === null}>
      <p role="status" class={sentence === null ? 'quiet' : 'warning'}>
        {sentence ?? 'Opening the editor…'}
      </p>
      <div>
        {sentence !== null && (
          <button type="button" class="button primary" onClick={retry}>
            Retry
          </button>
        )}
        <button type="button" class="button" onClick={() => control.close()}>
          Close
        </button>
      </div>
    </div>
  );
}
