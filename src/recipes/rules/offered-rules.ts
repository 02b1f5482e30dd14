import { plainRule, ruleKinds } from '../../choice/rule-text.ts';
import type { OfferedRule, Rule, RuleKind } from '../../choice/rule.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Bands, cloudProbability, commonBands, named } from '../bands.ts';
import { gateOf } from './gate.ts';
import { bandWords, presets } from './scores.ts';

/** All rules, those that these scenes do not allow with the reason. */
export function offeredRules(list: readonly Scene[]): OfferedRule[] {
  const bands = commonBands(list);
  const weighs = cloudProbability(bands) !== undefined;
  return ruleKinds.map((kind) => ({
    kind,
    lack: list.length === 0 ? 'There are no scenes to rank.' : lackOf(kind, bands),
    rule: startOf(kind, bands),
    tolerance: kind === 'cloud-score' ? null : presets[kind].tolerance(bands),
    weighs: kind === 'clear-sky' && weighs,
  }));
}

/** By what a collection is ranked as it opens: the best rule for which its scenes have the bands. */
export function openingRule(list: readonly Scene[]): Rule {
  const bands = commonBands(list);
  const [first] = bands.values();
  if (lackOf('cloud-score', bands) === null || !first) return plainRule('cloud-score');
  if (lackOf('greenest', bands) === null) return plainRule('greenest');
  return { ...plainRule('custom'), expression: first.name };
}

function startOf(kind: RuleKind, bands: Bands): Rule {
  if (kind === 'cloud-score') return plainRule(kind);
  return { ...plainRule(kind), gate: gateOf(bands)?.closed ?? null };
}

function lackOf(kind: RuleKind, bands: Bands): string | null {
  if (kind === 'cloud-score') {
    return cloudProbability(bands) || gateOf(bands)
      ? null
      : 'It needs a cloud probability, a scene classification (SCL) or flags (QA_PIXEL).';
  }
  const lacking = presets[kind].needs.filter((word) => !named(bands, word)).map((word) => bandWords[word]);
  if (lacking.length === 0) return null;
  const words =
    lacking.length > 1 ? `${lacking.slice(0, -1).join(', ')} and ${lacking.at(-1)!}` : lacking[0]!;
  return `It needs ${lacking.length > 1 ? `the bands ${words}` : `a ${words} band`}.`;
}
