import type { ApiInfo, CollectionEntry, Queryable } from '../../catalog/api-info.ts';
import type { LocalOpening } from '../../catalog/files/local-files.ts';
import { allOf, type Choice, type Place } from '../../choice/choice.ts';
import type { DataPort, Found, SceneRow } from '../data/data-port.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What the panel asked of the port, in order: the method and what it was given. */
type Asked = readonly [method: string, detail?: unknown];

/** A data port of plain values: set them, then `emit`. Its answers wait while they are `held`. */
export interface FakeData extends Writable<DataPort> {
  readonly asked: Asked[];
  found: Found;
  collectionsThere: ApiInfo;
  picked: Place;
  opening: LocalOpening;
  /** Thrown by the next thing that is asked. */
  refusal: Error | null;
  /** While set, nothing is answered before `release`. */
  hold(): { release(): void };
  emit(): void;
  listeners(): number;
}

export const exampleChoice: Choice = {
  ...allOf('COPERNICUS/S2_SR_HARMONIZED'),
  dates: { from: '2020-07-01', to: '2020-09-01' },
};

export function makeRow(at: number, over: Partial<SceneRow> = {}): SceneRow {
  const datetime = Date.UTC(2020, 6, 1, 17, 52) + at * 2.5 * 86_400_000;
  const day = new Date(datetime).toISOString().slice(0, 10).replaceAll('-', '');
  return {
    id: `S2A_T13TFE_${day}T175201_L2A`,
    index: `${day}T175201_${at}`,
    datetime,
    cloud: (at * 37) % 101,
    tile: '13TFE',
    state: 'read',
    sentence: null,
    ...over,
  };
}

export const makeRows = (count: number): SceneRow[] => Array.from({ length: count }, (_, at) => makeRow(at));

export function makeFound(over: Partial<Found> = {}): Found {
  return {
    scenes: makeRows(62),
    acquisitions: 31,
    cutFrom: null,
    followsMap: true,
    elsewhere: false,
    estimate: { bytes: 38.2e6, gpuBytes: 212 * 2 ** 20 },
    notes: [],
    rejected: [],
    ...over,
  };
}

export function makeCollectionEntry(id: string, title = id): CollectionEntry {
  return {
    address: `https://api.example/collections/${id}`,
    id,
    title,
    description: `All of ${title}.`,
    bounds: null,
    from: Date.UTC(2015, 5, 27),
    to: null,
  };
}

const opening: LocalOpening = {
  reading: {
    title: '3 files',
    scenes: [
      {
        id: 'a',
        datetime: Date.UTC(2020, 6, 1),
        dateFrom: 'name',
        product: null,
        bands: [{ name: 'B4', file: 'B04.tif' }],
      },
    ],
    questions: [],
    refused: [],
    notes: [],
  },
  list: () => ({
    id: 'local/1',
    title: '3 files',
    synthetic: false,
    attribution: '',
    scenes: [],
    rejected: [],
  }),
};

const queryables: readonly Queryable[] = [
  { name: 'eo:cloud_cover', title: 'Cloud cover', type: 'number', minimum: 0, maximum: 100 },
  { name: 'platform', title: 'Platform', type: 'string', values: ['a', 'b'] },
];

export function fakeData(over: Partial<FakeData> = {}): FakeData {
  const heard = new Set<() => void>();
  let gate = Promise.resolve();
  /** Notes what is asked, waits while held, fails where it is refused or aborted. */
  const answer = async <T>(asked: Asked, signal: AbortSignal, give: () => T): Promise<T> => {
    data.asked.push(asked);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
    await Promise.race([gate, aborted]);
    const { refusal } = data;
    data.refusal = null;
    if (refusal) throw refusal;
    return give();
  };
  const become = (part: Partial<Choice>): void => {
    data.choice = { ...data.choice, ...part };
    data.emit();
  };
  const data: FakeData = {
    choice: exampleChoice,
    synthetic: true,
    scenes: makeRows(24),
    realHere: null,
    rewrites: [],
    asked: [],
    found: makeFound(),
    collectionsThere: { title: 'Example', collections: [makeCollectionEntry('a', 'Alpha')] },
    picked: { type: 'Point', coordinates: [5, 52] },
    opening,
    refusal: null,
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return { release };
    },
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size,
    on(_, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    find: (choice, signal) => answer(['find', choice], signal, () => data.found),
    show: (choice, signal) => answer(['show', choice], signal, () => become(choice)),
    amend: (part, signal) => answer(['amend', part], signal, () => become(part)),
    retry: () => void data.asked.push(['retry']),
    collections: (address, signal) => answer(['collections', address], signal, () => data.collectionsThere),
    queryables: (choice, signal) => answer(['queryables', choice], signal, () => queryables),
    openFiles: (files, signal) =>
      answer(['openFiles', files.map(({ path }) => path)], signal, () => data.opening),
    showFiles: (_, answers, signal) => answer(['showFiles', answers], signal, () => undefined),
    viewBounds: () => ({ west: 5, south: 52, east: 6, north: 53 }),
    pick: (kind, signal) => answer(['pick', kind], signal, () => data.picked),
    mark: (place) => void data.asked.push(['mark', place]),
  };
  return Object.assign(data, over);
}
