import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { notFetched } from '../../errors.ts';
import type { DataControl } from './data-control.ts';
import { Fault } from './field.tsx';
import { task } from './task.ts';

type Form = ComponentType<{ control: DataControl }>;

const form = signal<Form | null>(null);

async function fetchForm(): Promise<void> {
  const part = await import('./data-form.tsx').catch(notFetched('the form for other data'));
  form.value = part.DataForm;
}

/** The form, fetched when it is first opened. */
export function DataFormPart({ control }: { control: DataControl }) {
  const fetching = useMemo(task, []);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It may be opened from elsewhere, as by dropped files, while the panel is folded.
    place.current!.closest('details')!.open = true;
    if (!form.value) void fetching.run(fetchForm);
    return fetching.stop;
  }, [fetching]);
  const Form = form.value;
  return (
    <div ref={place}>
      {Form ? <Form control={control} /> : <Fetching control={control} error={fetching.error} />}
    </div>
  );
}

function Fetching({ control, error }: { control: DataControl; error: ReadonlySignal<string | null> }) {
  return (
    <div class="data-form" aria-busy={error.value === null}>
      <Fault sentence={error.value} />
      {error.value && (
        <button type="button" class="button" onClick={control.close}>
          Close
        </button>
      )}
    </div>
  );
}
