import { describe, expect, it } from 'vitest';
import { asBestpixelError, BestpixelError, isAbort, notFetched, tell } from './errors.ts';

const full = new BestpixelError('truncated', 'only 5 of 8 bytes arrived', {
  where: 'https://host.test/a.tif',
  remedy: 'Try again.',
  cause: new TypeError('network error'),
});

describe('BestpixelError', () => {
  it('tells a person what, where and what to do', () => {
    expect(tell(full)).toBe('only 5 of 8 bytes arrived (https://host.test/a.tif). Try again.');
    expect(tell(new BestpixelError('corrupt', 'the header is broken'))).toBe('the header is broken.');
  });

  it('tells what others throw as it is', () => {
    expect(tell(new RangeError('out of range'))).toBe('out of range');
    expect(tell('just text')).toBe('just text');
  });

  it('crosses a worker boundary as plain data', () => {
    const arrived = BestpixelError.fromPlain(structuredClone(full.toPlain()));
    expect(arrived).toMatchObject({
      tag: full.tag,
      message: full.message,
      where: full.where,
      remedy: full.remedy,
    });
    expect(arrived.cause).toBe('network error');
    const refused = new BestpixelError('http-status', 'the server answered 403', { status: 403 });
    expect(BestpixelError.fromPlain(structuredClone(refused.toPlain())).status).toBe(403);
  });

  it('takes a place, unless it has one', () => {
    expect(new BestpixelError('corrupt', 'x', { remedy: 'y' }).at('a.tif')).toMatchObject({
      where: 'a.tif',
      remedy: 'y',
    });
    expect(full.at('elsewhere').where).toBe('https://host.test/a.tif');
  });

  it('tags what others throw, keeping it as the cause', () => {
    const thrown = new RangeError('out of range');
    expect(asBestpixelError(thrown, 'corrupt', { where: 'a.tif' })).toMatchObject({
      tag: 'corrupt',
      message: 'out of range',
      where: 'a.tif',
      cause: thrown,
    });
    expect(asBestpixelError(full, 'corrupt')).toBe(full);
  });
});

describe('isAbort', () => {
  it('knows the standard AbortError, and no failure', () => {
    const { signal } = ((controller) => (controller.abort(), controller))(new AbortController());
    expect(isAbort(signal.reason)).toBe(true);
    expect(isAbort(Object.assign(new Error('x'), { name: 'AbortError' }))).toBe(true);
    for (const failure of [full, new DOMException('x', 'TimeoutError'), null, undefined, 'AbortError']) {
      expect(isAbort(failure)).toBe(false);
    }
  });
});

it('names a part of the program that did not come', async () => {
  const cause = new TypeError('Failed to fetch dynamically imported module');
  const failure = await Promise.reject<never>(cause).catch(notFetched('the form')).catch(tell);
  expect(failure).toBe(
    'a part of this program could not be fetched: the form. Check the connection, then reload the page.',
  );
});
