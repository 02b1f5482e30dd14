import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { Queryable } from '../../catalog/api-info.ts';
import { CrossIcon } from '../icons.tsx';
import { count } from '../words.ts';
import type { DataControl } from './data-control.ts';
import { type Condition, choiceOf } from './draft.ts';
import { Fault } from './field.tsx';
import { task } from './task.ts';

const signs = ['<', '<=', '=', '!=', '>=', '>'] as const;

/** Further conditions on the scenes' own properties. Which there are, the source tells when it is asked. */
export function ConditionFields({ control }: { control: DataControl }) {
  const list = useId();
  const known = useSignal<readonly Queryable[] | null>(null);
  const asking = useMemo(task, []);
  useEffect(() => asking.stop, [asking]);
  const { conditions } = control.draft.value;
  const set = (next: readonly Condition[]) => control.edit({ conditions: next });
  const ask = () =>
    asking.run(async (signal) => {
      const { choice } = choiceOf({ ...control.draft.value, conditions: [] });
      if (choice) known.value = await control.live.now().queryables(choice, signal);
    });
  return (
    <fieldset class="field">
      <legend>Properties</legend>
      {conditions.map((condition, at) => (
        <ConditionRow
          key={at}
          condition={condition}
          list={list}
          queryable={known.value?.find(({ name }) => name === condition.name.trim()) ?? null}
          fault={control.faults.value[`condition-${at}`] ?? null}
          onChange={(part) => set(conditions.with(at, { ...condition, ...part }))}
          onRemove={() => set(conditions.toSpliced(at, 1))}
        />
      ))}
      <datalist id={list}>
        {known.value?.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </datalist>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => set([...conditions, { name: '', sign: '<', value: '' }])}
        >
          Add a condition
        </button>
        <button type="button" class="text-button" onClick={asking.running.value ? asking.stop : ask}>
          {asking.running.value ? 'Stop' : 'Ask what there is'}
        </button>
      </div>
      {known.value && (
        <p class="hint">{`The source names ${count(known.value.length)} that can be searched by.`}</p>
      )}
      <Fault sentence={asking.error.value} />
    </fieldset>
  );
}

interface ConditionRowProps {
  readonly condition: Condition;
  /** Id of the list of known names. */
  readonly list: string;
  readonly queryable: Queryable | null;
  readonly fault: string | null;
  readonly onChange: (part: Partial<Condition>) => void;
  readonly onRemove: () => void;
}

function ConditionRow({ condition, list, queryable, fault, onChange, onRemove }: ConditionRowProps) {
  const { name, sign, value } = condition;
  const values = useId();
  const [told, invalid] = [`${values}-fault`, fault ? true : undefined];
  return (
    <div class="condition" role="group" aria-label={name || 'New condition'}>
      <input
        type="text"
        aria-label="Property"
        list={list}
        autocomplete="off"
        placeholder="eo:cloud_cover"
        value={name}
        onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <select
        aria-label="Comparison"
        value={sign}
        onChange={({ currentTarget }) => onChange({ sign: currentTarget.value })}
      >
        {signs.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      <input
        type="text"
        aria-label="Value"
        aria-invalid={invalid}
        aria-describedby={fault ? told : undefined}
        list={values}
        autocomplete="off"
        placeholder={rangeOf(queryable)}
        value={value}
        onInput={({ currentTarget }) => onChange({ value: currentTarget.value })}
      />
      <datalist id={values}>
        {queryable?.values?.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove ${name || 'this condition'}`}
        onClick={onRemove}
      >
        <CrossIcon />
      </button>
      <Fault id={told} sentence={fault} />
    </div>
  );
}

function rangeOf(queryable: Queryable | null): string {
  const { minimum, maximum } = queryable ?? {};
  return minimum !== undefined && maximum !== undefined ? `${minimum} … ${maximum}` : '20';
}
