import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Fault } from '../data/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly set: (value: number) => void;
  /** Why a number is not taken, as a sentence. */
  readonly lack?: (value: number) => string | null;
}

/** A number, taken as it is typed; what is none, or lacks something, leaves the last one. */
export function NumberField({ label, value, set, lack = () => null }: NumberFieldProps) {
  const id = useId();
  /** What is typed, until the field is left. */
  const typed = useSignal<string | null>(null);
  const lackOf = (text: string): string | null => {
    const number = numberOf(text);
    return number === null ? 'This is not a number: the last one holds.' : lack(number);
  };
  const fault = typed.value === null ? null : lackOf(typed.value);
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        class="text-field"
        value={typed.value ?? plain(value)}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          const number = numberOf(currentTarget.value);
          if (number !== null && lack(number) === null) set(number);
        }}
        onBlur={() => {
          typed.value = null;
        }}
      />
      <Fault id={`${id}-fault`} sentence={fault} />
    </div>
  );
}

function numberOf(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  const value = Number(plain);
  return plain === '' || !Number.isFinite(value) ? null : value;
}

/** Without the last digits that arithmetic leaves. */
const plain = (value: number) => String(Number(value.toPrecision(10)));
