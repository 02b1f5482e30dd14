/** Runs `draw` with the scissor set to columns of the drawing buffer, and sets it as it was before. */
export function scissored(
  gl: WebGL2RenderingContext,
  { from, to }: { from: number; to: number },
  draw: () => void,
): void {
  const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
  const [left, right] = [Math.round(from * width), Math.round(to * width)];
  const was = gl.isEnabled(gl.SCISSOR_TEST);
  const [x, y, across, down] = gl.getParameter(gl.SCISSOR_BOX) as Int32Array;
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(left, 0, Math.max(right - left, 0), height);
  try {
    draw();
  } finally {
    gl.scissor(x!, y!, across!, down!);
    if (!was) gl.disable(gl.SCISSOR_TEST);
  }
}
