import { useEffect, useMemo } from 'preact/hooks';
import type { RuleKind } from '../../choice/rule.ts';
import { Field, Fault } from '../data/field.tsx';
import { ChevronIcon } from '../icons.tsx';
import type { Live } from '../live-port.ts';
import { Panel } from '../rail.tsx';
import { ClearSkyFields } from './clear-sky-fields.tsx';
import { ExpressionField } from './expression-field.tsx';
import { GateFields } from './gate-fields.tsx';
import { type RuleControl, ruleControl } from './rule-control.ts';
import type { RulePort } from './rule-port.ts';
import { RuleScript } from './rule-script.tsx';
import { ToleranceField } from './tolerance-field.tsx';
import { ruleHints, ruleNames } from './words.ts';

/** By what each pixel's scene is chosen; what is set is applied live. */
export function QualityPanel({ live }: { live: Live<RulePort> }) {
  const control = useMemo(() => ruleControl(live), [live]);
  useEffect(() => control.stop, [control]);
  const rule = control.rule();
  const { pending } = live.now();
  return (
    <Panel title="Quality">
      <p class="rule-pending" role="status" data-pending={rule !== null && pending}>
        {rule !== null && pending ? 'The map follows…' : ''}
      </p>
      {rule ? (
        <div class="data-form rule">
          <KindField control={control} kind={rule.kind} />
          {rule.kind === 'clear-sky' && <ClearSkyFields control={control} rule={rule} />}
          {rule.kind === 'custom' && <ExpressionField control={control} rule={rule} />}
          <GateFields control={control} rule={rule} />
          <ToleranceField control={control} rule={rule} />
          {rule.kind !== 'custom' && <Fault sentence={control.fault.value} />}
          <p class="hint">The last scene wins ties.</p>
          <RuleScript live={live} />
        </div>
      ) : (
        <p class="quiet">The layers come from a script, which says by what they are ranked.</p>
      )}
    </Panel>
  );
}

function KindField({ control, kind }: { control: RuleControl; kind: RuleKind }) {
  const { offered } = control.live.now();
  const lacking = offered.filter(({ lack }) => lack !== null);
  const own = lacking.find((each) => each.kind === kind);
  return (
    <>
      <Field label="Rule" hint={own?.lack ?? ruleHints[kind]}>
        {(ties) => (
          <select
            {...ties}
            value={kind}
            onChange={({ currentTarget }) => {
              const chosen = offered.find((each) => each.kind === currentTarget.value);
              if (chosen) choose(control, chosen.kind);
            }}
          >
            {offered.map(({ kind, lack }) => (
              <option key={kind} value={kind} disabled={lack !== null}>
                {lack === null ? ruleNames[kind] : `${ruleNames[kind]} (not here)`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {lacking.length > 0 && (
        <details class="fold">
          <summary>
            <ChevronIcon />
            {`Why ${lacking.length === 1 ? 'one rule is' : `${lacking.length} rules are`} not here`}
          </summary>
          <ul class="rule-lacks">
            {lacking.map(({ kind, lack }) => (
              <li key={kind}>
                <b>{ruleNames[kind]}.</b> {lack}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Starts with what the rule offers; a gate that was set by hand stays. */
function choose(control: RuleControl, kind: RuleKind): void {
  const { offered, names } = control.live.now();
  const before = control.rule();
  const { rule } = offered.find((each) => each.kind === kind)!;
  const gate = kind === 'cloud-score' || before?.kind === 'cloud-score' ? rule.gate : (before?.gate ?? null);
  const expression =
    kind === 'custom' ? before?.expression || names.bands[0] || '' : (before?.expression ?? '');
  control.apply({ ...rule, gate, target: before?.target ?? rule.target, expression });
}
