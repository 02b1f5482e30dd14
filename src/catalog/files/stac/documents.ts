import { isAbort } from '../../../errors.ts';
import { throwIfAborted } from '../../../net/abort.ts';
import { isObject, type Json, objectsOf } from '../../json.ts';
import { every } from '../every.ts';
import type { LocalReading, OpenedFile } from '../local-files.ts';
import { sentenceOf } from '../sentences.ts';

/** A STAC document among the opened files. */
export interface StacDocument {
  readonly path: string;
  readonly content: Json;
  /** What it holds: none for a Catalog or a Collection. */
  readonly items: readonly unknown[];
}

export interface StacDocuments {
  readonly documents: readonly StacDocument[];
  readonly refused: LocalReading['refused'];
}

/** Longer ones would stop the page for seconds. */
const mostBytes = 64 << 20;
const atOnce = 8;

/** The STAC documents among JSON files, those with most items first; other JSON is passed over. */
export async function readDocuments(
  files: readonly OpenedFile[],
  signal?: AbortSignal,
): Promise<StacDocuments> {
  const documents: StacDocument[] = [];
  const refused: { name: string; sentence: string }[] = [];
  await every(
    files,
    async ({ path, file }) => {
      if (file.size > mostBytes) {
        refused.push({ name: path, sentence: 'The JSON is larger than 64 MB: split it.' });
        return;
      }
      try {
        const document = documentOf(path, await parse(file));
        if (document) documents.push(document);
      } catch (error) {
        if (isAbort(error)) throw error;
        refused.push({ name: path, sentence: `The file cannot be read as JSON: ${sentenceOf(error)}` });
      }
      throwIfAborted(signal);
    },
    { most: atOnce, ...(signal && { signal }) },
  );
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return {
    documents: documents.toSorted((a, b) => b.items.length - a.items.length || byPath(a, b)),
    refused: refused.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

async function parse(file: File): Promise<unknown> {
  const text = await file.text();
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

function documentOf(path: string, content: unknown): StacDocument | null {
  if (!isObject(content)) return null;
  const { type } = content;
  if (type === 'Feature') return isItem(content) ? { path, content, items: [content] } : null;
  if (type === 'FeatureCollection') {
    const items = objectsOf(content['features']);
    return items.some(isItem) ? { path, content, items } : null;
  }
  // Older catalogs have no type.
  const isCatalog = type === 'Catalog' || type === 'Collection' || type === undefined;
  return isCatalog && 'stac_version' in content ? { path, content, items: [] } : null;
}

function isItem(feature: Json): boolean {
  return 'stac_version' in feature || isObject(feature['assets']);
}
