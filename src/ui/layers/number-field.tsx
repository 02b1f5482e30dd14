import { useSignal } from '@preact/signals';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly set: (value: number) => void;
}

/** A number, taken as it is typed; what is none leaves the last one. */
export function NumberField({ label, value, set }: NumberFieldProps) {
  /** What is typed, until the field is left. */
  const typed = useSignal<string | null>(null);
  const wrong = typed.value !== null && numberOf(typed.value) === null;
  return (
    <label class="number-field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        class="text-field"
        value={typed.value ?? plain(value)}
        aria-invalid={wrong || undefined}
        title={wrong ? 'Not a number: the last one holds' : undefined}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          const number = numberOf(currentTarget.value);
          if (number !== null) set(number);
        }}
        onBlur={() => {
          typed.value = null;
        }}
      />
    </label>
  );
}

function numberOf(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  const value = Number(plain);
  return plain === '' || !Number.isFinite(value) ? null : value;
}

/** Without the last digits that arithmetic leaves. */
const plain = (value: number) => String(Number(value.toPrecision(10)));
