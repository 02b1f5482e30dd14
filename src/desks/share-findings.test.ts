import { describe, expect, it } from 'vitest';
import { makeScene } from '../scene/testing/make.ts';
import { makeSource } from '../engine/testing/fake-scenes.ts';
import { endOf, findingsOf } from './share-findings.ts';

const now = Date.UTC(2026, 10, 23, 12);
const page = { origin: 'https://bestpixel.example', protocol: 'https:' };

function findings(hrefs: readonly (string | Blob)[], more: Partial<Parameters<typeof findingsOf>[0]> = {}) {
  const scenes = hrefs.map((href, i) =>
    makeScene({ id: `${i}`, bands: new Map([['B4', makeSource('', { href })]]) }),
  );
  return findingsOf({ scenes, rewrite: (href) => href, refusing: new Set(), page, now, ...more });
}

const states = (hrefs: readonly (string | Blob)[], more?: Parameters<typeof findings>[1]) =>
  findings(hrefs, more).map(({ what, state }) => `${what}: ${state}`);

describe('what others can read', () => {
  it('is told once for each host', () => {
    expect(states(['https://a.example/1.tif', 'https://a.example/2.tif', 'https://b.example/1.tif'])).toEqual(
      ['a.example: readable', 'b.example: readable'],
    );
  });

  it('is nothing of this machine: no files, and no hosts of its network', () => {
    expect(states([new Blob([])])).toEqual(['Files of this machine: unreadable']);
    const own = [
      'localhost:8080',
      '127.0.0.1',
      '[::1]',
      '10.0.0.7',
      '192.168.1.2',
      '172.20.0.1',
      'nas.local',
    ];
    for (const host of own) expect(states([`http://${host}/a.tif`]), host).toEqual([`${host}: unreadable`]);
    for (const host of ['172.32.0.1', '11.0.0.1', 'local.example']) {
      expect(states([`https://${host}/a.tif`]), host).toEqual([`${host}: readable`]);
    }
  });

  it('is where addresses are rewritten to, and not where they were', () => {
    const rewrite = (href: string) => href.replace('https://a.example', 'http://localhost:9000');
    expect(states(['https://a.example/1.tif'], { rewrite })).toEqual(['localhost:9000: unreadable']);
  });

  it('is nothing of hosts that refuse web pages, nor of plain http from a page with https', () => {
    expect(states(['https://a.example/1.tif'], { refusing: new Set(['a.example']) })).toEqual([
      'a.example: unreadable',
    ]);
    expect(states(['http://a.example/1.tif'])).toEqual(['a.example: unreadable']);
  });

  it('ends with the signatures of addresses', () => {
    const azure = 'https://a.example/1.tif?sig=x&se=';
    expect(states([`${azure}2026-11-23T11:59:00Z`])).toEqual(['a.example: unreadable']);
    expect(findings([`${azure}2026-11-24T00:00:00Z`])[0]).toMatchObject({
      state: 'unsure',
      sentence: expect.stringContaining('2026-11-24 00:00 UTC') as string,
    });
  });

  it('has no end where everybody gets a token of their own', () => {
    const source = makeSource('https://a.example/1.tif?se=2020-01-01&sig=x', {
      token: 'https://sign.example',
    });
    const scenes = [makeScene({ id: 'a', bands: new Map([['B4', source]]) })];
    expect(findingsOf({ scenes, rewrite: (href) => href, refusing: new Set(), page, now })).toMatchObject([
      { state: 'readable' },
    ]);
  });
});

describe('the end of a signed address', () => {
  it.each([
    ['X-Amz-Date=20261123T100000Z&X-Amz-Expires=3600&X-Amz-Signature=a', Date.UTC(2026, 10, 23, 11)],
    ['Expires=1795431600&Signature=a', 1795431600000],
    ['se=2026-11-23T10:00:00Z&sig=a', Date.UTC(2026, 10, 23, 10)],
    ['X-Amz-Date=nonsense&X-Amz-Expires=3600', Infinity],
    ['sig=a', Infinity],
    ['page=1', null],
    ['se=2026-11-23', null],
  ])('%s', (query, end) => {
    expect(endOf(new URL(`https://a.example/a.tif?${query}`))).toBe(end);
  });
});
