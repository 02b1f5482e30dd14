import { describe, expect, test } from 'vitest';
import { alternatives, moduleAlternatives } from './alternatives.ts';
import { findMethod, methods } from './methods.ts';
import { unsupportedMethod } from './unsupported.ts';

test.each([
  ['Image', 'reduceRegion', 'ee.Image.reduceRegion is not supported', 'Statistics over regions'],
  ['Number', 'getInfo', 'ee.Number.getInfo is not supported', 'print()'],
  ['ee', 'Kernel', 'ee.Kernel is not supported', 'without its neighbours'],
  ['ee.Algorithms', 'Landsat', 'ee.Algorithms.Landsat is not supported', 'QA_PIXEL'],
  ['Map', 'drawingTools', 'Map.drawingTools is not supported', 'Data panel'],
  ['Export', 'image', 'Export.image is not supported', 'Save panel'],
])('%s.%s of Earth Engine says what to do instead', (owner, name, what, remedy) => {
  const error = unsupportedMethod(owner, name);
  expect(error.tag).toBe('unsupported');
  expect(error.message).toBe(what);
  expect(error.remedy).toContain(remedy);
});

test.each([
  ['Image', 'selct', 'select'],
  ['Image', 'addbands', 'addBands'],
  ['ImageCollection', 'qualityMosiac', 'qualityMosaic'],
  ['ee', 'ImageColection', 'ImageCollection'],
  ['ee.Filter', 'calenderRange', 'calendarRange'],
  ['Map', 'addlayer', 'addLayer'],
])('%s.%s, which nobody has, names %s', (owner, name, meant) => {
  const error = unsupportedMethod(owner, name);
  expect(error.message).toMatch(/^There is no /);
  expect(error.remedy).toContain(`Did you mean ${meant}`);
});

describe('a name that is another type’s', () => {
  test('of images, asked of a collection', () => {
    expect(unsupportedMethod('ImageCollection', 'normalizedDifference').remedy).toContain('inside map()');
  });

  test('asked of what is not known yet', () => {
    expect(unsupportedMethod('Object', 'add').remedy).toContain('ee.Number(value).add()');
  });
});

test('names of strangers are cut, and answered at once', () => {
  const error = unsupportedMethod('x'.repeat(1e5), 'y'.repeat(1e6));
  expect(error.message.length).toBeLessThan(200);
  expect(unsupportedMethod('__proto__', 'constructor').tag).toBe('unsupported');
  expect(unsupportedMethod('Image', '__proto__').message).toBe('There is no ee.Image.__proto__');
});

test('nothing that is supported is told to be unsupported', () => {
  for (const key of Object.keys(alternatives)) expect(findMethod(key), key).toBeUndefined();
  const types = new Set(Object.keys(methods).map((name) => name.split('.')[0]));
  for (const key of Object.keys(moduleAlternatives)) expect(types.has(key), key).toBe(false);
});

test('every answer is sentences', () => {
  for (const text of [...Object.values(alternatives), ...Object.values(moduleAlternatives)]) {
    expect(text).toMatch(/^[A-Za-z].*\.$/s);
  }
});
