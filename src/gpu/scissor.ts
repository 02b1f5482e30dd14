/**
 * Runs `draw` with the scissor set to columns of the drawing buffer, and leaves it off and around all of it. The box
 * that was set before is not asked for: the answer waits for all that the GPU has still to do.
 */
export function scissored(
  gl: WebGL2RenderingContext,
  { from, to }: { from: number; to: number },
  draw: () => void,
): void {
  const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
  const [left, right] = [Math.round(from * width), Math.round(to * width)];
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(left, 0, Math.max(right - left, 0), height);
  try {
    draw();
  } finally {
    gl.scissor(0, 0, width, height);
    gl.disable(gl.SCISSOR_TEST);
  }
}
