// Per pixel the lowest candidate that was struck out: in layer 0 its scene index + 1 (0: none was), in layer 1 its key.
// Whoever ranks above it was struck out before. Twin: src/compose/ceiling.ts.
uniform highp usampler2DArray u_ceiling;

uvec2 ceilingAt(ivec2 at) {
  return uvec2(texelFetch(u_ceiling, ivec3(at, 0), 0).r, texelFetch(u_ceiling, ivec3(at, 1), 0).r);
}
