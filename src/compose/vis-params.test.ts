import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import type { VisParams } from './vis-params.ts';
import { parseVisParams } from './vis-params.ts';

const bands = [
  { name: 'B4', type: 'int', low: 0, high: 65535 },
  { name: 'B3', type: 'int', low: 0, high: 65535 },
  { name: 'SCL', type: 'int', low: 0, high: 255 },
  { name: 'nd', type: 'float', low: -1, high: 1 },
] as const;

/** The values that come out as black and as white. */
const stretch = (params: VisParams | null) =>
  parseVisParams(params, bands).channels.map(({ low, slope, base }) => [
    low - base / slope,
    low + (1 - base) / slope,
  ]);

describe('visualisation parameters', () => {
  it.each([null, undefined, {}])('%s: the first three bands over their types', (params) => {
    const style = parseVisParams(params, bands);
    expect(style.bands).toEqual(['B4', 'B3', 'SCL']);
    expect(style).toMatchObject({ palette: [0x000000, 0xffffff], opacity: 1 });
    expect(stretch(params ?? null)).toEqual([
      [0, 65535],
      [0, 65535],
      [0, 255],
    ]);
  });

  it.each([
    ['a list', ['B3', 'nd']],
    ['a string with commas', 'B3, nd'],
  ])('take bands as %s', (_name, names) => {
    expect(parseVisParams({ bands: names }, bands).bands).toEqual(['B3', 'nd']);
  });

  it('take classes of one band, rounded as its pixels are', () => {
    const classes = [{ value: 0.1, color: 'red' }];
    expect(parseVisParams({ bands: 'nd', classes }, bands).classes).toEqual([
      { value: Math.fround(0.1), color: 0xff0000 },
    ]);
    expect(parseVisParams({ bands: 'nd', classes: [] }, bands)).not.toHaveProperty('classes');
  });

  it.each<[string, VisParams]>([
    ['of several bands', { classes: [{ value: 1, color: 'red' }] }],
    [
      'that are too many',
      { bands: 'nd', classes: Array.from({ length: 17 }, (_, value) => ({ value, color: 'red' })) },
    ],
    ['of no number', { bands: 'nd', classes: [{ value: NaN, color: 'red' }] }],
    ['of no colour', { bands: 'nd', classes: [{ value: 1, color: 'reddish' }] }],
  ])('refuse classes %s', (_name, params) => {
    expect(() => parseVisParams(params, bands)).toThrow(BestpixelError);
  });

  it('take one bare band', () => expect(parseVisParams({ bands: 'nd' }, bands).bands).toEqual(['nd']));
  it('stretch floats over 0 to 1', () => expect(stretch({ bands: 'nd' })).toEqual([[0, 1]]));
  it('start at 0 when only max is given', () =>
    expect(stretch({ bands: 'nd', max: 0.3 })).toEqual([[0, 0.3]]));
  it('end at the type when only min is given', () =>
    expect(stretch({ bands: 'SCL', min: 5 })).toEqual([[5, 255]]));
  it('take one value for all bands or one each', () => {
    expect(stretch({ bands: 'B4,B3', min: 100, max: [1100, 2100] })).toEqual([
      [100, 1100],
      [100, 2100],
    ]);
    expect(stretch({ bands: 'B4,B3', min: [100], max: '1100, 2100' })).toEqual([
      [100, 1100],
      [100, 2100],
    ]);
  });
  it('take gain and bias of 255', () => {
    expect(stretch({ bands: 'B4', gain: 0.5 })).toEqual([[0, 510]]);
    expect(stretch({ bands: 'B4', gain: 1, bias: 55 })).toEqual([[-55, 200]]);
  });
  it('turn gamma into its inverse', () => {
    expect(
      parseVisParams({ bands: 'B4,B3', gamma: [1.25, 2] }, bands).channels.map((c) => c.exponent),
    ).toEqual([0.8, 0.5]);
  });
  it('take colours as names and hex with and without #', () => {
    const { palette } = parseVisParams(
      { bands: 'nd', palette: ['red', '00FF7f', '#0000ff', 'fff', ' DarkGreen'] },
      bands,
    );
    expect(palette).toEqual([0xff0000, 0x00ff7f, 0x0000ff, 0xffffff, 0x006400]);
  });
  it('take a palette as a string with commas', () => {
    expect(parseVisParams({ bands: 'nd', palette: 'white, 000044' }, bands).palette).toEqual([
      0xffffff, 0x000044,
    ]);
  });
  it('pass over what they do not know', () => {
    expect(parseVisParams({ format: 'png' } as VisParams, bands).bands).toHaveLength(3);
  });

  it.each<[VisParams, string, string]>([
    [{ bands: 'B8' }, 'missing-band', "there is no band 'B8'"],
    [{ bands: ['B4', 'B3', 'SCL', 'nd'] }, 'bad-input', '4 bands'],
    [{ bands: [] }, 'bad-input', '0 bands'],
    [{ palette: ['red', 'blue'] }, 'bad-input', 'a palette colours one band, not 3'],
    [{ bands: 'nd', palette: ['redish'] }, 'bad-input', "'redish' is not a colour"],
    [{ min: 0, gain: 1 }, 'bad-input', 'contradict'],
    [{ max: [1, 2] }, 'bad-input', 'max has 2 values for 3 bands'],
    [{ max: 'high' }, 'bad-input', 'max is not a number'],
    [{ min: NaN }, 'bad-input', 'min is not a number'],
    [{ gamma: 0 }, 'bad-input', 'gamma must be above 0'],
    [{ opacity: 2 }, 'bad-input', 'between 0 and 1'],
  ])('refuse %j', (params, tag, message) => {
    const error = (() => {
      try {
        return parseVisParams(params, bands);
      } catch (error) {
        return error;
      }
    })();
    expect(error).toBeInstanceOf(BestpixelError);
    expect(error).toMatchObject({ tag, message: expect.stringContaining(message) as string });
  });
});
