import { expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { makeScene } from '../scene/testing/make.ts';
import { FailureLog } from './failures.ts';

const scene = makeScene({ id: 'S2_A' });

it('names each scene and band once, with its first error', () => {
  const log = new FailureLog();
  log.add(
    scene,
    'B4',
    new BestpixelError('http-status', 'B4.tif is gone', { where: 'B4.tif', remedy: 'Retry.' }),
  );
  log.add(scene, 'B4', new BestpixelError('network', 'no connection'));
  log.add(scene, 'B3', new BestpixelError('network', 'no connection'));
  expect(log.list().map(({ scene, band, sentence }) => [scene, band, sentence])).toEqual([
    ['S2_A', 'B4', 'B4.tif is gone (B4.tif). Retry.'],
    ['S2_A', 'B3', 'no connection.'],
  ]);
  expect(log.size).toBe(2);
});

it('names what is no error of ours too, at its scene', () => {
  const log = new FailureLog();
  log.add(scene, 'B4', new TypeError('undefined is not a TIFF'));
  expect(log.list()[0]).toMatchObject({
    sentence: 'undefined is not a TIFF (S2_A).',
    error: { tag: 'corrupt', cause: expect.any(TypeError) as TypeError },
  });
});

it('takes over what another log found', () => {
  const [log, other] = [new FailureLog(), new FailureLog()];
  log.add(scene, 'B4', new Error('a'));
  other.add(scene, 'B4', new Error('a'));
  other.add(makeScene({ id: 'S2_B' }), 'B4', new Error('b'));
  log.merge(other);
  expect(log.list().map((failure) => failure.scene)).toEqual(['S2_A', 'S2_B']);
});
