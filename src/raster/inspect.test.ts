import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { boundsOfFootprint } from '../scene/footprint.ts';
import { createLocalReader } from './local-reader.ts';
import type { FileInfo } from './reader.ts';
import { MemoryClient } from './testing/memory-client.ts';

/** As much of an entry of fixtures/inspect/gdal.json as is compared: made by tools/fixtures/make-inspect.py. */
interface Said {
  readonly file: string;
  readonly size: readonly [number, number];
  readonly metadata: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly wgs84Extent: number[][];
  readonly tiled: boolean;
  readonly overviews: number;
  readonly bands: readonly {
    readonly description?: string;
    readonly type: string;
    readonly scale?: number;
    readonly offset?: number;
    readonly noDataValue?: number;
  }[];
}

const folder = new URL('fixtures/inspect/', import.meta.url);
const all = JSON.parse(readFileSync(new URL('gdal.json', folder), 'utf8')) as Said[];

function inspect(path: URL, signal?: AbortSignal): Promise<FileInfo> {
  const reader = createLocalReader({ client: new MemoryClient({}), budgetBytes: 16 << 20 });
  return reader.inspect(new File([readFileSync(path)], path.pathname.split('/').at(-1)!), signal);
}

const inspectFixture = (file: string): Promise<FileInfo> => inspect(new URL(file, folder));

const dtypes: Readonly<Record<string, string>> = { Byte: 'uint8', UInt16: 'uint16', Float32: 'float32' };

describe('a header says what GDAL reads in it:', () => {
  test.each(all)('$file', async (said) => {
    const info = await inspectFixture(said.file);
    expect([info.width, info.height]).toEqual(said.size);
    expect(info.dtype).toBe(dtypes[said.bands[0].type]);
    expect(info.nodata).toBe(said.bands[0].noDataValue ?? null);
    expect(info.bands).toEqual(said.bands.map(({ description }) => description ?? null));
    expect(info.scales).toEqual(
      said.bands.map(({ scale, offset }) => (scale === undefined ? null : { scale, offset: offset ?? 0 })),
    );
    expect(info.tiled).toBe(said.tiled);
    expect(info.overviews).toBe(said.overviews);
    const { AREA_OR_POINT: _, ...own } = said.metadata[''];
    expect(info.metadata).toEqual({ ...said.metadata['IMAGERY'], ...own });
  });

  test.each(all)('$file: where it lies', async ({ file, wgs84Extent }) => {
    const { bounds } = await inspectFixture(file);
    const corners = boundsOfFootprint({ type: 'Polygon', coordinates: [wgs84Extent] });
    for (const side of ['west', 'south', 'east', 'north'] as const) {
      // GDAL projects the corners alone; edges bend a little beyond them.
      expect(Math.abs(bounds![side] - corners[side]), side).toBeLessThan(0.002);
    }
    const turn = bounds!.west > bounds!.east ? 360 : 0;
    expect(turn).toBe(file.startsWith('antimeridian') ? 360 : 0);
    const lowest = Math.min(...wgs84Extent.map(([, lat]) => lat));
    expect(bounds!.south).toBeLessThanOrEqual(lowest + 1e-6);
  });
});

describe('the time of acquisition', () => {
  test('is the one named so, before that of the file', async () => {
    const { datetime } = await inspectFixture('everything.tif');
    expect(datetime).toBe(Date.UTC(2020, 6, 1, 17, 53, 2));
  });

  test('is not made up', async () => {
    expect((await inspectFixture('degrees-in-strips.tif')).datetime).toBeNull();
    // The file says 31 February.
    expect((await inspectFixture('turned.tif')).datetime).toBeNull();
  });
});

describe('inspecting', () => {
  test('ends when it is aborted', async () => {
    const gone = AbortSignal.abort();
    await expect(inspect(new URL('everything.tif', folder), gone)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('names a file that is no TIFF', async () => {
    await expect(inspect(new URL('gdal.json', folder))).rejects.toMatchObject({
      tag: 'corrupt',
      where: 'gdal.json',
    });
  });
});

interface Reference {
  readonly file: string;
  readonly gdal_opens: boolean;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly nodata: number | string | null;
  readonly geotransform: readonly number[] | null;
  readonly epsg: string | null;
  readonly overviews?: readonly unknown[];
  /** Of the first band. */
  readonly scale_offset: readonly [number | null, number | null];
}

const shared = new URL('../../../shared/data/tiff/', import.meta.url);
const present = existsSync(shared);
const references = present
  ? (JSON.parse(readFileSync(new URL('reference.json', shared), 'utf8')) as Reference[])
  : [];
const note = present ? '' : ' (skipped: ../shared/data is not on this machine)';

describe.runIf(present)(`files of others${note}`, () => {
  const placed = references.filter((one) => one.gdal_opens && one.geotransform && one.epsg);

  test.each(placed)('$file', async ({ file, width, height, bands, nodata, overviews, scale_offset }) => {
    const info = await inspect(new URL(file, shared));
    expect([info.width, info.height, info.bands.length]).toEqual([width, height, bands]);
    expect(info.overviews).toBe(overviews?.length ?? 0);
    expect(String(info.nodata).toLowerCase()).toBe(String(nodata).toLowerCase());
    const [scale, offset] = scale_offset;
    expect(info.scales[0]).toEqual(scale === null ? null : { scale, offset });
    expect(info.bounds).not.toBeNull();
  });
});
