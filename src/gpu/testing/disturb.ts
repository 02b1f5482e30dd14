export const tests = [
  'BLEND',
  'CULL_FACE',
  'DEPTH_TEST',
  'STENCIL_TEST',
  'SCISSOR_TEST',
  'RASTERIZER_DISCARD',
] as const;

/** As hostile as a host can leave a context. */
export function disturb(gl: WebGL2RenderingContext): void {
  for (const test of tests) gl.enable(gl[test]);
  gl.blendFunc(gl.ZERO, gl.ZERO);
  gl.cullFace(gl.FRONT_AND_BACK);
  gl.depthFunc(gl.NEVER);
  gl.stencilFunc(gl.NEVER, 0, 255);
  gl.scissor(0, 0, 0, 0);
  gl.viewport(1, 1, 1, 1);
  gl.colorMask(false, false, false, false);
  gl.activeTexture(gl.TEXTURE5);
  const sampler = gl.createSampler();
  gl.samplerParameteri(sampler, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  for (let unit = 0; unit < 8; unit++) gl.bindSampler(unit, sampler);
  gl.bindVertexArray(gl.createVertexArray());
  gl.enableVertexAttribArray(0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (const name of ['PIXEL_UNPACK_BUFFER', 'PIXEL_PACK_BUFFER'] as const) {
    gl.bindBuffer(gl[name], gl.createBuffer());
    gl.bufferData(gl[name], 8, gl.STREAM_COPY);
  }
  for (const name of ['ROW_LENGTH', 'SKIP_PIXELS', 'SKIP_ROWS'] as const) {
    gl.pixelStorei(gl[`UNPACK_${name}`], 9);
    gl.pixelStorei(gl[`PACK_${name}`], 9);
  }
  gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, 50);
  gl.pixelStorei(gl.UNPACK_SKIP_IMAGES, 2);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 8);
  gl.pixelStorei(gl.PACK_ALIGNMENT, 8);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
}
