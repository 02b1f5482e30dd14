import { groupBy, type LocalTiff, stemOf } from './draft.ts';
import { isBandWord, type PlainName, readPlainName } from './names/plain-name.ts';
import { joined, restOf, type Word, without, wordsOfAll } from './names/words.ts';
import { byPlace } from './same-place.ts';

/** A file whose name was taken apart. */
interface Part {
  readonly tiff: LocalTiff;
  readonly name: PlainName;
  /** What the name says but for date and tile. */
  readonly words: readonly Word[];
}

/** Files that are bands of one scene, by what their names have in common. */
export interface PlainScene {
  readonly id: string;
  readonly datetime: number | null;
  readonly dateFrom: 'name' | 'tags' | null;
  /** What tells the file from the scene's others: empty where nothing does. */
  readonly files: readonly { readonly tiff: LocalTiff; readonly key: string }[];
}

/**
 * Scenes from names in general: files of one date and place are one scene, and the words in which they differ are its
 * bands. Files without a date in their names are one scene where they differ by words that are hardly ever anything but
 * bands, and else each its own.
 */
export function plainScenes(tiffs: readonly LocalTiff[]): readonly PlainScene[] {
  const parts = partsOf(tiffs);
  const dated = parts.filter(({ name }) => name.time !== null);
  const undated = parts.filter(({ name }) => name.time === null);
  return withUniqueIds([...datedScenes(dated), ...undatedScenes(undated)]);
}

function partsOf(tiffs: readonly LocalTiff[]): Part[] {
  const named = tiffs.map((tiff) => ({ tiff, name: readPlainName(tiff.path) }));
  // A pixel size is said only where it tells files apart.
  const keys = new Set(
    named.map(({ name }) => JSON.stringify([name.time, name.tile, name.folder, name.before, name.after])),
  );
  const saysMetres = keys.size < named.length;
  return named.map(({ tiff, name }) => {
    const after = saysMetres && name.metres ? [...name.after, name.metres] : name.after;
    const side = (texts: readonly string[], after: boolean): Word[] => texts.map((text) => ({ text, after }));
    return { tiff, name, words: [...side(name.before, false), ...side(after, true)] };
  });
}

function datedScenes(parts: readonly Part[]): PlainScene[] {
  const common = wordsOfAll(parts);
  const clusters = [...groupBy(parts, ({ name }) => JSON.stringify([name.time, name.tile])).values()].flatMap(
    byPlace,
  );
  const keys = new Map<Part, string>();
  for (const cluster of clusters.filter(({ length }) => length > 1)) {
    const shared = [...common, ...wordsOfAll(cluster)];
    for (const part of cluster) keys.set(part, joined(without(part, shared)));
  }
  const bands = new Set(keys.values());
  const single = clusters.filter(({ length }) => length === 1).map(([part]) => part!);
  const rests = single.map((part) => restOf(part, common));
  single.forEach((part, at) => {
    keys.set(part, tellScenes(bands, rests) ? '' : longestKnown(rests[at]!, bands));
  });
  const all = joinedRest(common);
  const keyOf = (part: Part): string => keys.get(part) || all;
  return clusters.flatMap((cluster) =>
    apart(cluster, keyOf).map((files) => sceneOf(files, keyOf, { time: files[0]!.name.time, from: 'name' })),
  );
}

function undatedScenes(parts: readonly Part[]): PlainScene[] {
  const bandWords = ({ words }: Part): readonly Word[] =>
    words.slice(words.findLastIndex(({ text }) => !isBandWord(text)) + 1);
  const keyOf = (part: Part): string => joined(bandWords(part));
  const place = (part: Part): string => {
    const { name, words, tiff } = part;
    const bands = bandWords(part).length;
    const own = bands === 0 ? tiff.path : joined(words.slice(0, words.length - bands));
    return JSON.stringify([name.folder, name.tile, bands > 0, own]);
  };
  return [...groupBy(parts, place).values()]
    .flatMap(byPlace)
    .flatMap((cluster) => apart(cluster, keyOf))
    .map((files) => {
      const times = files.flatMap(({ tiff }) => tiff.info.datetime ?? []);
      const date = times.length > 0 ? { time: Math.min(...times), from: 'tags' as const } : null;
      const scene = sceneOf(files, keyOf, date);
      const [first] = files;
      return keyOf(first!) === '' ? { ...scene, id: stemOf(first!.tiff.path) } : scene;
    });
}

/** What all files say: with one band alone, its name. */
function joinedRest(common: readonly Word[]): string {
  return restOf({ words: common }, []);
}

/** Where every file has a remainder of its own, and none is a band's, remainders tell scenes apart. */
function tellScenes(bands: ReadonlySet<string>, rests: readonly string[]): boolean {
  if (bands.size > 0 || rests.length < 2 || new Set(rests).size < rests.length) return false;
  return !rests.some((text) => text.split('_').some(isBandWord));
}

/** The end of the text that is a band elsewhere, else the text. */
function longestKnown(text: string, bands: ReadonlySet<string>): string {
  const words = text.split('_');
  const ends = words.map((_, from) => words.slice(from).join('_'));
  return ends.find((end) => bands.has(end)) ?? text;
}

/** Two files of one band are not one scene: then each folder has its own. */
function apart(cluster: readonly Part[], keyOf: (part: Part) => string): Part[][] {
  const isWhole = (parts: readonly Part[]): boolean => new Set(parts.map(keyOf)).size === parts.length;
  if (isWhole(cluster)) return [[...cluster]];
  return [...groupBy(cluster, ({ name }) => name.folder).values()].flatMap((parts) =>
    isWhole(parts) ? [parts] : parts.map((part) => [part]),
  );
}

function sceneOf(
  files: readonly Part[],
  keyOf: (part: Part) => string,
  date: { readonly time: number | null; readonly from: 'name' | 'tags' } | null,
): PlainScene {
  return {
    id: idOf(files, keyOf),
    datetime: date?.time ?? null,
    dateFrom: date?.from ?? null,
    files: files.map((part) => ({ tiff: part.tiff, key: keyOf(part) })),
  };
}

/** The files' names but for what tells them apart. */
function idOf(files: readonly Part[], keyOf: (part: Part) => string): string {
  const [first] = files as [Part, ...Part[]];
  const { date, tile, folder } = first.name;
  const key = keyOf(first).split('_');
  const shared = wordsOfAll(files).filter(({ text }) => !key.includes(text));
  const side = (after: boolean): string[] =>
    shared.filter((word) => word.after === after).map(({ text }) => text);
  const id = [tile, ...side(false), date, ...side(true)].filter(Boolean).join('_');
  return id || folder.split('/').at(-1) || stemOf(first.tiff.path);
}

function withUniqueIds(scenes: readonly PlainScene[]): PlainScene[] {
  const taken = new Set<string>();
  return scenes.map((scene) => {
    let { id } = scene;
    for (let number = 2; taken.has(id); number++) id = `${scene.id} (${number})`;
    taken.add(id);
    return { ...scene, id };
  });
}
