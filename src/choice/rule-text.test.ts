import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { plainRule, ruleKinds, ruleOfText, ruleText } from './rule-text.ts';
import type { Rule } from './rule.ts';

const seed = 20200715;

const days = fc
  .integer({ min: Date.UTC(1980, 0, 1) / 864e5, max: Date.UTC(2040, 0, 1) / 864e5 })
  .map((day) => new Date(day * 864e5).toISOString().slice(0, 10));

const rules: fc.Arbitrary<Rule> = fc
  .record<Rule>({
    kind: fc.constantFrom(...ruleKinds),
    gate: fc.option(
      fc.uniqueArray(fc.integer({ min: 0, max: 255 })).map((classes) => classes.toSorted((a, b) => a - b)),
    ),
    tolerance: fc.double({ min: 0, max: 1e300, noNaN: true }).map((value) => value + 0),
    target: fc.option(days),
    weight: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    expression: fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 30 })),
  })
  .map((rule) => (rule.kind === 'cloud-score' ? { ...rule, gate: null } : rule));

test('a rule is words that a person can read and write', () => {
  const gate = [0, 1, 3, 8, 9, 10];
  expect(ruleText(plainRule('cloud-score'))).toBe('cloud-score');
  expect(ruleText({ ...plainRule('greenest'), gate, tolerance: 0.02 })).toBe(
    'greenest;gate=0.1.3.8.9.10;tolerance=0.02',
  );
  expect(ruleText({ ...plainRule('clear-sky'), gate: [], target: '2020-07-15', weight: 0.25 })).toBe(
    'clear-sky;gate=none;target=2020-07-15;weight=0.25',
  );
  expect(ruleOfText('custom;expression=B8 > 3; p')).toEqual({
    ...plainRule('custom'),
    expression: 'B8 > 3; p',
  });
});

test('any rule comes back from its text, and through an address', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const text = ruleText(rule);
      expect(ruleOfText(text)).toEqual(rule);
      // Written decoded into the hash again, as MapLibre does on each move.
      expect(text).not.toMatch(/[%&+$]|=$/);
    }),
    { seed, numRuns: 500 },
  );
});

test('a gate is in order, and holds a class once', () => {
  expect(ruleOfText('oldest;gate=9.3.9').gate).toEqual([3, 9]);
});

describe('what is no rule', () => {
  test.each([
    ['', "'' is no quality rule"],
    ['constructor', "'constructor' is no quality rule"],
    ['<img src=x onerror=alert(1)>', 'is no quality rule'],
    ['x'.repeat(1e5), `'${'x'.repeat(40)}…' is no quality rule`],
    ['greenest;gate', "'gate' is no part of a quality rule"],
    ['greenest;__proto__=1', "'__proto__=1' is no part"],
    ['greenest;gate=1;gate=2', "a quality rule has 'gate' twice"],
    ['greenest;gate=1,2', "'1,2' is no gate"],
    ['greenest;gate=256', "'256' is no gate"],
    ['greenest;gate=-1', "'-1' is no gate"],
    ['greenest;tolerance=-1', "'-1' is no tolerance"],
    ['greenest;tolerance=1e999', "'1e999' is no tolerance"],
    ['greenest;tolerance=', "'' is no tolerance"],
    ['clear-sky;weight=1.5', "'1.5' is no weight"],
    ['clear-sky;weight=NaN', "'NaN' is no weight"],
    ['clear-sky;target=2020-02-30', "'2020-02-30' is no day"],
    ['cloud-score;gate=3', 'the cloud score has no gate'],
    [`custom;expression=${'1'.repeat(2001)}`, 'longer than 2000 characters'],
  ])('%.40s is told in a sentence', (text, sentence) => {
    expect(() => ruleOfText(text)).toThrow(sentence);
    expect(() => ruleOfText(text)).toThrow(BestpixelError);
  });

  test('any text is a rule or a sentence', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom(...ruleKinds), fc.string()).map(([kind, rest]) => `${kind};${rest}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const rule = ruleOfText(text);
          expect(ruleOfText(ruleText(rule))).toEqual(rule);
        } catch (error) {
          expect(error).toBeInstanceOf(BestpixelError);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });
});
