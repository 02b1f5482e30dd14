// The winner's bands as bits in r, g, b; in a: bit i set where band i is unmasked, bit 3 where they were read.
uniform highp usampler2D u_selection;
// 1: each scene has a layer of its own; 0: one layer holds at each pixel the bands of the scene that wins there.
uniform int u_apart;
out uvec4 carried;

uint bitsOf(uint v) {
  return v;
}

uint bitsOf(int v) {
  return uint(v);
}

uint bitsOf(float v) {
  return floatBitsToUint(v);
}

// BANDS

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uint winner = texelFetch(u_selection, at, 0).r;
  if (winner == 0u) discard;
  for (int layer = 0; layer < u_layers; layer++) {
    if (sceneAt(layer) != winner) continue;
    carried = bandsAt(ivec3(at, layer * u_apart));
    return;
  }
  discard;
}
