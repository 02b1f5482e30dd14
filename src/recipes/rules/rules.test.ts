import { describe, expect, test } from 'vitest';
import { plainRule } from '../../choice/rule-text.ts';
import type { Rule } from '../../choice/rule.ts';
import { composedOf } from '../../compose/testing/composed.ts';
import { ee } from '../../ee/ee.ts';
import type { Scene } from '../../scene/scene.ts';
import { argmax, type Given, randomScenes } from '../testing/random-scenes.ts';
import { ruleLayers } from './rule-layers.ts';

const seed = 20200731;
const span = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
/** Some not positive. */
const reflectances = [-3, 0, ...span(24).map((i) => i + 1)];

// Fifty days, eighths of a day apart from noon: exact in float32.
const dates = [
  '2020-07-01T09:00Z',
  '2020-07-05T12:00Z',
  '2020-07-12T12:00Z',
  '2020-07-20T15:00Z',
  '2020-07-26T12:00Z',
  '2020-08-01T18:00Z',
  '2020-08-19T12:00Z',
];
const given = randomScenes(seed, {
  dates,
  spec: {
    B2: reflectances,
    B3: reflectances,
    B4: reflectances,
    B8: reflectances,
    B11: reflectances,
    B12: reflectances,
    SCL: span(12),
    MSK_CLDPRB: span(101).filter((i) => i % 5 === 0),
  },
});

const closed = [0, 1, 3, 8, 9, 10];
type Value = (name: string) => number | null;
type Truth = (value: Value, scene: number, pixel: number) => number | null;

function layersBy(rule: Rule, { scenes }: { readonly scenes: readonly Scene[] } = given) {
  return ruleLayers({ scenes: ee.ImageCollection('S2'), list: scenes, rule, picture: { bands: ['B4'] } });
}

/** Who wins in the best and in the worst mosaic. */
function winnersBy(rule: Rule, of: Given = given): readonly (readonly (string | null)[])[] {
  const [, best, worst] = layersBy(rule, of);
  return [best!, worst!].map(({ image }) => {
    const { winners } = composedOf('kind' in image ? { node: image } : image, of.scenes);
    return winners[0]!;
  });
}

function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || a <= 0 || b <= 0 ? null : (a - b) / (a + b);
}

const day = (date: string): number => Date.parse(date) / 864e5;
const times = dates.map(day);

/** Nobody competes whose class is closed, or unknown. */
const behindGate =
  (truth: Truth): Truth =>
  (value, scene, pixel) => {
    const scl = value('SCL');
    return scl === null || closed.includes(scl) ? null : truth(value, scene, pixel);
  };

const inSteps =
  (truth: Truth, step: number): Truth =>
  (...at) => {
    const found = truth(...at);
    return found === null ? null : Math.floor(found / step);
  };

const negative =
  (truth: Truth): Truth =>
  (...at) => {
    const found = truth(...at);
    return found === null ? null : -found;
  };

const ndvi: Truth = (value) => ratio(value('B8'), value('B4'));
const nbr: Truth = (value) => ratio(value('B8'), value('B12'));
const ndmi: Truth = (value) => ratio(value('B8'), value('B11'));
/** Where the scene has a class. */
const time: Truth = (value, scene) => (value('SCL') === null ? null : times[scene]!);
const near =
  (target: string): Truth =>
  (value, scene) =>
    value('SCL') === null ? null : -Math.abs(times[scene]! - day(`${target}T12:00Z`));

/** Each rule, and the truth in the order of the best. Steps are powers of two: exact in any float. */
const cases: readonly (readonly [string, Rule, Truth, step: number])[] = [
  ['greenest', plainRule('greenest'), ndvi, 0.125],
  ['burnt', plainRule('burnt'), negative(nbr), 0.125],
  ['wettest', plainRule('wettest'), ndmi, 0.125],
  ['driest', plainRule('driest'), negative(ndmi), 0.125],
  ['most recent', plainRule('most-recent'), time, 8],
  ['oldest', plainRule('oldest'), negative(time), 8],
  ['clear sky in the middle', plainRule('clear-sky'), near('2020-07-25'), 8],
  ['clear sky at a date', { ...plainRule('clear-sky'), target: '2020-07-09' }, near('2020-07-09'), 8],
  [
    'clear sky by date and cloud',
    { ...plainRule('clear-sky'), target: '2020-07-20', weight: 0.5 },
    (value, scene) => {
      const cloud = value('MSK_CLDPRB');
      const away = Math.abs(times[scene]! - day('2020-07-20T12:00Z'));
      return cloud === null ? null : -(0.5 * (cloud / 100) * 50 + 0.5 * away);
    },
    4,
  ],
  [
    'clear sky by cloud alone',
    { ...plainRule('clear-sky'), weight: 1 },
    (value) => (value('MSK_CLDPRB') === null ? null : -value('MSK_CLDPRB')! / 2),
    8,
  ],
  [
    'a custom expression',
    { ...plainRule('custom'), expression: "index = B8 - 2 * b('B4') + cover * p('cover')" },
    (value, scene) =>
      value('B8') === null || value('B4') === null
        ? null
        : value('B8')! - 2 * value('B4')! + ((scene * 7) % 5) ** 2,
    8,
  ],
];

describe(`the winners by each rule are those of a plain loop (seed ${seed})`, () => {
  test.each(cases)('%s', (_, rule, truth) => {
    expect(winnersBy(rule)).toEqual([argmax(given, truth), argmax(given, negative(truth))]);
    expect(new Set(argmax(given, truth)).size).toBeGreaterThan(1);
  });

  test.each(cases)('%s, behind a gate', (_, rule, truth) => {
    const open = behindGate(truth);
    expect(winnersBy({ ...rule, gate: closed })).toEqual([
      argmax(given, open),
      argmax(given, negative(open)),
    ]);
  });

  test.each(cases)('%s, with a tolerance', (_, rule, truth, step) => {
    const open = behindGate(truth);
    const steps = behindGate(inSteps(truth, step));
    const winners = [argmax(given, steps), argmax(given, negative(steps))];
    expect(winners).not.toEqual([argmax(given, open), argmax(given, negative(open))]);
    expect(winnersBy({ ...rule, gate: closed, tolerance: step })).toEqual(winners);
  });

  test.each([
    ['open', null],
    ['closed', closed],
  ])('medoid, the gate %s', (_, gate) => {
    const names = ['B4', 'B3', 'B2', 'B8'];
    const isOpen = (scene: number, pixel: number): boolean => {
      const scl = given.bands[scene]!['SCL']![pixel]!;
      return gate === null || (scl !== null && !gate.includes(scl));
    };
    const medianOf = (name: string, pixel: number): number | null => {
      const values = given.bands
        .flatMap((bands, scene) => (isOpen(scene, pixel) ? [bands[name]![pixel]!] : []))
        .filter((value) => value !== null)
        .toSorted((a, b) => a - b);
      const middle = values.length >> 1;
      if (values.length === 0) return null;
      return values.length % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
    };
    const truth: Truth = (value, scene, pixel) => {
      if (!isOpen(scene, pixel)) return null;
      let sum = 0;
      for (const name of names) {
        const [own, median] = [value(name), medianOf(name, pixel)];
        if (own === null || median === null) return null;
        sum += (own - median) ** 2;
      }
      return -sum;
    };
    expect(winnersBy({ ...plainRule('medoid'), gate })).toEqual([
      argmax(given, truth),
      argmax(given, negative(truth)),
    ]);
  });

  test("flags of Landsat, which are a gate's bits", () => {
    const landsat = randomScenes(seed, {
      dates,
      spec: { SR_B4: reflectances, SR_B5: reflectances, QA_PIXEL: span(256) },
    });
    const truth: Truth = (value) => {
      const flags = value('QA_PIXEL');
      return flags === null || flags & 0b100010 ? null : ratio(value('SR_B5'), value('SR_B4'));
    };
    expect(winnersBy({ ...plainRule('greenest'), gate: [1, 5] }, landsat)).toEqual([
      argmax(landsat, truth),
      argmax(landsat, negative(truth)),
    ]);
  });
});

test('layers keep ids, order and picture whatever the rule, and are named for it', () => {
  for (const [, rule] of cases) {
    const layers = layersBy(rule);
    expect(layers.map(({ id, shown = true }) => [id, shown])).toEqual([
      ['collection', false],
      ['best', true],
      ['worst', false],
    ]);
    expect(layers.every(({ visParams }) => visParams?.bands?.[0] === 'B4')).toBe(true);
  }
  expect(layersBy(plainRule('greenest')).map(({ name }) => name)).toEqual([
    'Collection (for series inspection)',
    'Best-pixel mosaic (greenest)',
    'Worst-pixel mosaic (least green)',
  ]);
});

describe('a custom expression', () => {
  const by = (expression: string) => layersBy({ ...plainRule('custom'), expression });

  test.each([
    ['', 'there is no expression'],
    ['  ', 'there is no expression'],
    ['B99 + 1', "'B99' is neither a band nor a number of the scenes"],
    ["b('B99')", "'B99' did not match any bands"],
    ["p('nothing')", "'nothing' is neither a band nor a number"],
    ['B4 +', 'it ends too early'],
    ['alert(1)', "there is no function 'alert'"],
    ['B4 & B8', "'&' cannot be read"],
    ['<img src=x>', "'img' is neither a band nor"],
  ])('that cannot be evaluated, %s, is told in a sentence', (expression, sentence) => {
    expect(() => by(expression)).toThrow(sentence);
  });

  test('may use what Image.expression has', () => {
    expect(() => by("max(B4, 2.5e0) ** 2 > PI ? b('B8') : -B8 / (1 + cover)")).not.toThrow();
  });
});
