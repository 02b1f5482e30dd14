import { knownSources } from '../../catalog/datasets/known-sources.ts';
import type { Choice } from '../../choice/choice.ts';

/** A row of the list of sources. */
export interface SourceOption {
  readonly id: string;
  readonly title: string;
  /** What to know of it, as a phrase without a stop. */
  readonly note: string;
  /** What it makes of a choice; null: that is asked next. */
  readonly gives: Pick<Choice, 'collection' | 'api'> | null;
}

const demoId = 'COPERNICUS/S2_SR_HARMONIZED';

const demo: SourceOption = {
  id: 'demo',
  title: 'Demo (synthetic)',
  note: 'made-up scenes that stand in for Sentinel-2; no host is asked',
  gives: { collection: demoId, api: null },
};
const address: SourceOption = {
  id: 'address',
  title: 'A STAC address…',
  note: 'an API, a collection, a catalog or a list of items',
  gives: null,
};
const files: SourceOption = {
  id: 'files',
  title: 'Files on this computer…',
  note: 'GeoTIFFs and STAC documents; they stay here',
  gives: null,
};

const known = knownSources.map(({ title, note, root, earthEngineId, address }, at): SourceOption => ({
  id: `known-${at}`,
  title,
  note,
  gives: address ? { collection: address, api: null } : { collection: earthEngineId, api: root },
}));

export const sourceOptions: readonly SourceOption[] = [demo, ...known, address, files];

export function sourceOf(id: string): SourceOption {
  return sourceOptions.find((option) => option.id === id) ?? address;
}

/** The row that a choice came from. */
export function sourceIdOf({ collection, api }: Pick<Choice, 'collection' | 'api'>): string {
  if (collection.startsWith('local/')) return files.id;
  const same = sourceOptions.find(({ gives }) => gives?.collection === collection && gives.api === api);
  // An id alone means the dataset's own API.
  const own = api === null ? known.find(({ gives }) => gives?.collection === collection) : undefined;
  return (same ?? own ?? address).id;
}

/** The host that a choice speaks to; null: none. */
export function hostOf({ collection, api }: Pick<Choice, 'collection' | 'api'>): string | null {
  const named = [api, collection].find((each) => each !== null && /^https?:/.test(each));
  if (named) return URL.canParse(named) ? new URL(named).host : null;
  const own = sourceOf(sourceIdOf({ collection, api })).gives?.api;
  return own ? new URL(own).host : null;
}

/** Platforms that scenes of a collection tell; empty: any may be typed. */
export function sensorsOf(collection: string): readonly string[] {
  return collection.startsWith('COPERNICUS/S2') ? ['Sentinel-2A', 'Sentinel-2B', 'Sentinel-2C'] : [];
}
