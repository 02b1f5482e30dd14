import type { SharedRecipe } from '../recipe-file.ts';
import { plainRule, ruleKinds } from '../rule-text.ts';
import { allOf, type Choice } from '../choice.ts';

/** Whole numbers below a limit. */
type Random = (below: number) => number;

const words = [
  'S2',
  'a b',
  'ü/ß',
  '<img src=x>',
  '100%',
  'x&y=z',
  '#1',
  'a+b',
  '~25',
  '"q"',
  ',',
  '日本',
  '$&',
];

export function makeRecipe(random: Random): SharedRecipe {
  const maybe = <T>(make: () => T): T | null => (random(2) === 0 ? make() : null);
  const word = (): string => words[random(words.length)]!;
  const text = (): string => Array.from({ length: 1 + random(3) }, word).join(' ');
  const choice = maybe(() => makeChoice(random, text));
  const layers = Array.from({ length: random(5) }, (_, i) => ({
    id: `${word()}-${i}`,
    name: text(),
    aspect: (['pixels', 'date', 'margin', 'scenes'] as const)[random(4)]!,
    shown: random(2) === 0,
    opacity: random(101) / 100,
    visParams: {
      bands: ['B4', 'B3', word()],
      min: random(1000) / 7,
      max: [random(5000), random(5000), random(5000)],
      palette: ['#ff0000', word()],
      classes: [{ value: random(9), color: 'red' }],
    },
  }));
  return {
    choice,
    rewrites: Array.from({ length: random(2) }, () => ({
      from: 'https://a.example/',
      to: `https://b.example/${random(9)}/`,
    })),
    rule: maybe(() => ({
      ...plainRule(ruleKinds[random(ruleKinds.length - 1)]!),
      tolerance: random(100) / 10,
    })),
    compare: maybe(() => ({ left: [word()], right: [word(), word()], position: random(1000) / 1000 })),
    script: maybe(() => `// ${text()}\nMap.addLayer(ee.Image(${random(9)}));\n`),
    layers,
    view: maybe(() => ({
      lng: random(3600) / 10 - 180,
      lat: random(1700) / 10 - 85,
      zoom: random(180) / 10,
      bearing: random(360) - 180,
      pitch: random(60),
      projection: random(2) === 0 ? ('globe' as const) : ('mercator' as const),
    })),
  };
}

function makeChoice(random: Random, text: () => string): Choice {
  const maybe = <T>(make: () => T): T | null => (random(2) === 0 ? make() : null);
  return {
    ...allOf(
      text(),
      maybe(() => 'https://stac.example/v1'),
    ),
    place: maybe(() => ({ type: 'Point' as const, coordinates: [random(180), random(80)] })),
    dates: maybe(() => ({ from: '2020-07-01', to: `2020-08-${10 + random(20)}` })),
    months: maybe(() => ({ first: 1 + random(12), last: 1 + random(12) })),
    cloud: maybe(() => random(101)),
    orbit: maybe(() => String(1 + random(140))),
    sensor: maybe(text),
    without: Array.from({ length: random(3) }, (_, i) => `${text()}${i}`),
    limit: maybe(() => 1 + random(400)),
  };
}
