import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Rule } from '../../choice/rule.ts';
import { Field } from '../data/field.tsx';
import { ChevronIcon } from '../icons.tsx';
import type { RuleControl } from './rule-control.ts';

/** An expression, applied by Enter or the button; names that it may use are put in by a click. */
export function ExpressionField({ control, rule }: { control: RuleControl; rule: Rule }) {
  const text = useSignal(rule.expression);
  const area = useRef<HTMLTextAreaElement>(null);
  // At once: what is typed before the next frame must stay.
  useLayoutEffect(() => {
    text.value = rule.expression;
  }, [rule.expression, text]);
  const apply = () => control.apply({ ...rule, expression: text.peek() });
  const insert = (name: string) => {
    const field = area.current!;
    field.setRangeText(name, field.selectionStart, field.selectionEnd, 'end');
    text.value = field.value;
    field.focus();
  };
  const { bands, properties } = control.live.now().names;
  return (
    <>
      <Field
        label="Expression"
        fault={control.fault.value}
        hint="Such as 1.0 * (B8 - B4) / (B8 + B4): whole numbers alone divide to a whole number."
      >
        {(ties) => (
          <textarea
            {...ties}
            ref={area}
            class="rule-expression"
            rows={3}
            spellcheck={false}
            autocapitalize="off"
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              apply();
            }}
          />
        )}
      </Field>
      <div class="row">
        <button type="button" class="button" disabled={text.value === rule.expression} onClick={apply}>
          Apply
        </button>
      </div>
      <Names label="Bands" names={bands} write={bandText} insert={insert} />
      <Names label="Properties" names={properties} write={propertyText} insert={insert} />
    </>
  );
}

interface NamesProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly write: (name: string) => string;
  readonly insert: (text: string) => void;
}

function Names({ label, names, write, insert }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <details class="fold">
      <summary>
        <ChevronIcon />
        {label}
        <span class="quiet">{` (${names.length})`}</span>
      </summary>
      <div class="rule-names" role="group" aria-label={`${label} to put in`}>
        {names.map((name) => (
          <button type="button" class="rule-name" key={name} onClick={() => insert(write(name))}>
            {name}
          </button>
        ))}
      </div>
    </details>
  );
}

const word = /^[A-Za-z_$][\w$]*$/;

function bandText(name: string): string {
  return word.test(name) ? name : `b('${name}')`;
}

function propertyText(name: string): string {
  return word.test(name) ? name : `p('${name}')`;
}
