import type { GeotiffOutlook, GeotiffPort, GeotiffReport } from '../save/geotiff-port.ts';

const outlook: GeotiffOutlook = {
  width: 2048,
  height: 1024,
  crs: 'EPSG:32613',
  pixel: { width: 10, height: 10, unit: 'm' },
  nativeShare: 1,
  bytesToRead: 12_000_000,
  fileBytes: 34_000_000,
};

const report: GeotiffReport = {
  name: 'bestpixel-best.tif',
  bytes: 21_000_000,
  type: 'uint16',
  nodata: 0,
  scenesUsed: 9,
  failures: [],
};

export interface FakeGeotiff extends GeotiffPort {
  readonly asked: [string, unknown][];
}

export function fakeGeotiff(over: Partial<GeotiffPort> = {}): FakeGeotiff {
  const asked: [string, unknown][] = [];
  return {
    asked,
    layers: [
      { id: 'top', name: 'On top', shown: false, image: 1 },
      { id: 'best', name: 'Best', shown: true, image: 2 },
      { id: 'worst', name: 'Worst', shown: true, image: 3 },
    ],
    on: () => () => {},
    bandsOf: async (layer) => {
      asked.push(['bandsOf', layer]);
      return { all: ['B4', 'B3', 'B2', 'SCL'], shown: ['B4', 'B3', 'B2'], scalable: ['B4', 'B3', 'B2'] };
    },
    outlook: async (draft) => {
      asked.push(['outlook', draft]);
      return outlook;
    },
    hasFolders: true,
    limit: async () => null,
    save: async (draft, where) => {
      asked.push(['save', { draft, where }]);
      return report;
    },
    viewBounds: () => ({ west: -103.3, south: 40, east: -103.1, north: 40.2 }),
    pickBox: async () => ({ type: 'Polygon', coordinates: [] }),
    ...over,
  };
}
