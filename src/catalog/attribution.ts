import type { Scene } from '../scene/scene.ts';
import type { Dataset } from './datasets/dataset.ts';
import { objectOf, objectsOf, textOf } from './json.ts';

const maxNames = 8;
/** Licences that say nothing by their name. */
const vague = new Set(['other', 'various', 'proprietary']);

/** Who is to be named beside the picture: what the catalog says, else what the datasets table knows. */
export function attributionOf(from: {
  readonly documents: readonly unknown[];
  readonly scenes: readonly Scene[];
  readonly rows: readonly Dataset[];
  readonly synthetic: boolean;
}): string {
  const sources = [...from.documents.map(objectOf), ...from.scenes.map((scene) => scene.properties)];
  const providers = new Set(
    sources.flatMap(({ providers }) => objectsOf(providers).flatMap(({ name }) => textOf(name, 200) ?? [])),
  );
  const licences = new Set(
    sources.flatMap(({ license }) => textOf(license, 100) ?? []).filter((name) => !vague.has(name)),
  );
  const names = [...providers].slice(0, maxNames).join(', ');
  const terms = [...licences].slice(0, maxNames).join(', ');
  if (names) return terms ? `${names} (${terms})` : names;
  // Made-up pixels owe nothing to those whose place they take.
  if (from.synthetic) return 'Synthetic data, not a measurement';
  const known = [...new Set(from.rows.map((row) => row.attribution))].join(', ');
  return known || terms;
}
