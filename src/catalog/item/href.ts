import { BestpixelError } from '../../errors.ts';
import { isObject, type Json, objectOf, objectsOf, textOf, textsOf } from '../json.ts';

const maxHref = 8192;
const maxAlternates = 20;

/**
 * Where a browser can read an asset: its own address, another one that it names, or the https form of an open S3
 * bucket's; absolute. Else the error that says why there is none.
 */
export function readHref(asset: Json, properties: Json, base: string): string | BestpixelError {
  const own = resolve(asset['href'], base);
  if (own instanceof BestpixelError) return own;
  if (isReadable(own)) return own.href;
  const other = alternatesOf(asset)
    .map((href) => resolve(href, base))
    .find((href): href is URL => href instanceof URL && isReadable(href));
  if (other) return other.href;
  if (own.protocol === 's3:') return fromS3(own, asset, properties);
  return new BestpixelError(
    'unsupported',
    `addresses of the kind ${own.protocol} are not readable in a browser`,
    { remedy: 'Use a catalog that offers the files by https.' },
  );
}

/** The path of an asset's address, as it is written. */
export function pathOf(href: unknown): string {
  return textOf(href, maxHref)?.split(/[?#]/, 1)[0] ?? '';
}

function resolve(value: unknown, base: string): URL | BestpixelError {
  const href = textOf(value, maxHref);
  if (!href) return new BestpixelError('bad-stac', 'an asset has no usable href');
  if (!URL.canParse(href, base))
    return new BestpixelError('bad-stac', 'an asset has an href that is no address');
  const url = new URL(href, base);
  if (!url.username && !url.password) return url;
  return new BestpixelError('unsupported', 'an asset has an href with a password in it', {
    remedy: 'Use a catalog whose files are open to all.',
  });
}

function isReadable(url: URL): boolean {
  return ['http:', 'https:', 'blob:'].includes(url.protocol);
}

/** Other addresses of the same file that need no login, that called https first. */
function alternatesOf(asset: Json): readonly unknown[] {
  return Object.entries(objectOf(asset['alternate']))
    .slice(0, maxAlternates)
    .filter(([, other]) => isObject(other) && !needsLogin(other))
    .toSorted(([a], [b]) => Number(b === 'https') - Number(a === 'https'))
    .map(([, other]) => (other as Json)['href']);
}

function needsLogin(fields: Json): boolean {
  return textsOf(fields['auth:refs']).length > 0;
}

/** Buckets known to bill their readers, whether or not the catalog says so. */
const billing = new Set([
  'usgs-landsat',
  'sentinel-s2-l1c',
  'sentinel-s2-l2a',
  'sentinel-s1-l1c',
  'naip-analytic',
  'naip-source',
  'naip-visualization',
]);

/** S3's own https address of an object that all may read. */
function fromS3(url: URL, asset: Json, properties: Json): string | BestpixelError {
  const bucket = url.host;
  const { region, requesterPays, foreign } = storageOf(asset, properties);
  if (requesterPays || billing.has(bucket)) return billed(bucket);
  if (needsLogin(asset)) return locked(`the bucket ${bucket} wants a login`);
  if (foreign) return locked(`the bucket ${bucket} is not one of Amazon S3`);
  // Names go into a host: nothing else may.
  if (!/^[a-z\d][a-z\d._-]{1,61}[a-z\d]$/.test(bucket) || !/^([a-z]{2,4}(-[a-z]+)+-\d+)?$/.test(region)) {
    return new BestpixelError('bad-stac', 'an asset has an s3 address that is none');
  }
  const service = `s3${region && `.${region}`}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  // The certificate of virtual hosts holds for names without dots, and host names have no underscores.
  const host = /[._]/.test(bucket) ? `${service}/${bucket}` : `${bucket}.${service}`;
  return new URL(`https://${host}${url.pathname}${url.search}`).href;
}

interface Storage {
  /** "us-west-2"; empty where it is not told. */
  readonly region: string;
  readonly requesterPays: boolean;
  /** True where it is said to be no S3 of Amazon's. */
  readonly foreign: boolean;
}

/** The storage extension: version 1's fields of asset or item, version 2's schemes that the asset refers to. */
function storageOf(asset: Json, properties: Json): Storage {
  const schemes = { ...objectOf(properties['storage:schemes']), ...objectOf(asset['storage:schemes']) };
  const named = objectsOf(textsOf(asset['storage:refs']).map((ref) => schemes[ref]));
  const say = (name: string): unknown => asset[`storage:${name}`] ?? properties[`storage:${name}`];
  const platform = textOf(say('platform'), 64);
  const types = named.flatMap(({ type }) => textOf(type, 64) ?? []);
  return {
    region: textOf(named.find(({ region }) => textOf(region, 64))?.['region'] ?? say('region'), 64) ?? '',
    requesterPays:
      say('requester_pays') === true || named.some((scheme) => scheme['requester_pays'] === true),
    foreign:
      (platform !== undefined && !/^(aws|amazon)/i.test(platform)) ||
      (types.length > 0 && !types.includes('aws-s3')),
  };
}

function billed(bucket: string): BestpixelError {
  const landsat = bucket === 'usgs-landsat';
  return new BestpixelError(
    'unsupported',
    `the bucket ${bucket} bills its readers, so its files are not readable in a browser`,
    {
      remedy: landsat
        ? 'The Planetary Computer has the same scenes open: LANDSAT/LC08/C02/T1_L2, LANDSAT/LC09/C02/T1_L2.'
        : 'Use a catalog that offers the files by https.',
    },
  );
}

function locked(why: string): BestpixelError {
  return new BestpixelError('unsupported', `${why}, so its files are not readable in a browser`, {
    remedy: 'Use a catalog that offers the files by https.',
  });
}
