import { useSignal } from '@preact/signals';
import { tell } from '../../errors.ts';
import { checkRewrite, type Rewrite } from '../../net/addresses.ts';
import { ChevronIcon, CrossIcon } from '../icons.tsx';
import type { DataControl } from './data-control.ts';
import { Fault } from './field.tsx';

/** Prefixes of addresses that are read elsewhere. They count as soon as they are whole. */
export function NetworkFields({ control }: { control: DataControl }) {
  const port = control.live.now();
  // As they are typed: the port gets whole ones alone.
  const rows = useSignal<readonly Rewrite[]>(port.rewrites);
  const faults = useSignal<readonly (string | null)[]>([]);
  const set = (next: readonly Rewrite[]) => {
    rows.value = next;
    faults.value = [];
  };
  const commit = () => {
    const whole = rows.value.filter(({ from, to }) => from.trim() !== '' && to.trim() !== '');
    faults.value = rows.value.map((row) => (whole.includes(row) ? faultOf(row) : null));
    if (faults.value.every((fault) => fault === null) && !same(whole, port.rewrites)) port.rewrites = whole;
  };
  return (
    <details class="fold">
      <summary>
        <ChevronIcon />
        Network{port.rewrites.length > 0 && <span class="quiet">{` (${port.rewrites.length})`}</span>}
      </summary>
      <p class="hint">Addresses that begin so are read elsewhere: at a proxy or a mirror.</p>
      {rows.value.map((row, at) => (
        <RewriteRow
          key={at}
          row={row}
          fault={faults.value[at] ?? null}
          onChange={(part) => set(rows.value.with(at, { ...row, ...part }))}
          onCommit={commit}
          onRemove={() => {
            set(rows.value.toSpliced(at, 1));
            commit();
          }}
        />
      ))}
      <button type="button" class="button" onClick={() => set([...rows.value, { from: '', to: '' }])}>
        Add a prefix
      </button>
    </details>
  );
}

interface RewriteRowProps {
  readonly row: Rewrite;
  readonly fault: string | null;
  readonly onChange: (part: Partial<Rewrite>) => void;
  readonly onCommit: () => void;
  readonly onRemove: () => void;
}

function RewriteRow({ row, fault, onChange, onCommit, onRemove }: RewriteRowProps) {
  return (
    <div class="rewrite" role="group" aria-label={row.from || 'New prefix'}>
      {(['from', 'to'] as const).map((end) => (
        <input
          key={end}
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          aria-label={end === 'from' ? 'Addresses that begin with' : 'Are read at'}
          aria-invalid={fault ? true : undefined}
          placeholder={end === 'from' ? 'https://data.example/' : 'https://mirror.example/'}
          value={row[end]}
          onInput={({ currentTarget }) => onChange({ [end]: currentTarget.value })}
          onChange={onCommit}
        />
      ))}
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove ${row.from || 'this prefix'}`}
        onClick={onRemove}
      >
        <CrossIcon />
      </button>
      <Fault sentence={fault} />
    </div>
  );
}

function faultOf(row: Rewrite): string | null {
  try {
    checkRewrite(row);
    return null;
  } catch (error) {
    return tell(error);
  }
}

function same(a: readonly Rewrite[], b: readonly Rewrite[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
