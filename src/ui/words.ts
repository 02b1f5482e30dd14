import type { CollectionInfo, LayerPort, ViewerPort } from './viewer-port.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const MiB = 2 ** 20;

export const count = (n: number): string => whole.format(n);

/** "1 scene", "24 scenes". */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** A message as it is read: a plain word at its beginning has a capital, and the name of a file, a band or a method its own. */
export function sentence(message: string): string {
  return /^[a-z]+ /.test(message) ? message[0]!.toUpperCase() + message.slice(1) : message;
}

/** Bytes over the network, in powers of ten: "840 kB", "1.4 MB", "14 MB". */
export function megabytes(bytes: number): string {
  if (bytes < 1e6) return `${count(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${atMostOneDecimal(bytes / 1e6)} MB`;
  return `${atMostOneDecimal(bytes / 1e9)} GB`;
}

/** Graphics memory, in the powers of two that its budget is set in. */
export function mebibytes(bytes: number): string {
  return count(bytes / MiB);
}

function seconds(s: number): string {
  return `${atMostOneDecimal(s)} s`;
}

/** Days in UTC: "2020-07-01 – 2020-09-01"; one day alone is told once; null where no time is known. */
export function dateRange({ from, to }: Pick<CollectionInfo, 'from' | 'to'>): string | null {
  const days = [from, to]
    .filter((time) => time !== null)
    .map((time) => new Date(time).toISOString().slice(0, 10));
  return days.length === 0 ? null : [...new Set(days)].join(' – ');
}

/** What a layer is doing, in one line. */
export function layerLine({ state, progress, error }: LayerPort): string {
  const counts = `${ratio(progress.scenesDone, progress.scenesWanted, 'scene')} · ${ratio(progress.tilesDone, progress.tilesWanted, 'tile')}`;
  switch (state) {
    case 'hidden':
      return 'Hidden: reads nothing';
    case 'zoom-in':
      return 'Zoom in to draw this layer';
    case 'empty':
      return 'No data in this view';
    case 'error':
      return error ?? 'This layer cannot be drawn';
    case 'incomplete':
      return `Incomplete · ${counts}`;
    case 'loading':
    case 'done':
      return counts;
  }
}

/** 0 … 1; scenes count as much as tiles, as a tile is done only when all its scenes are. */
export function progressOf({ progress }: LayerPort): number {
  const { scenesDone, scenesWanted, tilesDone, tilesWanted } = progress;
  return (share(scenesDone, scenesWanted) + share(tilesDone, tilesWanted)) / 2;
}

/** The story of the picture: "24 scenes → 1 picture · 9 dates used · 14 MB · 1.1 s · nothing uploaded". */
export function storyOf(port: ViewerPort): string[] {
  if (port.status.restoring) return ['Restoring the picture…'];
  const { scenes, bytes, datesUsed } = port.stats();
  const pictures = port.layers.filter(({ shown }) => shown).length;
  const took = port.status.seconds;
  return [
    pictures === 0
      ? `${counted(scenes, 'scene')}, no layer shown`
      : `${counted(scenes, 'scene')} → ${counted(pictures, 'picture')}`,
    ...(!datesUsed ? [] : [`${counted(datesUsed, 'date')} used`]),
    megabytes(bytes),
    port.status.loading || took === null ? 'reading…' : seconds(took),
    'nothing uploaded',
  ];
}

/** Reads that failed in shown layers, as words; null where none did. */
export function failedReads({ layers }: ViewerPort): string | null {
  const failed = layers.reduce((sum, { shown, progress }) => sum + (shown ? progress.failures.length : 0), 0);
  return failed === 0 ? null : counted(failed, 'failed read');
}

function ratio(done: number, wanted: number, noun: string): string {
  return done >= wanted ? counted(wanted, noun) : `${count(done)}/${counted(wanted, noun)}`;
}

function share(done: number, wanted: number): number {
  return wanted === 0 ? 0 : done / wanted;
}

function atMostOneDecimal(value: number): string {
  return value < 9.95 ? value.toFixed(1) : count(value);
}
