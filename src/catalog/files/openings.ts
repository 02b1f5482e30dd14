import { BestpixelError } from '../../errors.ts';
import { newestEditions } from '../../scene/editions.ts';
import { inOrder } from '../../scene/order.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import type { Draft } from './draft.ts';
import type { LocalOpening, LocalReading, LocalScene, OpenedFile } from './local-files.ts';
import { counted, sentenceOf } from './sentences.ts';
import { questionsOf, settle } from './settle.ts';
import { fileOf, type LocalStac } from './stac/local-stac.ts';

type Told = Pick<LocalReading, 'title' | 'refused' | 'notes'>;

/** Files that were understood by their names and headers. */
export function namedOpening(drafts: readonly Draft[], told: Told): LocalOpening {
  const scenes = drafts.map(({ id, datetime, dateFrom, product, bands }) => {
    return { id, datetime, dateFrom, product, bands };
  });
  const reading = { ...told, scenes: scenes.toSorted(byTime), questions: questionsOf(drafts) };
  return {
    reading,
    list: (answers) => {
      if (drafts.length === 0) throw nothingToShow(told.title);
      return listOf(settle(drafts, answers), reading, { attribution: '', synthetic: false });
    },
  };
}

/** Files that STAC documents describe. */
export function stacOpening(
  stac: LocalStac,
  told: Told & { readonly files: readonly OpenedFile[] },
): LocalOpening {
  const { title, files } = told;
  const paths = new Map<Blob, string>(files.map(({ path, file }) => [file, path]));
  const scenes = stac.scenes.map((scene): LocalScene => ({
    id: scene.id,
    datetime: scene.datetime,
    dateFrom: 'catalog',
    product: null,
    bands: [...scene.bands].map(([name, source]) => ({ name, file: fileOf(source, paths) })),
  }));
  const rejected = stac.rejected.map(({ id, error }) => ({ name: id, sentence: sentenceOf(error) }));
  const reading: LocalReading = {
    title,
    scenes: scenes.toSorted(byTime),
    questions: [],
    refused: [...told.refused, ...stac.refused, ...rejected],
    notes: [...stac.notes, ...told.notes],
  };
  return { reading, list: () => listOf(stac.scenes, reading, stac) };
}

let lists = 0;

function listOf(
  scenes: readonly Scene[],
  { title, refused, notes }: LocalReading,
  { attribution, synthetic }: Pick<SceneList, 'attribution' | 'synthetic'>,
): SceneList {
  const { scenes: newest, superseded } = newestEditions(scenes);
  const older = `${counted(superseded.length, 'scene')} left out: a newer making is among the files`;
  return {
    id: `local/${++lists}`,
    title,
    synthetic,
    attribution,
    scenes: inOrder(newest),
    rejected: refused.map(({ name, sentence }) => ({
      id: name,
      error: new BestpixelError('unsupported', sentence.replace(/\.$/, '')),
    })),
    notes: superseded.length > 0 ? [...notes, older] : notes,
  };
}

/** Oldest first, those without a date at the end. */
function byTime(a: LocalScene, b: LocalScene): number {
  return (a.datetime ?? Infinity) - (b.datetime ?? Infinity) || (a.id < b.id ? -1 : 1);
}

function nothingToShow(where: string): BestpixelError {
  return new BestpixelError('bad-input', 'none of the files can be shown', {
    where,
    remedy: 'Convert them as their sentences say, and open them again.',
  });
}
