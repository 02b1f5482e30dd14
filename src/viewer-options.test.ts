import { expect, it } from 'vitest';
import { checkOptions } from './viewer-options.ts';

it('takes options that are left out or in their range', () => {
  checkOptions({});
  checkOptions({ gpuBudget: 1e9, readerBudget: Infinity, workers: 1, layersPerArray: 256 });
});

it.each([
  [{ layersPerArray: 0 }, /layersPerArray cannot be 0/],
  [{ layersPerArray: 257 }, /layersPerArray cannot be 257/],
  [{ layersPerArray: 1.5 }, /layersPerArray cannot be 1.5/],
  [{ workers: 0 }, /workers cannot be 0/],
  [{ gpuBudget: Number.NaN }, /gpuBudget cannot be NaN/],
  [{ uploadBytesPerFrame: -1 }, /uploadBytesPerFrame cannot be -1/],
])('refuses %j', (options, message) => {
  expect(() => checkOptions(options)).toThrow(message);
  expect(() => checkOptions(options)).toThrow(expect.objectContaining({ tag: 'bad-input' }));
});
