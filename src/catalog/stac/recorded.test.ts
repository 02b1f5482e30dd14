import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import type { Http, JsonRequest } from '../../net/http.ts';
import { everything } from '../../scene/query.ts';
import { Catalog } from '../catalog.ts';

const data = new URL('../../../../shared/data/stac/', import.meta.url);
const here = existsSync(data);
const note = here ? '' : ' (skipped: ../shared/data is not on this machine)';
const area = { west: -106, south: 39, east: -104, north: 41 };

function recorded(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, data), 'utf8'));
}

type Answer = readonly [fits: (url: string, body: string) => boolean, path: string];

/** A host that answers with files, by whether a request fits. */
class Recording implements Pick<Http, 'json'> {
  readonly requests: { url: string; body: unknown }[] = [];
  readonly #answers: readonly Answer[];

  constructor(...answers: readonly Answer[]) {
    this.#answers = answers;
  }

  async json(url: string, { body }: JsonRequest = {}): Promise<unknown> {
    this.requests.push({ url, body });
    const text = JSON.stringify(body) ?? '';
    const found = this.#answers.find(([fits]) => fits(url, text));
    if (found) return recorded(found[1]);
    throw new BestpixelError('http-status', 'the server answered 404 (not found)', {
      where: url,
      status: 404,
    });
  }
}

const ends = (end: string) => (url: string) => url.endsWith(end);
const holds = (start: string, part: string) => (url: string, body: string) =>
  url.startsWith(start) && body.includes(part);

describe.skipIf(!here)(`recorded answers of public APIs${note}`, () => {
  it("Earth Search's search is paged by its own links, to an empty last page", async () => {
    const root = 'https://earth-search.aws.element84.com/v1';
    const http = new Recording(
      [ends('/v1'), 'earth-search-v1/root_catalog.json'],
      [ends('/collections/sentinel-2-c1-l2a'), 'earth-search-v1/s2-c1-l2a_collection.json'],
      [holds(`${root}/search`, '"next":"2023'), 'earth-search-v1/search_s2l2a_landsat_p1.json'],
      [holds(`${root}/search`, ''), 'earth-search-v1/search_s2l2a_landsat_p0.json'],
    );
    const place = { type: 'Point' as const, coordinates: [-105.1019, 40.1672] };
    const id = `${root}/collections/sentinel-2-c1-l2a`;
    const list = await new Catalog({ http }).load({ ...everything(id), place });
    expect(list.scenes.map((scene) => scene.id)).toEqual(['S2A_13TDE_20231008_0_L2A']);
    // Landsat lies in a bucket that bills its readers.
    expect(list.rejected).toMatchObject([
      { id: 'LC08_L2SP_033032_20231008_02_T1', error: { tag: 'unsupported' } },
    ]);
    expect(list).toMatchObject({ title: 'Sentinel-2 Collection 1 Level-2A' });
    expect(list.attribution).toContain('ESA');
    expect(http.requests[2]!.body).toEqual({
      collections: ['sentinel-2-c1-l2a'],
      intersects: place,
      limit: 100,
      sortby: [{ field: 'properties.datetime', direction: 'desc' }],
      fields: { include: expect.arrayContaining(['properties', 'assets', 'links']) },
    });
    // Both of two counted items came: the page to which the link leads is known to be empty.
    expect(http.requests).toHaveLength(3);
  });

  it('Earth Search asked for CQL2 sends what does not match: it is asked by query, and looked at again', async () => {
    const root = 'https://earth-search.aws.element84.com/v1';
    const http = new Recording(
      [ends('/v1'), 'earth-search-v1/root_catalog.json'],
      [ends('/collections/sentinel-2-c1-l2a'), 'earth-search-v1/s2-c1-l2a_collection.json'],
      [holds(`${root}/search`, '"next":"2025-07-31T13:03:25'), 'earth-search-v1/search_cql2filter_p2.json'],
      [holds(`${root}/search`, '"next"'), 'earth-search-v1/search_s2l2a_landsat_p1.json'],
      [holds(`${root}/search`, ''), 'earth-search-v1/search_cql2filter_p1.json'],
    );
    const list = await new Catalog({ http }).load(
      {
        ...everything(`${root}/collections/sentinel-2-c1-l2a`),
        tests: [{ name: 'eo:cloud_cover', op: 'lt', value: 40 }],
      },
      { area: { west: -180, south: -90, east: 180, north: 90 } },
    );
    expect(http.requests[2]!.body).toMatchObject({ query: { 'eo:cloud_cover': { lt: 40 } } });
    expect(http.requests[2]!.body).not.toHaveProperty('filter');
    expect(list.scenes.length).toBeGreaterThan(0);
    for (const { properties } of list.scenes) expect(properties['eo:cloud_cover']).toBeLessThan(40);
    expect(list.cutFrom).toBeUndefined();
  });

  it("the Planetary Computer's pages give all their items, with tokens", async () => {
    const root = 'https://planetarycomputer.microsoft.com/api/stac/v1';
    const http = new Recording(
      [holds(`${root}/search`, '4811501_se'), 'planetary-computer/paging_naip_p1.json'],
      [holds(`${root}/search`, '4511355_sw'), 'planetary-computer/paging_naip_p2.json'],
      [ends('p0.json'), 'planetary-computer/paging_naip_p0.json'],
    );
    const catalog = new Catalog({ http });
    catalog.limit = 25;
    const list = await catalog.load(everything('https://host.test/p0.json'));
    expect([list.scenes.length, list.cutFrom]).toEqual([25, 'more']);
    expect(http.requests.map(({ body }) => (body as { token?: string } | undefined)?.token)).toEqual([
      undefined,
      'next:naip:mt_m_4811501_se_11_060_20231117_20240103',
      'next:naip:mt_m_4511355_sw_12_060_20231117_20240103',
    ]);
    for (const source of list.scenes.flatMap(({ bands }) => [...bands.values()])) {
      expect(source.token).toBe('https://planetarycomputer.microsoft.com/api/sas/v1/token/naip');
    }
  });

  it('a static catalog gives the items of its tree, and names those without pixels', async () => {
    const base = 'https://host.test/';
    const http: Pick<Http, 'json'> = {
      json: async (url) => recorded(`static-catalog/test-case-1/${url.slice(base.length)}`),
    };
    const catalog = new Catalog({ http });
    const list = await catalog.load(everything(`${base}catalog.json`));
    expect(list.scenes.map(({ id }) => id)).toEqual([
      'area-1-1-imagery',
      'area-1-2-imagery',
      'area-2-1-imagery',
      'area-2-2-imagery',
    ]);
    expect(list.rejected).toHaveLength(4);
    const info = await catalog.info(`${base}catalog.json`);
    expect(info.collections.map(({ id }) => id)).toEqual(['area-1-1', 'area-1-2', 'area-2-1', 'area-2-2']);
  });

  const files = here ? readdirSync(data, { recursive: true, encoding: 'utf8' }) : [];
  const documents = files.filter((path) => path.endsWith('.json') && !path.endsWith('.request.json'));

  it.each(documents)('%s is a list or a named error', async (path) => {
    const http = new Recording([ends(path), path]);
    const catalog = new Catalog({ http });
    const named = (error: unknown): void => {
      expect(error).toBeInstanceOf(BestpixelError);
    };
    const list = await catalog.load(everything(`https://host.test/${path}`), { area }).catch(named);
    for (const scene of list?.scenes ?? []) expect(scene.bands.size).toBeGreaterThan(0);
    for (const { error } of list?.rejected ?? []) named(error);
    await catalog.info(`https://host.test/${path}`).catch(named);
  });
});
