/** Pixels along a side that a context draws at most. */
export function largestSide(gl: WebGL2RenderingContext): number {
  const [width, height] = gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Int32Array;
  const sides = [gl.MAX_TEXTURE_SIZE, gl.MAX_RENDERBUFFER_SIZE].map(
    (name) => gl.getParameter(name) as number,
  );
  return Math.min(...sides, width!, height!);
}
