import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createLocalReader } from '../../../raster/local-reader.ts';
import { MemoryClient } from '../../../raster/testing/memory-client.ts';
import type { FileInfo, FileInspector } from '../../../raster/reader.ts';
import type { LocalTiff } from '../draft.ts';
import type { OpenedFile } from '../local-files.ts';

/** What a header may say, unless told otherwise: one band of uint16 near 40° N, 103° W. */
function makeInfo(fields: Partial<FileInfo> = {}): FileInfo {
  return {
    width: 100,
    height: 100,
    dtype: 'uint16',
    bands: [null],
    nodata: null,
    scales: (fields.bands ?? [null]).map(() => null),
    crs: { name: 'EPSG:32613', proj4: '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs' },
    bounds: { west: -104, south: 40, east: -103, north: 41 },
    datetime: null,
    metadata: {},
    tiled: true,
    overviews: 2,
    ...fields,
  };
}

export function makeFile(path: string, content = ''): OpenedFile {
  return { path, file: new File([content], path.split('/').at(-1)!) };
}

export function makeTiff(path: string, fields: Partial<FileInfo> = {}): LocalTiff {
  return { ...makeFile(path), info: makeInfo(fields) };
}

/** Tells of each file what it is given for its name, else the usual; remembers what was asked. */
export class FakeInspector implements FileInspector {
  readonly asked: string[] = [];
  running = 0;
  most = 0;
  readonly #infos: Readonly<Record<string, Partial<FileInfo> | Error>>;
  /** Set to hold answers back until `release`. */
  held = false;
  #waiting: (() => void)[] = [];

  constructor(infos: Readonly<Record<string, Partial<FileInfo> | Error>> = {}) {
    this.#infos = infos;
  }

  release(): void {
    this.held = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  async inspect(file: Blob, signal?: AbortSignal): Promise<FileInfo> {
    const { name } = file as File;
    this.asked.push(name);
    this.most = Math.max(this.most, ++this.running);
    try {
      await (this.held ? this.#hold(signal) : Promise.resolve());
      const info = this.#infos[name] ?? {};
      if (info instanceof Error) throw info;
      return makeInfo(info);
    } finally {
      this.running--;
    }
  }

  #hold(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  }
}

/** Reads headers for real. */
export function realInspector(): FileInspector {
  return createLocalReader({ client: new MemoryClient({}), budgetBytes: 32 << 20 });
}

/** A folder of this machine as if it had been dropped. */
export function dropFolder(folder: URL, name: string): OpenedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, url: new URL(path, folder) }))
    .filter(({ url }) => statSync(url).isFile())
    .map(({ path, url }) => ({
      path: `${name}/${path}`,
      file: new File([readFileSync(url)], path.split('/').at(-1)!),
    }));
}
