import { spreadOf, type Spread } from '../spread.ts';
import {
  gdal,
  openLayers,
  ourAgreement,
  ours,
  viewRaster,
  type Course,
  type Finish,
  type OurFinish,
} from './contestants.ts';
import { view } from './place.ts';
import { agreement, type Agreement } from './truth.ts';

/** What one contestant did in several runs. */
export interface Result<T extends Finish = Finish> {
  readonly time: Spread;
  readonly finishes: readonly T[];
  /** With the winners that the files were made of, after the last run. */
  readonly agreement: Agreement;
}

/** So many runs of our page. */
export async function raceOurs(course: Course, runs: number): Promise<Result<OurFinish>> {
  const finishes: OurFinish[] = [];
  let found: Agreement = { compared: 0, different: 0 };
  for (let run = 1; run <= runs; run++) {
    const { finish, after } = await ours(course, (page) =>
      run < runs ? Promise.resolve(null) : ourAgreement(page, course),
    );
    finishes.push(finish);
    found = after ?? found;
  }
  return resultOf(finishes, found);
}

/** Null where it does not finish. */
export async function raceOpenLayers(course: Course, runs: number): Promise<Result | null> {
  const all: NonNullable<Awaited<ReturnType<typeof openLayers>>>[] = [];
  for (let run = 0; run < runs; run++) {
    const done = await openLayers(course);
    if (!done) return null;
    all.push(done);
  }
  return resultOf(
    all.map(({ finish }) => finish),
    all.at(-1)!.agreement,
  );
}

export async function raceGdal(python: string, course: Course, runs: number): Promise<Result> {
  const all: Awaited<ReturnType<typeof gdal>>[] = [];
  for (let run = 0; run < runs; run++) all.push(await gdal(python, course, viewRaster));
  const { winner } = all.at(-1)!;
  return resultOf(
    all.map(({ finish }) => finish),
    agreement(course.folder, (x, y) => winner[y * view.width + x]!),
  );
}

function resultOf<T extends Finish>(finishes: readonly T[], found: Agreement): Result<T> {
  return { time: spreadOf(finishes.map(({ ms }) => ms)), finishes, agreement: found };
}
