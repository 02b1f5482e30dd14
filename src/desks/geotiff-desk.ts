import { version } from '../../package.json';
import type { Layer } from '../engine/layer.ts';
import { BestpixelError, isAbort, notFetched } from '../errors.ts';
import { type Area, areaOfBounds } from '../export/geotiff/area.ts';
import type { GeotiffPlan } from '../export/geotiff/plan.ts';
import type { Spool } from '../export/geotiff/spool.ts';
import { isGeographic } from '../grid/crs.ts';
import type { Crs, LngLatBounds } from '../grid/grid.ts';
import type {
  AreaChoice,
  GeotiffDraft,
  GeotiffOutlook,
  GeotiffPort,
  GeotiffReport,
  LayerBands,
  SavingOptions,
} from '../ui/save/geotiff-port.ts';
import type { WarmReader } from '../raster/reader-pool.ts';
import type { Viewer } from '../viewer.ts';
import type { ScriptDeskParts } from './script-desk.ts';

interface Parts {
  readonly viewer: Viewer;
  readonly reader: Pick<WarmReader, 'holdTo'>;
  readonly scriptOf: ScriptDeskParts['scriptOf'];
}

type FolderPicker = (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;

/** Joins the GeoTIFF part of the Save panel to the engine. The viewer belongs to whoever made it. */
export class GeotiffDesk implements GeotiffPort {
  readonly #parts: Parts;
  /** A number for each image that a layer was of. */
  readonly #images = new WeakMap<object, number>();
  #lastImage = 0;
  /** Of the last download: the browser may still copy it. */
  #downloaded: Spool | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get layers(): GeotiffPort['layers'] {
    const { layers } = this.#parts.viewer.stage.engine;
    const told = layers.map(({ id, name, shown, node }) => ({
      id,
      name,
      shown,
      image: this.#numberOf(node),
    }));
    return told.toReversed();
  }

  get hasFolders(): boolean {
    return folderPicker() !== null;
  }

  on(_event: 'change', listener: () => void): () => void {
    return this.#parts.viewer.on('change', listener);
  }

  async limit(): Promise<number | null> {
    const { memoryLimit, spoolsOnDisk } = await fetchWork();
    return (await spoolsOnDisk()) ? null : memoryLimit;
  }

  async bandsOf(layer: string, area: AreaChoice, signal: AbortSignal): Promise<LayerBands> {
    const { savableBands } = await fetchWork();
    const of = { layer: this.#layer(layer), area: this.#areaOf(area), signal };
    return savableBands(this.#parts.viewer.stage.engine, of);
  }

  async outlook(draft: GeotiffDraft, signal: AbortSignal): Promise<GeotiffOutlook> {
    const { grid, nativeShare, bytesToRead, largestFile } = await this.#plan(draft, signal);
    const [a, b, , d, e] = grid.affine;
    return {
      width: grid.width,
      height: grid.height,
      crs: grid.crs.name,
      pixel: { width: Math.hypot(a, d), height: Math.hypot(b, e), unit: unitOf(grid.crs) },
      nativeShare,
      bytesToRead,
      fileBytes: largestFile,
    };
  }

  async save(
    draft: GeotiffDraft,
    where: 'folder' | 'downloads',
    options: SavingOptions,
  ): Promise<GeotiffReport> {
    // Browsers ask only while the press that led here counts.
    const folder = where === 'folder' ? await pickFolder() : null;
    const { asDownloads, freeName, intoFolder, openSpool, saveGeotiff } = await fetchWork();
    const plan = await this.#plan(draft, options.signal);
    const base = nameOf(plan);
    const name = folder ? await freeName(folder, base, ['.tif', '.json']) : base;
    const spool = await openSpool();
    const release = this.#parts.reader.holdTo(cachesWhileSaving);
    let keep = false;
    try {
      const destination = folder ? intoFolder(folder) : asDownloads;
      const script = this.#scriptOf(plan.choice.layer);
      const { engine } = this.#parts.viewer.stage;
      const saved = await saveGeotiff(engine, plan, {
        ...options,
        name,
        script,
        version,
        spool,
        destination,
      });
      keep = folder === null;
      return {
        name: `${name}.tif`,
        bytes: saved.bytes,
        ...saved.form,
        scenesUsed: saved.scenesUsed,
        failures: saved.failures.map(({ scene, sentence }) => ({ scene, sentence })),
      };
    } finally {
      release();
      if (keep) await this.#keep(spool);
      else await spool.dispose();
    }
  }

  viewBounds(): LngLatBounds {
    return this.#parts.viewer.stage.view.bounds;
  }

  async pickBox(signal: AbortSignal): ReturnType<GeotiffPort['pickBox']> {
    const place = await this.#parts.viewer.stage.view.pick('box', signal);
    if (place.type !== 'Point') return place;
    throw new BestpixelError('bad-input', 'this is no box', { remedy: 'Drag over the map.' });
  }

  async #keep(spool: Spool): Promise<void> {
    await this.#downloaded?.dispose();
    this.#downloaded = spool;
  }

  async #plan(draft: GeotiffDraft, signal: AbortSignal): Promise<GeotiffPlan> {
    const { planGeotiff } = await fetchWork();
    const layer = this.#layer(draft.layer);
    const { engine } = this.#parts.viewer.stage;
    return planGeotiff(engine, { ...draft, layer, area: this.#areaOf(draft.area) }, signal);
  }

  #areaOf(area: AreaChoice): Area {
    if (area.kind === 'view') return areaOfBounds(this.viewBounds());
    return { outline: area.outline, clip: area.kind === 'outline' };
  }

  #scriptOf(layer: Layer): string {
    const { viewer, scriptOf } = this.#parts;
    const { lng, lat } = viewer.map.getCenter();
    return scriptOf({ layers: [layer], camera: { lng, lat, zoom: viewer.map.getZoom() + 1 } });
  }

  #numberOf(node: object): number {
    const known = this.#images.get(node) ?? ++this.#lastImage;
    this.#images.set(node, known);
    return known;
  }

  #layer(id: string): Layer {
    const layer = this.#parts.viewer.stage.engine.layers.find((each) => each.id === id);
    if (layer) return layer;
    throw new BestpixelError('bad-input', 'this layer is gone', { where: id, remedy: 'Choose another one.' });
  }
}

/** Bytes: what is saved is read once, from block to neighbouring block. */
const cachesWhileSaving = 80 * 2 ** 20;

const fetchWork = () => import('../export/geotiff/geotiff.ts').catch(notFetched('what saves GeoTIFFs'));

function unitOf(crs: Crs): GeotiffOutlook['pixel']['unit'] {
  if (isGeographic(crs)) return '°';
  const inMetres = crs.proj4.startsWith('+proj') && !/\+units=(?!m\b)|\+to_meter=/.test(crs.proj4);
  return inMetres ? 'm' : 'units';
}

/** "bestpixel-best-2020-07-02_2020-08-28". */
function nameOf({ choice, scenes }: GeotiffPlan): string {
  const slug = choice.layer.name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  const times = scenes.map(({ datetime }) => datetime);
  const days = [Math.min(...times), Math.max(...times)]
    .filter(Number.isFinite)
    .map((time) => new Date(time).toISOString().slice(0, 10));
  const span = [...new Set(days)].join('_');
  return ['bestpixel', slug, span].filter(Boolean).join('-');
}

function folderPicker(): FolderPicker | null {
  const { showDirectoryPicker } = window as { showDirectoryPicker?: FolderPicker };
  return showDirectoryPicker?.bind(window) ?? null;
}

async function pickFolder(): Promise<FileSystemDirectoryHandle> {
  const pick = folderPicker();
  if (!pick) {
    throw new BestpixelError('unsupported', 'this browser writes no folders', {
      remedy: 'Save as a download.',
    });
  }
  try {
    return await pick({ mode: 'readwrite' });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new BestpixelError('bad-input', 'the browser does not give this folder', {
      remedy: 'Choose another one, or save as a download.',
      cause: error,
    });
  }
}
