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

// The layer of the scene that wins at a pixel; -1: it has none.
int layerOfWinner(ivec2 at) {
  uint winner = texelFetch(u_selection, at, 0).r;
  if (winner == 0u) return -1;
  for (int layer = 0; layer < u_layers; layer++) {
    if (sceneAt(layer) == winner) return layer;
  }
  return -1;
}

// BANDS

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int layer = u_apart == 1 ? layerOfWinner(at) : isHeld(ivec3(at, 0)) ? 0 : -1;
  if (layer < 0) discard;
  carried = bandsAt(ivec3(at, layer));
}
