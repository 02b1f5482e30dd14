/**
 * The context is shared, so nothing is assumed of its state. Every call leaves no framebuffer, vertex array, program or
 * pixel buffer bound, texture unit 0 active and unpack alignment 4; passes and clears also leave the tests below off and
 * all colours writable. Viewport, pixel store and texture bindings stay as they fell: a host that caches its state marks
 * it dirty, as MapLibre does around custom layers. `Mesh.draw` alone keeps to what the host has set.
 */
const tests = [
  'BLEND',
  'CULL_FACE',
  'DEPTH_TEST',
  'STENCIL_TEST',
  'SCISSOR_TEST',
  'RASTERIZER_DISCARD',
  'SAMPLE_ALPHA_TO_COVERAGE',
  'SAMPLE_COVERAGE',
] as const;

/** Every fragment is written, unchanged. */
export function plainRaster(gl: WebGL2RenderingContext): void {
  for (const test of tests) gl.disable(gl[test]);
  gl.colorMask(true, true, true, true);
}

/** Array data is read tightly packed, top row first, as it is. */
export function plainUnpack(gl: WebGL2RenderingContext): void {
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_IMAGES, 0);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

export function plainPack(gl: WebGL2RenderingContext): void {
  gl.pixelStorei(gl.PACK_ALIGNMENT, 4);
  gl.pixelStorei(gl.PACK_ROW_LENGTH, 0);
  gl.pixelStorei(gl.PACK_SKIP_PIXELS, 0);
  gl.pixelStorei(gl.PACK_SKIP_ROWS, 0);
}

export function leave(gl: WebGL2RenderingContext): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.bindVertexArray(null);
  gl.useProgram(null);
  gl.activeTexture(gl.TEXTURE0);
}
