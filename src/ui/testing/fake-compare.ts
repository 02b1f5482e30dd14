import type { Compare } from '../../choice/compare.ts';
import type { ComparePort } from '../compare/compare-port.ts';
import { firstLayers } from './fake-viewer.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A compare port of plain values, which tells of changes as the real one does. It keeps what was set. */
export interface FakeCompare extends Writable<ComparePort> {
  /** What was compared, in order. */
  readonly compares: (Compare | null)[];
  readonly blinks: ComparePort['blink'][];
  emit(): void;
  listeners(): number;
}

export function fakeCompare(over: Partial<Writable<ComparePort>> = {}): FakeCompare {
  const heard = new Set<() => void>();
  let compare: Compare | null = { left: ['collection'], right: ['best'], position: 0.5 };
  let blink: ComparePort['blink'] = null;
  const port: FakeCompare = {
    layers: firstLayers(),
    introduces: false,
    compares: [],
    blinks: [],
    get compare() {
      return compare;
    },
    set compare(next) {
      compare = next;
      port.compares.push(next);
      port.emit();
    },
    get blink() {
      return blink;
    },
    set blink(side) {
      blink = side;
      port.blinks.push(side);
      port.emit();
    },
    on(_, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size,
  };
  Object.assign(port, over);
  port.compares.length = 0;
  port.blinks.length = 0;
  return port;
}
