import { describe, expect, it } from 'vitest';
import type { VisParams } from '../../compose/vis-params.ts';
import { makeLook } from '../testing/fake-layers.ts';
import { classesOf, isJoint, restyled, withBands, withEnd } from './layer-style.ts';

describe('setting a style', () => {
  it('keeps what is not set, one number for all bands where they are alike', () => {
    const look = makeLook();
    expect(restyled({ bands: 'B4, B3, B2', opacity: 0.5 }, look, { max: [3000, 3000, 2500] })).toEqual({
      bands: ['B4', 'B3', 'B2'],
      opacity: 0.5,
      min: 0,
      max: [3000, 3000, 2500],
      gamma: 1,
    });
  });

  it('leaves out what contradicts it: gain and bias, a palette of three bands, classes of another band', () => {
    const palette = ['#000000', '#ff0000'];
    const grey = makeLook({ bands: ['SCL'], palette });
    const was = {
      bands: 'SCL',
      palette,
      gain: 2,
      bias: 3,
      classes: [{ value: 4, color: 'green' }],
    } as VisParams;
    expect(restyled(was, grey, { min: [1] })).toMatchObject({ palette, classes: [{ value: 4 }], min: 1 });
    const next = restyled(was, grey, withBands(grey, ['B4', 'B3', 'B2']));
    expect(Object.keys(next).toSorted()).toEqual(['bands', 'gamma', 'max', 'min']);
  });

  it('takes other bands under their own stretch, new ones under the widest', () => {
    const look = makeLook({ min: [0, 10, 20], max: [3000, 2000, 1000] });
    expect(withBands(look, ['B8', 'B4', 'B3'])).toMatchObject({ min: [0, 0, 10], max: [3000, 3000, 2000] });
  });

  it('moves an end of one band, or of all', () => {
    const look = makeLook();
    expect(withEnd(look, 'max', 1, 5).max).toEqual([3000, 5, 3000]);
    expect(withEnd(look, 'min', null, 5).min).toEqual([5, 5, 5]);
    expect([look, withEnd(look, 'max', 1, 5)].map(isJoint)).toEqual([true, false]);
  });

  it('reads classes, and passes over what is none', () => {
    const classes = [{ value: 0, color: 'red' }, null, { value: '1', color: 'red' }, { value: 2 }];
    expect(classesOf({ classes } as unknown as VisParams)).toEqual([{ value: 0, color: 'red' }]);
    expect(classesOf({ classes: 'red' } as unknown as VisParams)).toEqual([]);
  });
});
