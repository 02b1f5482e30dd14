import { describe, expect, it } from 'vitest';
import { safeHeaders } from './headers.ts';

const to = 'https://stac.test/search?page=2';

describe('headers that a link asks for', () => {
  it('are sent where they are harmless', () => {
    const headers = { Accept: 'application/geo+json', Prefer: 'respond-async', 'X-Page': '2' };
    expect(safeHeaders(headers, { to, from: undefined })).toEqual(headers);
  });

  it.each([
    'Cookie',
    'host',
    'Origin',
    'Referer',
    'Content-Length',
    'Content-Type',
    'Range',
    'Sec-Fetch-Site',
    'proxy-authorization',
    'X-HTTP-Method-Override',
  ])('never hold the browser’s own: %s', (name) => {
    expect(safeHeaders({ [name]: 'x' }, { to, from: to })).toEqual({});
  });

  it.each([
    'Authorization',
    'X-API-Key',
    'Ocp-Apim-Subscription-Key',
    'x-auth-token',
    'X-Amz-Security-Token',
  ])('hold credentials only for the origin that they came from: %s', (name) => {
    const headers = { [name]: 'mine' };
    expect(safeHeaders(headers, { to, from: 'https://stac.test/' })).toEqual(headers);
    for (const from of [
      'https://other.test/',
      'http://stac.test/',
      'https://stac.test:8443/',
      '',
      undefined,
    ]) {
      expect(safeHeaders(headers, { to, from })).toEqual({});
    }
  });

  it.each([
    ['a name that is none', { 'a b': 'x' }],
    ['a line of its own', { 'X-A': 'a\r\nHost: evil' }],
    ['what is no text', { 'X-A': 5 as unknown as string }],
    ['letters that headers cannot hold', { 'X-A': '√' }],
  ])('hold no %s', (_what, headers) => {
    expect(safeHeaders(headers, { to, from: to })).toEqual({});
  });
});
