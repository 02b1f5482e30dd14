import { typeOfExpr } from '../compose/bounds.ts';
import { heldType } from '../compose/held-type.ts';
import { leafBands } from '../compose/glsl.ts';
import type { MadeBand, MadeBands, MadeSource } from '../compose/recipe.ts';
import { reducedType } from '../compose/reduce.ts';
import { unite, type Dtype } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { isMadeName } from './asked-images.ts';
import type { BandBook } from './band-book.ts';
import type { FailureLog } from './failures.ts';

/** Scenes, and the bands that are made for them. */
export interface Subject {
  readonly list: SceneList;
  readonly made?: MadeBands;
}

type TypeOfSource = (source: MadeSource) => Promise<Dtype>;

/** The type of a made band over some scenes of its list. */
export async function typeOfMade(
  band: MadeBand,
  { scenes, typeOf }: { readonly scenes: readonly number[]; readonly typeOf: TypeOfSource },
): Promise<Dtype> {
  if (band.kind === 'inside') return 'uint8';
  if (band.kind === 'value') return typeOfValues(band.values);
  const sources = new Map<MadeSource['image'], Map<string, MadeSource>>();
  for (const scene of scenes) {
    const source = band.sources[scene];
    if (!source) continue;
    const { image, band: name } = source;
    sources.set(image, (sources.get(image) ?? new Map<string, MadeSource>()).set(name, source));
  }
  const distinct = [...sources.values()].flatMap((byName) => [...byName.values()]);
  const types = await Promise.all(distinct.map(typeOf));
  return types.length === 0 ? 'uint8' : types.reduce(unite);
}

const known = new WeakMap<readonly (number | null)[], Dtype>();

/** One for all scenes, so that it does not depend on which of them meet a Grid. */
function typeOfValues(values: readonly (number | null)[]): Dtype {
  let type = known.get(values);
  if (!type) {
    const whole = values.every((value) => value === null || value === (value | 0));
    known.set(values, (type = whole ? 'int32' : 'float32'));
  }
  return type;
}

/** Which of a subject's scenes count, and the types of their file bands. */
export interface Reads {
  candidatesOf(list: SceneList): readonly number[];
  typesOfFiles(subject: Subject, bands: readonly string[]): Promise<ReadonlyMap<string, Dtype>>;
}

/** The types of images' bands; each image's band is asked for once. */
export class ImageTypes {
  readonly #reads: Reads;
  readonly #known = new Map<MadeSource['image'], Map<string, Promise<Dtype>>>();

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  /** Of expressions' bands in a subject. */
  async leavesOf(subject: Subject, bands: readonly string[]): Promise<Map<string, Dtype>> {
    const files = await this.#reads.typesOfFiles(
      subject,
      bands.filter((band) => !isMadeName(band)),
    );
    const types = await Promise.all(
      bands.map((band) => {
        const made = isMadeName(band) ? subject.made?.get(band) : undefined;
        return made ? this.#typeOfMade(subject, made) : files.get(band)!;
      }),
    );
    return new Map(bands.map((band, i) => [band, types[i] ?? 'uint8']));
  }

  typeOf({ image, band }: MadeSource): Promise<Dtype> {
    const types = this.#known.get(image) ?? new Map<string, Promise<Dtype>>();
    this.#known.set(image, types);
    let type = types.get(band);
    if (!type) types.set(band, (type = this.#typeOf({ image, band })));
    return type;
  }

  #typeOfMade({ list }: Subject, made: MadeBand): Promise<Dtype> {
    const scenes = this.#reads.candidatesOf(list);
    return typeOfMade(made, { scenes, typeOf: (source) => this.typeOf(source) });
  }

  async #typeOf({ image, band }: MadeSource): Promise<Dtype> {
    const subject = image.kind === 'mosaic' ? image.recipe : image.reduction;
    const expr = exprOf({ image, band });
    if (!expr || subject.list.scenes.length === 0) return 'uint8';
    const leaves = await this.leavesOf(subject, leafBands([expr]));
    const held = heldType(expr, leaves);
    if (image.kind === 'mosaic') return held;
    const count = this.#reads.candidatesOf(subject.list).length;
    return reducedType(image.reduction.reducer, { ...typeOfExpr(expr, leaves), held }, count);
  }
}

function exprOf({ image, band }: MadeSource): PixelExpr | undefined {
  const bands =
    image.kind === 'mosaic'
      ? image.recipe.selections.flatMap((selection) => selection.bands)
      : image.reduction.bands;
  return bands.find(({ name }) => name === band)?.expr;
}

/**
 * As `BandBook.typesOf`, made bands included: one type per band, in the order asked, and the scenes that can be read.
 * @param request.typeOf of images' bands; needed where the subject has some
 */
export async function typesOfBands(
  book: BandBook,
  request: {
    readonly bands: readonly string[];
    readonly scenes: readonly number[];
    readonly subject: Subject;
    readonly typeOf?: TypeOfSource;
    readonly asDeclared?: ReadonlySet<number>;
    readonly failures: FailureLog;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly types: Map<string, Dtype>; readonly readable: number[] }> {
  const { bands, scenes, subject, typeOf = needed, asDeclared, failures, signal } = request;
  const all: readonly Scene[] = subject.list.scenes;
  const made = bands.filter((band) => isMadeName(band) && subject.made?.has(band));
  const files = bands.filter((band) => !made.includes(band));
  const found = await book.typesOf({ bands: files, scenes, all, asDeclared, failures, signal });
  if (made.length === 0) return found;
  const { readable } = found;
  const madeTypes = await Promise.all(
    made.map((band) => typeOfMade(subject.made!.get(band)!, { scenes: readable, typeOf })),
  );
  const types = new Map(
    bands.map((band) => {
      const at = made.indexOf(band);
      return [band, at < 0 ? found.types.get(band)! : madeTypes[at]!] as const;
    }),
  );
  return { types, readable };
}

const needed: TypeOfSource = () => Promise.reject(new Error('images are not composed here'));
