import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { sentence as sentenceOf } from '../words.ts';

interface FieldProps {
  readonly label: string;
  /** A sentence on what is wrong, beside what it is about. */
  readonly fault?: string | null | undefined;
  readonly hint?: string | null | undefined;
  /** Gives the control what joins it to label, hint and fault. */
  readonly children: (ties: Ties) => ComponentChildren;
}

interface Ties {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, a control, and what there is to say of it. */
export function Field({ label, fault = null, hint = null, children }: FieldProps) {
  const id = useId();
  const told = [...(hint ? [`${id}-hint`] : []), ...(fault ? [`${id}-fault`] : [])];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': told.join(' ') || undefined,
        'aria-invalid': fault ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {sentenceOf(hint)}
        </p>
      )}
      <Fault id={`${id}-fault`} sentence={fault} />
    </div>
  );
}

/** What went wrong, as a sentence; read aloud when it comes. */
export function Fault({ id, sentence }: { id?: string; sentence: string | null }) {
  if (!sentence) return null;
  return (
    <p id={id} class="fault" role="alert">
      {sentenceOf(sentence)}
    </p>
  );
}
