import type { DemoScene, Pass } from './passes.ts';

/** Hours of the two orbits over this place: start of the datatake, of the datastrip, and sensing of the main tile. */
const hours = {
  55: { datatake: '174911', datastrip: '175753', sensed: '18:03:02.417' },
  98: { datatake: '173911', datastrip: '174753', sensed: '17:52:58.036' },
} as const;

/** As Earth Search names its items. */
export function idOf({ pass, square }: DemoScene): string {
  return `${satellite(pass)}_T13T${square}_${compact(pass.date)}T${hours[pass.orbit].datastrip}_L2A`;
}

export function productUri({ pass, square }: DemoScene): string {
  const orbit = `R${String(pass.orbit).padStart(3, '0')}`;
  return `${satellite(pass)}_MSIL2A_${datatakeStart(pass)}_N0500_${orbit}_T13T${square}_20230502T110842.SAFE`;
}

export function datatakeStart({ date, orbit }: Pass): string {
  return `${compact(date)}T${hours[orbit].datatake}`;
}

/** ISO 8601. The neighbour, seen in the same sweep, is stamped a little earlier. */
export function sensedAt({ pass, square }: DemoScene): string {
  const time = Date.parse(`${pass.date}T${hours[pass.orbit].sensed}Z`) - (square === 'GE' ? 3812 : 0);
  return new Date(time).toISOString();
}

function satellite({ platform }: Pass): 'S2A' | 'S2B' {
  return platform === 'sentinel-2a' ? 'S2A' : 'S2B';
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}
