import type { Ports } from '../ports.ts';
import { fakeCompare } from './fake-compare.ts';
import { fakeData } from './fake-data.ts';
import { fakeGeotiff } from './fake-geotiff.ts';
import { fakeInspect } from './fake-inspect.ts';
import { fakeLayers } from './fake-layers.ts';
import { fakeRules } from './fake-rules.ts';
import { fakeSave } from './fake-save.ts';
import { fakeScript } from './fake-script.ts';
import { fakeShare } from './fake-share.ts';
import { fakeTime } from './fake-time.ts';
import { fakeViewer } from './fake-viewer.ts';

/** Fakes where none is given. */
export function fakePorts(over: Partial<Ports> = {}): Ports {
  return {
    viewer: fakeViewer(),
    data: fakeData(),
    script: fakeScript(),
    time: fakeTime(),
    layers: fakeLayers(),
    compare: fakeCompare({ compare: null }),
    rules: fakeRules(),
    inspect: fakeInspect(),
    save: fakeSave(),
    geotiff: fakeGeotiff(),
    share: fakeShare(),
    ...over,
  };
}
