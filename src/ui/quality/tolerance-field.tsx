import type { Rule } from '../../choice/rule.ts';
import { Field } from '../data/field.tsx';
import { useTyped } from '../typed.ts';
import type { RuleControl } from './rule-control.ts';

/** How near two qualities may lie to count as equal: by a slider, or exactly by a number. */
export function ToleranceField({ control, rule }: { control: RuleControl; rule: Rule }) {
  const offer = control.live.now().offered.find(({ kind }) => kind === rule.kind)?.tolerance;
  const typed = useTyped(String(rule.tolerance));
  if (!offer) return null;
  const { step, most, unit } = offer;
  const { tolerance } = rule;
  const told = tolerance === 0 ? 'none' : `${tolerance}${unit && ` ${unit}`}`;
  const set = (value: number) => {
    if (Number.isFinite(value) && value >= 0) control.change({ tolerance: value });
  };
  return (
    <Field label={unit ? `Tolerance, ${unit}` : 'Tolerance'} hint="Within one step the later scene wins.">
      {(ties) => (
        <div class="slider rule-slider">
          <input
            type="range"
            aria-label="Tolerance"
            min="0"
            max={most}
            step={step}
            value={tolerance}
            style={{ '--part': `${Math.min(100, (100 * tolerance) / most)}%` }}
            aria-valuetext={told}
            onInput={({ currentTarget }) => set(currentTarget.valueAsNumber)}
          />
          <input
            {...ties}
            type="number"
            class="rule-number"
            min="0"
            step="any"
            {...typed}
            onChange={({ currentTarget }) => set(currentTarget.valueAsNumber)}
          />
        </div>
      )}
    </Field>
  );
}
