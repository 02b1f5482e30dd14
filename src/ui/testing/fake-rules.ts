import type { OfferedRule, Rule, RuleKind } from '../../choice/rule.ts';
import { plainRule, ruleKinds } from '../../choice/rule-text.ts';
import type { RulePort } from '../quality/rule-port.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A rule port of plain values: set them, then `emit`. It keeps what it was told, and throws `refuse` instead if there. */
export interface FakeRules extends Writable<RulePort> {
  readonly told: Rule[];
  refuse: Error | null;
  text: string | null;
  emit(): void;
  listeners(): number;
}

const gate = [0, 1, 3, 8, 9, 10];

const exampleClasses = [
  'No data',
  'Saturated or defective',
  'Dark area',
  'Cloud shadow',
  'Vegetation',
  'Bare soil',
  'Water',
  'Unclassified',
  'Cloud, medium probability',
  'Cloud, high probability',
  'Thin cirrus',
  'Snow or ice',
].map((name, value) => ({ value, name }));

export function makeRule(kind: RuleKind, over: Partial<Rule> = {}): Rule {
  return { ...plainRule(kind), gate: kind === 'cloud-score' ? null : gate, ...over };
}

export function makeOffered(over: Partial<Record<RuleKind, Partial<OfferedRule>>> = {}): OfferedRule[] {
  return ruleKinds.map((kind) => ({
    kind,
    lack: null,
    rule: makeRule(kind),
    tolerance: toleranceOf(kind),
    weighs: kind === 'clear-sky',
    ...over[kind],
  }));
}

function toleranceOf(kind: RuleKind): OfferedRule['tolerance'] {
  if (kind === 'cloud-score') return null;
  if (kind === 'medoid') return { step: 0.001, most: 0.05, unit: 'reflectance' };
  const inDays = kind === 'clear-sky' || kind === 'most-recent' || kind === 'oldest';
  return inDays ? { step: 0.5, most: 15, unit: 'days' } : { step: 0.005, most: 0.2, unit: '' };
}

export function fakeRules(over: Partial<FakeRules> = {}): FakeRules {
  const heard = new Set<() => void>();
  const port: FakeRules = {
    rule: makeRule('cloud-score'),
    offered: makeOffered(),
    classes: exampleClasses,
    days: { from: '2020-07-01', to: '2020-08-31' },
    names: {
      bands: ['B2', 'B3', 'B4', 'B8', 'SCL'],
      properties: ['CLOUDY_PIXEL_PERCENTAGE', 'eo:cloud_cover'],
    },
    pending: false,
    told: [],
    refuse: null,
    text: "var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED');\n",
    set(rule) {
      if (port.refuse) throw port.refuse;
      port.told.push(rule);
      port.rule = rule;
      port.emit();
    },
    script: () => port.text,
    on(_event, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size,
  };
  return Object.assign(port, over);
}
