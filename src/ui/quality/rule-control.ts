import { type ReadonlySignal, signal } from '@preact/signals';
import type { Rule } from '../../choice/rule.ts';
import { tell } from '../../errors.ts';
import { coalesce } from '../coalesce.ts';
import type { Live } from '../live-port.ts';
import type { RulePort } from './rule-port.ts';

/** What a person sets, until it is the rule. */
export interface RuleControl {
  readonly live: Live<RulePort>;
  /** Why the last rule was refused, and its expression if that is to blame; the rule before still holds. */
  readonly fault: ReadonlySignal<string | null>;
  /** The rule as shown: what was set last, though it may not have been applied yet. */
  rule(): Rule | null;
  /** Applies a part of it at the next frame; the last of several counts. */
  change(part: Partial<Rule>): void;
  /** Applies it at once; gives whether it was taken. */
  apply(rule: Rule): boolean;
  stop(): void;
}

export function ruleControl(live: Live<RulePort>): RuleControl {
  const fault = signal<string | null>(null);
  const coming = signal<Rule | null>(null);
  const apply = (rule: Rule): boolean => {
    coming.value = null;
    soon.stop();
    try {
      live.now().set(rule);
      fault.value = null;
      return true;
    } catch (error) {
      fault.value = tell(error);
      return false;
    }
  };
  const soon = coalesce(() => {
    if (coming.peek()) apply(coming.peek()!);
  });
  return {
    live,
    fault,
    rule: () => {
      const { rule } = live.now();
      return rule && (coming.value ?? rule);
    },
    change(part) {
      const rule = coming.peek() ?? live.now().rule;
      if (!rule) return;
      coming.value = { ...rule, ...part };
      soon.request();
    },
    apply,
    stop: soon.stop,
  };
}
