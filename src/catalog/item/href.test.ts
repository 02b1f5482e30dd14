import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import { readHref } from './href.ts';

const base = 'https://host.test/data/items.json';

function read(
  asset: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>> = {},
): string {
  const href = readHref(asset, properties, base);
  return href instanceof BestpixelError ? `${href.tag}: ${href.message}` : href;
}

const s3 = 's3://bucket/a/b.tif';

describe('the https address of an object in S3', () => {
  it.each([
    [
      'virtual-hosted',
      s3,
      { 'storage:region': 'us-west-2' },
      'https://bucket.s3.us-west-2.amazonaws.com/a/b.tif',
    ],
    ['without a region', s3, {}, 'https://bucket.s3.amazonaws.com/a/b.tif'],
    [
      'by path, where the bucket has a dot',
      's3://my.data/a/b.tif',
      { 'storage:region': 'eu-central-1' },
      'https://s3.eu-central-1.amazonaws.com/my.data/a/b.tif',
    ],
    [
      'by path, where it has an underscore',
      's3://my_data/b.tif',
      {},
      'https://s3.amazonaws.com/my_data/b.tif',
    ],
    [
      'in China',
      s3,
      { 'storage:region': 'cn-north-1' },
      'https://bucket.s3.cn-north-1.amazonaws.com.cn/a/b.tif',
    ],
    [
      'of a government region',
      s3,
      { 'storage:region': 'us-gov-west-1' },
      'https://bucket.s3.us-gov-west-1.amazonaws.com/a/b.tif',
    ],
    ['with a space in its key', 's3://bucket/a b.tif', {}, 'https://bucket.s3.amazonaws.com/a%20b.tif'],
  ])('is %s', (_name, href, properties, expected) => {
    expect(read({ href }, properties)).toBe(expected);
    expect(read({ href, ...properties })).toBe(expected);
  });

  it("takes the asset's own region before the item's", () => {
    expect(read({ href: s3, 'storage:region': 'us-east-2' }, { 'storage:region': 'us-west-2' })).toContain(
      '.us-east-2.',
    );
  });

  it('knows the schemes of the storage extension 2, by the refs of the asset', () => {
    const schemes = {
      'storage:schemes': {
        aws: { type: 'aws-s3', bucket: 'bucket', region: 'us-west-2', requester_pays: false },
        billed: { type: 'aws-s3', region: 'us-west-2', requester_pays: true },
        other: { type: 'custom-s3', platform: 'https://eodata.test', requester_pays: false },
      },
    };
    const by = (ref: string) => read({ href: s3, 'storage:refs': [ref] }, schemes);
    expect(by('aws')).toBe('https://bucket.s3.us-west-2.amazonaws.com/a/b.tif');
    expect(by('billed')).toBe(
      'unsupported: the bucket bucket bills its readers, so its files are not readable in a browser',
    );
    expect(by('other')).toMatch(/^unsupported: the bucket bucket is not one of Amazon S3/);
    expect(by('none')).toBe('https://bucket.s3.amazonaws.com/a/b.tif');
  });

  it.each([
    ['the item says so', s3, { 'storage:requester_pays': true }, /bills its readers/],
    ['it is known to', 's3://usgs-landsat/a.TIF', {}, /bills its readers/],
    ['it wants a login', s3, { 'auth:refs': ['s3'] }, /wants a login/],
    ['it is of another service', s3, { 'storage:platform': 'OTC' }, /not one of Amazon S3/],
    ['the region is a host', s3, { 'storage:region': 'evil.test/' }, /^bad-stac/],
    ['the bucket is none', 's3://-/a.tif', {}, /^bad-stac/],
    ['there is no bucket', 's3:///a.tif', {}, /^bad-stac/],
  ])('is not made where %s', (_name, href, fields, expected) => {
    expect(read({ href, ...fields })).toMatch(expected);
  });

  const seed = 20250131;

  it(`leads to Amazon's hosts alone, whatever bucket and region are (seed ${seed})`, () => {
    const name = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z.@:/\\?#%-]{1,12}$/),
      fc.constant('us-west-2'),
    );
    fc.assert(
      fc.property(name, name, name, (bucket, region, key) => {
        const href = readHref({ href: `s3://${bucket}/${key}`, 'storage:region': region }, {}, base);
        if (href instanceof BestpixelError) return;
        expect(new URL(href).hostname).toMatch(/(^|\.)s3(\.[a-z\d-]+)?\.amazonaws\.com(\.cn)?$/);
        expect(new URL(href)).toMatchObject({ protocol: 'https:', username: '', port: '' });
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('says where else Landsat is open', () => {
    const error = readHref({ href: 's3://usgs-landsat/a.TIF' }, {}, base);
    expect((error as BestpixelError).remedy).toContain('Planetary Computer');
  });
});

describe('alternate addresses', () => {
  const alternate = {
    s3: { href: 's3://bucket/a.tif' },
    mirror: { href: 'http://mirror.test/a.tif' },
    https: { href: 'https://open.test/a.tif' },
  };

  it.each([
    ['the one called https', { href: 's3://usgs-landsat/a.tif', alternate }, 'https://open.test/a.tif'],
    [
      'any that a browser can read',
      { href: 'gs://bucket/a.tif', alternate: { ...alternate, https: undefined } },
      'http://mirror.test/a.tif',
    ],
    [
      'none where its own is readable',
      { href: 'https://own.test/a.tif', alternate },
      'https://own.test/a.tif',
    ],
    [
      'none that wants a login',
      { href: s3, alternate: { https: { href: 'https://login.test/a.tif', 'auth:refs': ['oidc'] } } },
      'https://bucket.s3.amazonaws.com/a/b.tif',
    ],
    [
      'none that runs',
      { href: s3, alternate: { https: { href: 'javascript:alert(1)' } } },
      'https://bucket.s3.amazonaws.com/a/b.tif',
    ],
    [
      'none of a list',
      { href: s3, alternate: ['https://a.test/a.tif'] },
      'https://bucket.s3.amazonaws.com/a/b.tif',
    ],
  ])('are %s', (_name, asset, expected) => {
    expect(read(asset)).toBe(expected);
  });
});

describe('other addresses', () => {
  it.each([
    ['blob:https://app.test/6e2f', 'blob:https://app.test/6e2f'],
    ['//other.test/a.tif', 'https://other.test/a.tif'],
    ['../a.tif', 'https://host.test/a.tif'],
    ['https://user:secret@host.test/a.tif', 'unsupported: an asset has an href with a password in it'],
    ['gs://bucket/a.tif', 'unsupported: addresses of the kind gs: are not readable in a browser'],
    ['file:///a.tif', 'unsupported: addresses of the kind file: are not readable in a browser'],
    ['vbscript:x', 'unsupported: addresses of the kind vbscript: are not readable in a browser'],
    ['http://', 'bad-stac: an asset has an href that is no address'],
    ['', 'bad-stac: an asset has no usable href'],
    [7, 'bad-stac: an asset has no usable href'],
    [`https://host.test/${'a'.repeat(9000)}`, 'bad-stac: an asset has no usable href'],
  ])('%s', (href, expected) => {
    expect(read({ href })).toBe(expected);
  });
});
