import type { Browser } from 'playwright';
import { spreadOf, type Spread } from '../spread.ts';
import { gdal, pythonWithGdal, type Course } from './contestants.ts';
import { zone } from './place.ts';
import { raceGdal, raceOpenLayers, raceOurs } from './race.ts';
import { kilobytes, megabytes, seconds, type Row } from './report.ts';
import { area, areaBounds, areaByUs, bytesOfBlocks, hidden, many, use } from './rows.ts';
import type { Kind } from './scenes.ts';
import { sizesOf } from './sizes.ts';

interface BenchOptions {
  readonly browser: Browser;
  /** Of each contestant. */
  readonly runs: number;
  readonly course: (kind: Kind) => Course;
  /** Folder of the built app. */
  readonly app: string;
}

/** Fills the rows of the table, a part at a time. */
export class Bench {
  readonly rows: Row[] = [];
  readonly figures: Record<string, unknown> = {};
  readonly #browser: Browser;
  readonly #runs: number;
  readonly #course: (kind: Kind) => Course;
  readonly #app: string;
  readonly #python = pythonWithGdal();

  constructor({ browser, runs, course, app }: BenchOptions) {
    this.#browser = browser;
    this.#runs = runs;
    this.#course = course;
    this.#app = app;
  }

  async race(peers: boolean): Promise<void> {
    const course = this.#course('hard');
    const { needed, everything, winners } = bytesOfBlocks(course.folder);
    const ours = await raceOurs(course, this.#runs);
    const bytes = spreadOf(ours.finishes.map(({ bytes }) => bytes)).median;
    const lead = spreadOf(ours.finishes.map(({ firstPixel, firstFrame }) => firstPixel - firstFrame));
    this.figures['hard'] = { ours, needed, everything, winners };
    if (peers) {
      await this.#raceOpenLayers(course, ours.time);
      await this.#raceGdal(course, ours.time);
    }
    this.#add(
      `bytes, hard stack (${winners} scenes win)`,
      `everything ${megabytes(everything)}`,
      `${megabytes(bytes)}, ${differs(ours.agreement)}`,
      `≤ 1.15 × the ${megabytes(needed)} needed`,
      [bytes, 1.15 * needed],
    );
    const first = `${Math.round(lead.median)} ms`;
    this.#add('first pixels after the map’s first frame', null, first, '≤ 500 ms', [lead.median, 500]);
  }

  async #raceOpenLayers(course: Course, ours: Spread): Promise<void> {
    const [measure, goal] = ['navigation → finished mosaic', '≤ 1/25 of its time'];
    const them = await raceOpenLayers(course, this.#runs);
    this.figures['openLayers'] = them;
    if (!them) {
      const peer = `OpenLayers: not finished in ${course.patience / 1000} s`;
      return void this.rows.push({ measure, peer, ours: seconds(ours), goal, reached: null });
    }
    const peer = `OpenLayers ${seconds(them.time)}, ${megabytes(them.finishes[0]!.bytes)}, ${differs(them.agreement)}`;
    this.#add(measure, peer, seconds(ours), goal, [ours.median, them.time.median / 25]);
  }

  async #raceGdal(course: Course, ours: Spread): Promise<void> {
    const measure = 'the same';
    const goal = '≤ its time, as a whole process';
    if (!this.#python) return void this.rows.push(absent(measure, seconds(ours), goal));
    const them = await raceGdal(this.#python.command, course, this.#runs);
    this.figures['gdal'] = { ...them, version: this.#python.version };
    const peer = `GDAL ${this.#python.version} ${seconds(them.time)}, ${megabytes(them.finishes[0]!.bytes)}, ${differs(them.agreement)}`;
    this.#add(measure, peer, seconds(ours), goal, [ours.median, them.time.median]);
  }

  async bytes(): Promise<void> {
    const course = this.#course('easy');
    const { everything } = bytesOfBlocks(course.folder);
    const easy = await raceOurs(course, this.#runs);
    const bytes = spreadOf(easy.finishes.map(({ bytes }) => bytes)).median;
    this.figures['easy'] = { easy, everything };
    this.#add(
      'bytes, easy stack (the last 4 scenes are clear together)',
      `everything ${megabytes(everything)}`,
      `${megabytes(bytes)} in ${seconds(easy.time)}, ${differs(easy.agreement)}`,
      '≤ 0.3 × everything',
      [bytes, 0.3 * everything],
    );
    const unseen = await hidden(this.#course('hard'));
    this.#add('bytes of hidden layers', null, megabytes(unseen), '0', [unseen, 0]);
  }

  async use(): Promise<void> {
    const { tiles, toggle, rule } = await use(this.#browser, this.#course('hard'));
    this.figures['use'] = { tiles, toggle, rule };
    const toggled = `${toggle.bytes} bytes, ${toggle.select} passes, ${Math.round(toggle.ms)} ms`;
    this.#add('best → worst when both were seen', null, toggled, '0 bytes, no select pass', [
      toggle.bytes + toggle.select,
      0,
    ]);
    const ruled = `${rule.bytes} bytes, ${rule.select} passes for ${tiles} tiles, ${Math.round(rule.ms)} ms`;
    this.#add('new quality over resident bands', null, ruled, '0 bytes, one select pass per tile', [
      rule.bytes + Math.abs(rule.select - tiles),
      0,
    ]);
  }

  async many(): Promise<void> {
    const course = this.#course('easy');
    const few = await many(course, 16);
    const lots = await many(course, 512);
    this.figures['many'] = { few, lots };
    const of = (one: typeof few): string =>
      `${seconds(spreadOf([one.ms]))}, ${megabytes(one.bytes)}, ${one.requests} requests`;
    const goal = 'grows with scenes that can still win';
    this.#add('16 → 512 scenes, saturated by the last 16', null, `${of(few)} → ${of(lots)}`, goal, [
      lots.bytes,
      1.15 * few.bytes,
    ]);
    const budget = 512 * 2 ** 20;
    const held = `${(lots.gpuBytes / 2 ** 20).toFixed(0)} MiB`;
    this.#add('GPU bytes with 512 scenes', null, held, '≤ 512 MiB', [lots.gpuBytes, budget]);
  }

  async area(): Promise<void> {
    const course = this.#course('hard');
    const own = await areaByUs(course);
    const measure = `computePixels of ${(area.pixels * 10) / 1000} km at 10 m, ${area.scenes} scenes`;
    const ours = seconds(spreadOf([own.ms]));
    this.figures['area'] = { ours: own.ms };
    if (!this.#python) return void this.rows.push(absent(measure, ours, '≤ its time'));
    const raster = {
      scenes: area.scenes,
      bounds: areaBounds,
      width: area.pixels,
      height: area.pixels,
      crs: zone.code,
    };
    const { finish, winner } = await gdal(this.#python.command, course, raster);
    const different = winner.reduce((sum, scene, i) => sum + (scene === own.winner[i] ? 0 : 1), 0);
    this.figures['area'] = { ours: own.ms, gdal: finish, different };
    const peer = `GDAL ${seconds(spreadOf([finish.ms]))}`;
    this.#add(measure, peer, `${ours}, ${different} winners differ`, '≤ its time', [own.ms, finish.ms]);
  }

  sizes(): void {
    const { page, readers } = sizesOf(this.#app);
    this.figures['sizes'] = { page, readers };
    const most = { page: 400e3, readers: 120e3 };
    const measure = 'JavaScript before the first map, gzip';
    this.#add(measure, null, kilobytes(page), '≤ 400 kB', [page, most.page]);
    this.#add('the readers’ worker, gzip', null, kilobytes(readers), '≤ 120 kB', [readers, most.readers]);
  }

  #add(
    measure: string,
    peer: string | null,
    ours: string,
    goal: string,
    [found, most]: readonly [number, number],
  ): void {
    this.rows.push({ measure, peer, ours, goal, reached: found <= most });
  }
}

const differs = ({ compared, different }: { compared: number; different: number }): string =>
  `${different} of ${compared} winners differ`;

function absent(measure: string, ours: string, goal: string): Row {
  return { measure, peer: 'GDAL: absent', ours, goal, reached: null };
}
