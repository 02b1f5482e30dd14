import type { StripDay, TimePort } from '../time/time-port.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Range = TimePort['range'];

/** A time port of plain values: set them, then `emit`. What it is limited to waits while it is held. */
export interface FakeTime extends Writable<TimePort> {
  /** What it was limited to, in order. */
  readonly limits: Range[];
  /** What was laid on the map, in order; null: taken away. */
  readonly shows: (string | null)[];
  /** Thrown by the next limit. */
  refusal: Error | null;
  /** While set, nothing is limited before `release`. */
  hold(): { release(): void };
  emit(): void;
  listeners(): number;
}

const dayLength = 86_400_000;

export function makeDay(iso: string, over: Partial<StripDay> = {}): StripDay {
  const scenes = [`${iso.replaceAll('-', '')}T175201`];
  return { day: Date.parse(iso), scenes, cloud: 12, share: 0.34, leftOut: false, ...over };
}

/** Every so many days from 2020-07-01; every fifth has two scenes, every seventh no known cloud, the eleventh is left out. */
export function makeDays(count: number, every = 2.5): StripDay[] {
  return Array.from({ length: count }, (_, at) => {
    const iso = new Date(Date.UTC(2020, 6, 1) + Math.floor(at * every) * dayLength)
      .toISOString()
      .slice(0, 10);
    const scenes = Array.from(
      { length: at % 5 === 1 ? 2 : 1 },
      (_, of) => `${iso.replaceAll('-', '')}T17520${of}`,
    );
    const cloud = at % 7 === 3 ? null : (at * 37) % 101;
    const share = at === 10 ? 0 : Math.max(0, 40 - (cloud ?? 90)) / 400;
    return makeDay(iso, { scenes, cloud, share, leftOut: at === 10 });
  });
}

export function fakeTime(over: Partial<FakeTime> = {}): FakeTime {
  const heard = new Set<() => void>();
  let gate = Promise.resolve();
  let shown: string | null = null;
  const time: FakeTime = {
    days: makeDays(24),
    sharesPending: false,
    sharesOf: 'Best-pixel mosaic (by cloud score)',
    shownScene: null,
    range: null,
    limits: [],
    shows: [],
    refusal: null,
    async limit(range) {
      time.limits.push(range);
      await gate;
      const { refusal } = time;
      time.refusal = null;
      if (refusal) throw refusal;
      time.range = range;
      time.emit();
    },
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
  };
  Object.assign(time, over);
  shown = time.shownScene;
  return Object.defineProperty(time, 'shownScene', {
    get: () => shown,
    set: (scene: string | null) => {
      shown = scene;
      time.shows.push(scene);
      time.emit();
    },
  });
}
