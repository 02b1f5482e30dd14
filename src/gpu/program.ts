import type { ProgramInfo } from 'twgl.js';
import { createProgramInfo } from 'twgl.js';
import { BestpixelError } from '../errors.ts';
import type { Host } from './host.ts';
import { Resource } from './host.ts';

export interface ProgramSources {
  /** GLSL ES 3.00, whole. */
  readonly vertex: string;
  readonly fragment: string;
  /** What it does, for error messages. */
  readonly label: string;
}

/** A linked program and its uniforms: whole or absent. */
export class Program extends Resource {
  readonly info: ProgramInfo;
  readonly label: string;

  constructor(host: Host, { vertex, fragment, label }: ProgramSources) {
    super(host, 'program', 0);
    const { gl } = host;
    const info = link(gl, [vertex, fragment]);
    if (typeof info === 'string') {
      host.check();
      throw new BestpixelError('shader', `the graphics driver rejected the program for ${label}`, {
        remedy: 'Update the browser and the graphics driver, or try a simpler expression.',
        cause: info,
      });
    }
    // Attached shaders live until their program goes.
    for (const shader of gl.getAttachedShaders(info.program) ?? []) gl.deleteShader(shader);
    this.info = info;
    this.label = label;
    this.register();
  }

  protected free(): void {
    this.host.gl.deleteProgram(this.info.program);
  }
}

/** The program and its uniforms, or the driver's log; what was made for a failure is deleted. */
function link(gl: WebGL2RenderingContext, sources: string[]): ProgramInfo | string {
  const log: string[] = [];
  const info: ProgramInfo | undefined = createProgramInfo(gl, sources, {
    attribLocations: { a_pos: 0 }, // where Mesh has its positions
    errorCallback: (message: string) => log.push(message),
  });
  return info?.program ? info : log.join('\n');
}

const idleKept = 32;

/** Programs by source text. Those in nobody's use are kept for the next who asks, up to a number. */
export class ProgramCache {
  readonly #host: Host;
  readonly #entries = new Map<string, { readonly program: Program; users: number }>();

  constructor(host: Host) {
    this.#host = host;
  }

  take(sources: ProgramSources): Program {
    this.#host.check();
    const key = `${sources.vertex}\0${sources.fragment}`;
    const entry = this.#entries.get(key) ?? { program: new Program(this.#host, sources), users: 0 };
    entry.users++;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.program;
  }

  giveBack(program: Program): void {
    const entry = [...this.#entries.values()].find((entry) => entry.program === program);
    if (!entry) return;
    entry.users--;
    const idle = [...this.#entries].filter(([, { users }]) => users <= 0);
    for (const [key, { program }] of idle.slice(0, -idleKept)) {
      this.#entries.delete(key);
      program.dispose();
    }
  }
}
