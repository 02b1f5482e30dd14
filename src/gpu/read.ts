import { BestpixelError } from '../errors.ts';
import type { Host } from './host.ts';
import { Resource } from './host.ts';
import { leave, plainPack } from './state.ts';
import type { Target } from './target.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ReadRequest {
  readonly target: Target;
  /** The whole target unless given. */
  readonly rect?: Rect;
  readonly signal?: AbortSignal;
}

const longestPause = 16;

/**
 * A target's pixels, row by row from the top, without stalling the caller: integer targets as four uint32 per pixel
 * (those a target lacks are 0, 0, 1), pictures as one word of R, G, B, A bytes. Timers drive it, not animation frames,
 * so it also ends in a hidden tab. Rejects as 'context-lost' or 'disposed', or when aborted.
 */
export async function readTarget(host: Host, request: ReadRequest): Promise<Uint32Array<ArrayBuffer>> {
  request.signal?.throwIfAborted();
  const read = new PendingRead(host, request);
  const pending = pendingOf(host).add(read);
  try {
    // Browsers hand out the pixels of one read only once every read begun since is done: sooner, the page would stall.
    for (let wait = 1; ![...pending].every((each) => each.ready()); wait = Math.min(2 * wait, longestPause)) {
      await pause(wait, request.signal);
    }
    return read.take();
  } finally {
    pending.delete(read);
    read.dispose();
  }
}

const reads = new WeakMap<Host, Set<PendingRead>>();

function pendingOf(host: Host): Set<PendingRead> {
  let pending = reads.get(host);
  if (!pending) reads.set(host, (pending = new Set()));
  return pending;
}

class PendingRead extends Resource {
  readonly #buffer: WebGLBuffer;
  readonly #fence: WebGLSync;

  constructor(host: Host, { target, rect }: ReadRequest) {
    const { x, y, width, height } = rect ?? { x: 0, y: 0, width: target.width, height: target.height };
    const picture = target.targetKind === 'picture';
    super(host, 'read', width * height * (picture ? 4 : 16));
    const { gl } = host;
    this.#buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, this.bytes, gl.STREAM_READ);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    plainPack(gl);
    if (picture) gl.readPixels(x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
    else gl.readPixels(x, y, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    leave(gl);
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) {
      gl.deleteBuffer(this.#buffer);
      host.check();
      throw new BestpixelError('context-lost', 'the GPU gave no answer');
    }
    this.#fence = fence;
    gl.flush();
    this.register();
  }

  ready(): boolean {
    this.host.check();
    const { gl } = this.host;
    const state = gl.clientWaitSync(this.#fence, 0, 0);
    if (state === gl.WAIT_FAILED) {
      this.host.check();
      throw new BestpixelError('context-lost', 'the GPU stopped answering');
    }
    return state !== gl.TIMEOUT_EXPIRED;
  }

  take(): Uint32Array<ArrayBuffer> {
    const { gl } = this.host;
    const words = new Uint32Array(this.bytes / 4);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, words);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    // A context lost meanwhile leaves zeros, which must not pass for pixels.
    this.host.check();
    return words;
  }

  protected free(): void {
    this.host.gl.deleteSync(this.#fence);
    this.host.gl.deleteBuffer(this.#buffer);
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
