import type { ComparePort } from './compare/compare-port.ts';
import type { DataPort } from './data/data-port.ts';
import type { InspectPort } from './inspector/inspect-port.ts';
import type { LayersPort } from './layers/layers-port.ts';
import type { RulePort } from './quality/rule-port.ts';
import type { GeotiffPort } from './save/geotiff-port.ts';
import type { SavePort } from './save/save-port.ts';
import type { ScriptPort } from './script/script-port.ts';
import type { SharePort } from './share/share-port.ts';
import type { TimePort } from './time/time-port.ts';
import type { ViewerPort } from './viewer-port.ts';

/** What the panels see of the program, each its own part. */
export interface Ports {
  readonly viewer: ViewerPort;
  readonly data: DataPort;
  readonly script: ScriptPort;
  readonly time: TimePort;
  readonly layers: LayersPort;
  readonly compare: ComparePort;
  readonly rules: RulePort;
  readonly inspect: InspectPort;
  readonly save: SavePort;
  readonly geotiff: GeotiffPort;
  readonly share: SharePort;
}
