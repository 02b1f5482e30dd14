import type { RuleKind } from '../../choice/rule.ts';

export const ruleNames: Readonly<Record<RuleKind, string>> = {
  'cloud-score': 'Cloud score (as Earth Engine)',
  'clear-sky': 'Clear sky',
  greenest: 'Greenest',
  'most-recent': 'Most recent',
  oldest: 'Oldest',
  burnt: 'Burnt',
  wettest: 'Wettest',
  driest: 'Driest',
  medoid: 'Medoid',
  custom: 'Custom expression',
};

/** What wins by it. */
export const ruleHints: Readonly<Record<RuleKind, string>> = {
  'cloud-score': 'The lowest cloud probability wins.',
  'clear-sky': 'Of open classes, the scene nearest to the target date wins.',
  greenest: 'The highest NDVI wins.',
  'most-recent': 'The last scene with an open class wins.',
  oldest: 'The first scene with an open class wins.',
  burnt: 'The lowest NBR (NIR, SWIR 2) wins.',
  wettest: 'The highest NDMI (NIR, SWIR 1) wins: water in plants and soil.',
  driest: 'The lowest NDMI (NIR, SWIR 1) wins.',
  medoid: 'The scene nearest to the median of all open pixels wins.',
  custom: 'The highest value of the expression wins.',
};
