import type { Budget } from '../budget.ts';
import { BestpixelError } from '../errors.ts';

export type ResourceKind = 'array' | 'target' | 'palette' | 'program' | 'mesh' | 'read' | 'triangle';

export interface Limits {
  /** Pixels along one side of a texture. */
  readonly textureSize: number;
  readonly arrayLayers: number;
  /** Textures one program can read. */
  readonly textureUnits: number;
}

/**
 * A context that somebody else owns (MapLibre, or whoever made the canvas), and the list of what lives in it. Once the
 * context is lost it stays lost for this host: objects do not come back with it, so a new host is made then.
 */
export class Host {
  readonly gl: WebGL2RenderingContext;
  readonly limits: Limits;
  readonly #budget: Budget;
  readonly #live = new Set<Resource>();
  readonly #drawable = new Map<string, number>();
  #lost = false;
  #disposed = false;

  constructor({ gl, budget }: { gl: WebGL2RenderingContext; budget: Budget }) {
    this.gl = gl;
    this.#budget = budget;
    this.check();
    this.limits = {
      textureSize: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
      arrayLayers: gl.getParameter(gl.MAX_ARRAY_TEXTURE_LAYERS) as number,
      textureUnits: gl.getParameter(gl.MAX_TEXTURE_IMAGE_UNITS) as number,
    };
    canvasOf(gl).addEventListener('webglcontextlost', this.#onLost);
  }

  readonly #onLost = (): void => {
    this.#lost = true;
  };

  get lost(): boolean {
    this.#lost ||= this.gl.isContextLost();
    return this.#lost;
  }

  /** Throws 'disposed' or 'context-lost'; called before anything is made, written, drawn or read. */
  check(): void {
    if (this.#disposed) throw new BestpixelError('disposed', 'this GPU session has ended');
    if (!this.lost) return;
    throw new BestpixelError('context-lost', 'the GPU context was lost', {
      remedy: 'It comes back by itself as a rule; else reload the page.',
    });
  }

  /** Throws 'too-large' where the GPU cannot hold such a texture, 'bad-input' for one without pixels. */
  checkSize({ width, height, layers = 1 }: { width: number; height: number; layers?: number }): void {
    const { textureSize, arrayLayers } = this.limits;
    if (!(Math.min(width, height, layers) >= 1)) {
      throw new BestpixelError('bad-input', `${width}×${height} pixels in ${layers} layers are no texture`);
    }
    if (Math.max(width, height) > textureSize) {
      throw new BestpixelError(
        'too-large',
        `${width}×${height} pixels are asked for and this GPU holds ${textureSize}×${textureSize}`,
        { remedy: 'Ask for fewer pixels at a time.' },
      );
    }
    if (layers <= arrayLayers) return;
    throw new BestpixelError(
      'too-large',
      `${layers} layers are asked for and this GPU holds ${arrayLayers} in one array`,
      { remedy: 'Set fewer layers per array.' },
    );
  }

  /** The framebuffer status of a format, asked once: asking waits for all that the GPU has still to do. */
  drawable(format: string, ask: () => number): number {
    let status = this.#drawable.get(format);
    if (status === undefined) this.#drawable.set(format, (status = ask()));
    return status;
  }

  add(resource: Resource): void {
    this.#live.add(resource);
    this.#budget.hold(`gpu ${resource.kind}`, resource.bytes);
  }

  /** False when it was gone already. */
  remove(resource: Resource): boolean {
    if (!this.#live.delete(resource)) return false;
    this.#budget.release(`gpu ${resource.kind}`, resource.bytes);
    return true;
  }

  /** Live objects by kind; kinds with none are left out. */
  counts(): Partial<Record<ResourceKind, number>> {
    const counts: Partial<Record<ResourceKind, number>> = {};
    for (const { kind } of this.#live) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }

  dispose(): void {
    for (const resource of this.#live) resource.dispose();
    canvasOf(this.gl).removeEventListener('webglcontextlost', this.#onLost);
    this.#disposed = true;
  }
}

/** Untyped in the library for workers; in a page it is the map's canvas. */
function canvasOf(gl: WebGL2RenderingContext): EventTarget {
  return (gl as unknown as { readonly canvas: EventTarget }).canvas;
}

/** Something that lives in the context. Whoever makes it frees it; the host frees what is left. */
export abstract class Resource {
  readonly kind: ResourceKind;
  readonly bytes: number;
  protected readonly host: Host;

  protected constructor(host: Host, kind: ResourceKind, bytes: number) {
    host.check();
    this.host = host;
    this.kind = kind;
    this.bytes = bytes;
  }

  /** The last line of a subclass' constructor: an object that failed to come up is never counted. */
  protected register(): void {
    this.host.add(this);
  }

  /** Frees it; again does nothing. Works on a lost context too, where there is nothing left to free. */
  dispose(): void {
    if (this.host.remove(this)) this.free();
  }

  protected abstract free(): void;
}

/** What a sampler uniform can read. */
export abstract class TextureResource extends Resource {
  abstract readonly texture: WebGLTexture;
}
