import { BestpixelError, isAbort } from '../errors.ts';
import { nameOf } from '../raster/byte-source.ts';
import type { BandInfo, Reader } from '../raster/reader.ts';
import { notRead } from '../raster/resident.ts';
import { SharedTasks } from '../net/shared-task.ts';
import { shiftedType, unite, type Dtype } from '../dtype.ts';
import { apply, smallestStep } from '../grid/affine.ts';
import type { BandSource, Extent, Scene } from '../scene/scene.ts';
import type { FailureLog } from './failures.ts';

type Described = Pick<Reader, 'describe' | 'forgetFailures'>;

/** By their hrefs. */
export type Files = ReadonlySet<BandSource['href']>;

/**
 * What the headers of bands say, asked once; a header that failed is not asked again before `forgetFailures`, and one of
 * a file that changed is asked again then.
 */
export class BandBook {
  readonly #reader: Described;
  readonly #known = new Map<BandSource, BandInfo>();
  readonly #failed = new Map<BandSource, BestpixelError>();
  #changed = new Set<BandSource['href']>();
  #believes = true;
  readonly #asking = new SharedTasks<BandSource, BandInfo>();

  constructor(reader: Described) {
    this.#reader = reader;
  }

  async describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    const known = this.#known.get(source);
    if (known) return known;
    const failed = this.#failed.get(source);
    if (failed) throw failed;
    return this.#asking.run(source, (ended) => this.#ask(source, ended), signal);
  }

  /** What a header said, if it was asked for. */
  known(source: BandSource): BandInfo | null {
    return this.#known.get(source) ?? null;
  }

  /** True for a band of a file that was not described yet. */
  isNew({ bands }: Scene, band: string): boolean {
    const source = bands.get(band);
    return source !== undefined && this.#isNew(source);
  }

  #isNew(source: BandSource): boolean {
    return !this.#known.has(source) && !this.#failed.has(source);
  }

  /** Whether the types and extents that catalogs declare are taken for those of files whose headers were not read. */
  get believes(): boolean {
    return this.#believes;
  }

  /** A file was of another type, or elsewhere, than declared: from now on headers alone tell. */
  distrust(): void {
    this.#believes = false;
  }

  /** What it knows already, for those who must not ask: what it does not know fails as 'not-read', for them alone. */
  resident(): BandBook {
    const describe: Reader['describe'] = ({ href }) => Promise.reject(notRead(nameOf(href)));
    const book = new BandBook({ describe, forgetFailures: () => {} });
    for (const [source, info] of this.#known) book.#known.set(source, info);
    for (const [source, error] of this.#failed) book.#failed.set(source, error);
    return book;
  }

  async #ask(source: BandSource, signal: AbortSignal): Promise<BandInfo> {
    try {
      const info = await this.#reader.describe(source, signal);
      this.#known.set(source, info);
      if (source.extent && !isSameExtent(source.extent, info)) this.distrust();
      return info;
    } catch (error) {
      if (error instanceof BestpixelError && error.tag !== 'disposed') this.#failed.set(source, error);
      this.suspect(source, error);
      throw error;
    }
  }

  /** Told what a read of a band failed with: its file may have changed. */
  suspect(source: BandSource, error: unknown): void {
    if (!(error instanceof BestpixelError) || error.tag !== 'changed') return;
    for (const href of filesOf(source)) this.#changed.add(href);
  }

  /** What there is to remark on the files of these bands, as far as they were read. */
  notesOn(scenes: readonly Scene[], bands: readonly string[]): string[] {
    const notes = new Set<string>();
    for (const scene of scenes) {
      for (const band of bands) {
        const source = scene.bands.get(band);
        const info = source && this.#known.get(source);
        for (const note of info?.notes ?? []) notes.add(note);
      }
    }
    return [...notes];
  }

  /** Gives the files that changed: what was read of them so far is of their past. */
  forgetFailures(): Files {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#failed.clear();
    for (const source of this.#known.keys()) if (isIn(changed, source)) this.#known.delete(source);
    this.#reader.forgetFailures();
    return changed;
  }

  /**
   * One type per band that holds the values of all scenes that can be read. Scenes that lack a band or whose header
   * cannot be read go to `failures`; `readable` are the others, in order. Of scenes in `asDeclared` no header is asked
   * for while catalogs are believed and declare the type.
   */
  async typesOf(request: {
    readonly bands: readonly string[];
    readonly scenes: readonly number[];
    readonly all: readonly Scene[];
    readonly asDeclared?: ReadonlySet<number>;
    readonly failures: FailureLog;
    readonly signal?: AbortSignal;
  }): Promise<{ readonly types: Map<string, Dtype>; readonly readable: number[] }> {
    const { bands, scenes, all, asDeclared, failures, signal } = request;
    const described = await Promise.all(
      scenes.map((index) => {
        const believed = this.#believes && asDeclared?.has(index) === true;
        return this.#describeScene(all[index]!, { bands, believed, failures, signal });
      }),
    );
    const types = new Map<string, Dtype>();
    for (const band of bands) types.set(band, 'uint8');
    const seen = new Set<string>();
    for (const infos of described) {
      if (!infos) continue;
      bands.forEach((band, i) => {
        const info = infos[i]!;
        if (info === 'masked') return;
        const { dtype } = info;
        types.set(band, seen.has(band) ? unite(types.get(band)!, dtype) : dtype);
        seen.add(band);
      });
    }
    return { types, readable: scenes.filter((_, i) => described[i] !== null) };
  }

  async #describeScene(
    scene: Scene,
    {
      bands,
      believed,
      failures,
      signal,
    }: {
      readonly bands: readonly string[];
      readonly believed: boolean;
      readonly failures: FailureLog;
      readonly signal?: AbortSignal;
    },
  ): Promise<(Pick<BandInfo, 'dtype'> | 'masked')[] | null> {
    const infos = await Promise.all(
      bands.map(async (band) => {
        if (scene.lacking?.has(band)) return 'masked';
        try {
          const source = bandOf(scene, band);
          const declared = believed && this.#isNew(source) ? source.dtype : undefined;
          if (declared) return { dtype: shiftedType(declared, source.shift) };
          return await this.describe(source, signal);
        } catch (error) {
          if (isAbort(error)) throw error;
          failures.add(scene, band, error);
          return null;
        }
      }),
    );
    return infos.every((info) => info !== null) ? infos : null;
  }
}

/** True where opposite corners lie within half a pixel of each other. */
function isSameExtent(declared: Extent, found: Extent): boolean {
  const [there, here] = [declared, found].map(({ affine, width, height }) => [
    ...apply(affine, 0, 0),
    ...apply(affine, width, height),
  ]);
  const near = Math.min(smallestStep(declared.affine), smallestStep(found.affine)) / 2;
  return there!.every((at, i) => Math.abs(at - here![i]!) <= near);
}

/** True where a scene takes one of the files. */
export function takesOneOf(files: Files, { bands }: Scene): boolean {
  return files.size > 0 && [...bands.values()].some((source) => isIn(files, source));
}

function isIn(files: Files, source: BandSource): boolean {
  return filesOf(source).some((href) => files.has(href));
}

/** The band's own file, and those that say where it is valid. */
function filesOf({ href, validWhere }: BandSource): BandSource['href'][] {
  return validWhere ? [href, ...filesOf(validWhere.source)] : [href];
}

/** @throws BestpixelError 'missing-band' */
export function bandOf(scene: Scene, band: string): BandSource {
  const source = scene.bands.get(band);
  if (source) return source;
  throw new BestpixelError('missing-band', `the scene has no band '${band}'`, {
    where: scene.id,
    remedy: `It has ${[...scene.bands.keys()].join(', ') || 'no bands'}; the other scenes compose without it.`,
  });
}
