import { BestpixelError } from '../errors.ts';

interface CanvasLike {
  getContext(kind: 'webgl2', attributes?: WebGLContextAttributes): WebGL2RenderingContext | null;
}

/** The canvas' WebGL2 context, or a 'no-webgl2' error that says what is missing and what to do. */
export function requireWebGL2(
  canvas: CanvasLike,
  attributes?: WebGLContextAttributes,
): WebGL2RenderingContext {
  if (typeof WebGL2RenderingContext === 'undefined') {
    throw new BestpixelError('no-webgl2', 'this browser has no WebGL2, which composes the mosaics', {
      remedy: 'Open the page in a current Chrome, Edge, Firefox or Safari.',
    });
  }
  const gl = canvas.getContext('webgl2', attributes);
  if (gl) return gl;
  throw new BestpixelError('no-webgl2', 'this browser has WebGL2 but could not start it', {
    remedy:
      'Turn on hardware acceleration in the browser settings, update the graphics driver, and close other pages that use the GPU; then reload.',
  });
}
