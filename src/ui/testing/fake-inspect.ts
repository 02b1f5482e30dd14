import type {
  InspectedChip,
  InspectedMosaic,
  InspectedPlace,
  InspectedScene,
  InspectedState,
  Inspection,
} from '../../engine/inspection.ts';
import type { InspectOptions, InspectPort, InspectProgress, Pin } from '../inspector/inspect-port.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An inspection that the test leads. */
interface FakeReading {
  readonly place: InspectedPlace;
  readonly rest: boolean;
  readonly signal: AbortSignal;
  part(part: Inspection, progress: InspectProgress): void;
  end(inspection: Inspection): void;
  fail(error: unknown): void;
}

/** An inspect port of plain values; it reads nothing, and keeps each inspection for the test to lead. */
export interface FakeInspect extends Writable<InspectPort> {
  readonly readings: FakeReading[];
  /** Pins as they were marked, in order. */
  readonly marks: (readonly Pin[])[];
  readonly points: (string | null)[];
  readonly left: string[];
  /** Boxes that wait to be drawn. */
  readonly boxes: { draw(place: InspectedPlace): void; readonly signal: AbortSignal }[];
  pick(place: InspectedPlace): void;
  emit(): void;
  listeners(): number;
}

export const examplePlace: InspectedPlace = { kind: 'point', at: { lng: -103.19, lat: 40.14 } };
export const exampleBox: InspectedPlace = {
  kind: 'box',
  bounds: { west: -103.2, south: 40.1, east: -103.1, north: 40.2 },
};

export function fakeInspect(over: Partial<FakeInspect> = {}): FakeInspect {
  const heard = new Set<() => void>();
  const picks = new Set<(place: InspectedPlace) => void>();
  const port: FakeInspect = {
    readings: [],
    marks: [],
    points: [],
    left: [],
    boxes: [],
    edition: 0,
    shownScene: null,
    inspect: (place, options) =>
      new Promise((end, fail) => port.readings.push(lead(place, options, end, fail))),
    onPick(listener) {
      picks.add(listener);
      return () => picks.delete(listener);
    },
    pickBox: (signal) =>
      new Promise((draw, fail) => {
        port.boxes.push({ draw, signal });
        signal.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError')));
      }),
    mark: (pins) => void port.marks.push(pins),
    point: (scene) => void port.points.push(scene),
    async leaveOut(index) {
      port.left.push(index);
    },
    pick: (place) => picks.forEach((listener) => listener(place)),
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size + picks.size,
    on(_, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
  };
  Object.assign(port, over);
  let shown = port.shownScene;
  return Object.defineProperty(port, 'shownScene', {
    get: () => shown,
    set: (scene: string | null) => {
      shown = scene;
      port.emit();
    },
  });
}

function lead(
  place: InspectedPlace,
  { rest, signal, onPart }: InspectOptions,
  end: (inspection: Inspection) => void,
  fail: (error: unknown) => void,
): FakeReading {
  signal.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError')));
  return { place, rest, signal, part: (part, progress) => onPart?.(part, progress), end, fail };
}

export function makeInspected(at: number, over: Partial<InspectedScene> = {}): InspectedScene {
  const datetime = Date.UTC(2020, 6, 1, 17, 52) + at * 2.5 * 86_400_000;
  const day = new Date(datetime).toISOString().slice(0, 10).replaceAll('-', '');
  const value = (of: number) => ({ value: of, spread: null });
  const cloud = (at * 37) % 101;
  return {
    id: `s2/${day}T175201_${at}`,
    index: `${day}T175201_${at}`,
    datetime,
    state: 'read',
    sentence: null,
    values: { B4: value(900 + cloud * 40), B3: value(800 + cloud * 38), B2: value(600 + cloud * 41) },
    qualities: { best: -cloud, worst: cloud },
    sceneClass: cloud > 60 ? 9 : 4,
    cloudCover: cloud,
    relativeOrbit: at % 2 ? 13 : 56,
    viewAngle: 4.5 + (at % 5),
    sensor: at % 2 ? 'Sentinel-2B' : 'Sentinel-2A',
    baseline: '05.00',
    valid: 1,
    chip: makeChip(60 + cloud, 80 + cloud, 40 + cloud),
    ...over,
  };
}

/** Without a value of a kind: as the engine gives such. */
export function makeBlank(at: number, state: Exclude<InspectedState, 'read'>): InspectedScene {
  const sentence = state === 'failed' ? 'The file ends before its header says <b>(B04.tif)</b>.' : null;
  return makeInspected(at, {
    state,
    sentence,
    values: {},
    qualities: state === 'masked' ? { best: null, worst: null } : {},
    sceneClass: null,
    valid: 0,
    chip: state === 'masked' ? makeChip(250, 250, 250) : null,
  });
}

/** 33 × 33, one colour with a chequer. */
function makeChip(red: number, green: number, blue: number): InspectedChip {
  const data = new Uint8ClampedArray(33 * 33 * 4);
  for (let i = 0; i < 33 * 33; i += 1) {
    const darker = (Math.floor(i / 33 / 4) + Math.floor((i % 33) / 4)) % 2 ? 0.8 : 1;
    data.set([red * darker, green * darker, blue * darker, 255], i * 4);
  }
  return { width: 33, height: 33, data };
}

export function makeInspectedMosaic(over: Partial<InspectedMosaic> = {}): InspectedMosaic {
  return {
    layer: 'best',
    name: 'Best',
    winner: 0,
    runnerUp: null,
    ties: [],
    margin: null,
    provisional: false,
    error: null,
    ...over,
  };
}

/** Of so many scenes; every ninth masked, every seventh not read, the sixth failed; the first two are best, alike. */
export function makeInspection(count = 68, over: Partial<Inspection> = {}): Inspection {
  const scenes = Array.from({ length: count }, (_, at) => {
    if (at === 5) return makeBlank(at, 'failed');
    if (at % 9 === 4) return makeBlank(at, 'masked');
    if (at % 7 === 3) return makeBlank(at, 'not-read');
    return makeInspected(at, at < 2 ? { qualities: { best: 5, worst: -5 } } : {});
  });
  const unread = scenes.filter(({ state }) => state === 'not-read').length;
  return {
    place: examplePlace,
    metres: 76,
    readFrom: 40,
    bands: ['B4', 'B3', 'B2'].map((name) => ({ name, scale: 0.0001, offset: -0.1 })),
    mosaics: [
      makeInspectedMosaic({ winner: Math.min(1, count - 1), ties: [0], runnerUp: 0, margin: 0 }),
      makeInspectedMosaic({
        layer: 'worst',
        name: 'Worst',
        winner: count > 8 ? 8 : 0,
        runnerUp: 2,
        margin: 7,
      }),
    ],
    scenes,
    rest: unread === 0 ? null : { scenes: unread, bytes: 1.2e6 },
    ...over,
  };
}
