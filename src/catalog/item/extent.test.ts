import { describe, expect, it } from 'vitest';
import { extentOf } from './extent.ts';

const shape = [10980, 5490];
const transform = [10, 0, 600000, 0, -10, 4500000];
const extent = { affine: transform, width: 5490, height: 10980 };
const told = { 'proj:shape': shape, 'proj:transform': transform };

describe('the extent that an item declares', () => {
  it('is the asset’s own, else the item’s', () => {
    const coarse = { 'proj:shape': [183, 183], 'proj:transform': [600, 0, 0, 0, -600, 0] };
    expect(extentOf(told, coarse)).toEqual(extent);
    expect(extentOf({}, told)).toEqual(extent);
    expect(extentOf({}, {})).toBeUndefined();
  });

  it('is not put together of two', () => {
    expect(extentOf({ 'proj:shape': shape }, { 'proj:transform': transform })).toBeUndefined();
    expect(extentOf({ 'proj:shape': shape }, told)).toEqual(extent);
  });

  it('may be told by a matrix of nine', () => {
    expect(extentOf({ ...told, 'proj:transform': [...transform, 0, 0, 1] }, {})).toEqual(extent);
  });

  it.each([
    { 'proj:shape': [0, 10] },
    { 'proj:shape': [10.5, 10] },
    { 'proj:shape': [-3, 10] },
    { 'proj:shape': [10] },
    { 'proj:shape': ['10', '10'] },
    { 'proj:shape': '10,10' },
    { 'proj:transform': [10, 0, 600000, 0, -10] },
    { 'proj:transform': [10, 0, null, 0, -10, 4500000] },
    { 'proj:transform': [0, 0, 600000, 0, 0, 4500000] },
    { 'proj:transform': Array.from({ length: 1000 }, () => 1) },
  ])('is none where it makes no sense: %j', (wrong) => {
    expect(extentOf({ ...told, ...wrong }, {})).toBeUndefined();
  });
});
