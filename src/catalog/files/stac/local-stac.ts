import type { BandSource, Scene } from '../../../scene/scene.ts';
import { withoutSecrets } from '../../../net/url.ts';
import { readSceneList } from '../../item-collection.ts';
import { objectsOf, textOf } from '../../json.ts';
import { counted, named, sentenceOf } from '../sentences.ts';
import { nameOf } from '../draft.ts';
import type { LocalReading, OpenedFile } from '../local-files.ts';
import type { StacDocument } from './documents.ts';
import { FileIndex } from './file-index.ts';
import { fileAt, type Hrefs, noHrefs, withLocalHrefs, withoutMissing } from './local-hrefs.ts';

/** Scenes that opened STAC documents describe. */
export interface LocalStac {
  readonly scenes: readonly Scene[];
  readonly rejected: readonly { readonly id: string; readonly error: Error }[];
  readonly synthetic: boolean;
  readonly attribution: string;
  readonly refused: LocalReading['refused'];
  readonly notes: readonly string[];
  /** Opened files that hold bands of the scenes. */
  readonly used: ReadonlySet<Blob>;
}

/** The scenes of documents; of scenes with the same id the first is taken. */
export function readLocalStac(documents: readonly StacDocument[], files: readonly OpenedFile[]): LocalStac {
  const index = new FileIndex(files);
  const read = documents.map((document) => readDocument(document, index));
  const scenes = new Map<string, Scene>();
  const twice: string[] = [];
  for (const [at, { list }] of read.entries()) {
    let again = 0;
    for (const scene of list.scenes) {
      if (scenes.has(scene.id)) again++;
      else scenes.set(scene.id, scene);
    }
    if (again > 0)
      twice.push(`${again} of the items in ${nameOf(documents[at]!.path)} are in another document too`);
  }
  const all = [...scenes.values()];
  return {
    scenes: all,
    rejected: read.flatMap(({ list }) => list.rejected),
    synthetic: read.some(({ list }) => list.synthetic),
    attribution: [...new Set(read.map(({ list }) => list.attribution).filter(Boolean))].join(', '),
    refused: read.flatMap(({ refused }) => refused),
    notes: [
      ...new Set([...read.flatMap(({ list }) => list.notes ?? []), ...twice, ...addressNotes(all, read)]),
    ],
    used: new Set(all.flatMap(({ bands }) => [...bands.values()].flatMap(blobsOf))),
  };
}

interface ReadDocument {
  readonly list: Pick<LocalStac, 'scenes' | 'rejected' | 'synthetic' | 'attribution'> & {
    notes?: readonly string[];
  };
  readonly refused: LocalReading['refused'];
  readonly copies: ReadonlySet<OpenedFile>;
}

function readDocument(document: StacDocument, index: FileIndex): ReadDocument {
  try {
    return readItems(document, index);
  } catch (error) {
    const list = { scenes: [], rejected: [], synthetic: false, attribution: '' };
    return { list, refused: [{ name: document.path, sentence: sentenceOf(error) }], copies: new Set() };
  }
}

function readItems({ path, content, items }: StacDocument, index: FileIndex): ReadDocument {
  const hrefs = noHrefs();
  // Of a scheme that is not followed: nothing relative leads out of what was opened.
  const url = `file:///${encodeURI(path)}`;
  const local = objectsOf(items).map((item) => withLocalHrefs(item, { document: path, index, hrefs }));
  const read = (features: readonly unknown[]) =>
    readSceneList({ ...content, type: 'FeatureCollection', features }, { id: path, url });
  const first = hrefs.missing.size > 0 ? read(local) : null;
  const lost = first ? missingOf(first.scenes, hrefs) : [];
  const list = read(local.map(withoutMissing));
  const linked = missingLinks({ path, content, items }, index);
  return {
    // An item all of whose files are missing is told with them.
    list: {
      ...list,
      rejected: (first ?? list).rejected,
      scenes: list.scenes.map((scene) => withFiles(scene, hrefs)).filter(({ bands }) => bands.size > 0),
    },
    refused:
      [...lost, ...linked].length > 0
        ? [{ name: path, sentence: missingSentence([...lost, ...linked]) }]
        : [],
    copies: hrefs.copies,
  };
}

/** Files that would be bands, were they there. */
function missingOf(scenes: readonly Scene[], { missing }: Hrefs): string[] {
  const addresses = scenes.flatMap(({ bands }) => [...bands.values()].map(({ href }) => href));
  return [
    ...new Set(addresses.flatMap((href) => (typeof href === 'string' ? (missing.get(href) ?? []) : []))),
  ];
}

/** Documents that a catalog links to and that were not opened. */
function missingLinks({ path, content }: StacDocument, index: FileIndex): string[] {
  return objectsOf(content['links']).flatMap(({ rel, href }) => {
    const to = textOf(href, 8192);
    if (!to || (rel !== 'item' && rel !== 'child') || index.find(to, path)) return [];
    return [to];
  });
}

function missingSentence(names: readonly string[]): string {
  return `It names what is not among the opened files: ${named(names)}. Open the folder that holds all of it.`;
}

function withFiles(scene: Scene, hrefs: Hrefs): Scene {
  const bands = [...scene.bands].flatMap(([name, band]) => {
    const source = withFile(band, hrefs);
    return source ? [[name, source] as const] : [];
  });
  return { ...scene, bands: new Map(bands) };
}

/** Null for an address that is neither an opened file's nor an http one: documents may say anything. */
function withFile(band: BandSource, hrefs: Hrefs): BandSource | null {
  const { href, token, validWhere, ...rest } = band;
  const file = typeof href === 'string' ? fileAt(href, hrefs)?.file : href;
  if (!file && !/^https?:/i.test(href as string)) return null;
  const judge = validWhere && withFile(validWhere.source, hrefs);
  return {
    ...rest,
    href: file ?? href,
    // Signatures are for addresses.
    ...(!file && token !== undefined && { token }),
    ...(judge && { validWhere: { ...validWhere, source: judge } }),
  };
}

function blobsOf({ href, validWhere }: BandSource): Blob[] {
  return [...(typeof href === 'string' ? [] : [href]), ...(validWhere ? blobsOf(validWhere.source) : [])];
}

/** Who is spoken to, and who is not though a document names it. */
function addressNotes(scenes: readonly Scene[], read: readonly ReadDocument[]): string[] {
  const remote = new Map<string, Set<string>>();
  for (const { href } of scenes.flatMap(({ bands }) => [...bands.values()])) {
    if (typeof href !== 'string' || !URL.canParse(href)) continue;
    const { host } = new URL(href);
    remote.set(host, (remote.get(host) ?? new Set()).add(withoutSecrets(href)));
  }
  const copies = new Set(read.flatMap(({ copies }) => [...copies])).size;
  return [
    ...[...remote].map(
      ([host, files]) => `${counted(files.size, 'file')} will be read from ${host}, as the catalog says`,
    ),
    ...(copies > 0 ? [`${counted(copies, 'opened file')} taken for what the catalog names by address`] : []),
  ];
}

/** How a band's file is called on screen. */
export function fileOf({ href }: BandSource, paths: ReadonlyMap<Blob, string>): string {
  return typeof href === 'string' ? withoutSecrets(href) : (paths.get(href) ?? '');
}
