import { expect, it } from 'vitest';
import * as bestpixel from './index.ts';

it('is there where a page imports it', () => {
  expect(Object.keys(bestpixel).toSorted()).toEqual([
    'BestpixelError',
    'createViewer',
    'ee',
    'isAbort',
    'tell',
  ]);
  expect(bestpixel.ee.ImageCollection('x').mosaic().node).toMatchObject({ kind: 'call' });
  expect(bestpixel.tell(new bestpixel.BestpixelError('network', 'no connection'))).toBe('no connection.');
});
