import { useRef } from 'preact/hooks';
import type { Rule } from '../../choice/rule.ts';
import { ChevronIcon } from '../icons.tsx';
import type { RuleControl } from './rule-control.ts';

/** Which classes do not compete: one switch for all, and one by one below it. */
export function GateFields({ control, rule }: { control: RuleControl; rule: Rule }) {
  const { classes, offered } = control.live.now();
  const last = useRef<readonly number[] | null>(null);
  if (rule.gate) last.current = rule.gate;
  if (!classes || rule.kind === 'cloud-score') return null;
  const { gate } = rule;
  const usual = offered.find(({ kind }) => kind === rule.kind)?.rule.gate ?? [];
  const closed = gate ? classes.filter(({ value }) => gate.includes(value)) : [];
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          role="switch"
          checked={gate !== null}
          onChange={({ currentTarget }) =>
            control.change({ gate: currentTarget.checked ? (last.current ?? usual) : null })
          }
        />
        Leave classes out
      </label>
      {gate && (
        <details class="fold">
          <summary>
            <ChevronIcon />
            {`${closed.length} of ${classes.length} classes left out`}
          </summary>
          <fieldset class="rule-classes">
            <legend class="rule-legend">Left out</legend>
            {classes.map(({ value, name }) => (
              <label class="check" key={value}>
                <input
                  type="checkbox"
                  checked={gate.includes(value)}
                  onChange={({ currentTarget }) =>
                    control.change({ gate: withClass(gate, value, currentTarget.checked) })
                  }
                />
                <span>
                  <span class="quiet">{value}</span> {name}
                </span>
              </label>
            ))}
          </fieldset>
        </details>
      )}
    </div>
  );
}

function withClass(gate: readonly number[], value: number, closed: boolean): number[] {
  const others = gate.filter((each) => each !== value);
  return (closed ? [...others, value] : others).toSorted((a, b) => a - b);
}
