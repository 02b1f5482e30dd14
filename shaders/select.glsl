// (winner's scene index + 1, its key); 0, 0: none yet.
uniform highp usampler2D u_selection;
out uvec2 selection;

// The result does not depend on the order in which scenes come, so arrays may be folded as they arrive.
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uvec2 best = texelFetch(u_selection, at, 0).rg;
  for (int layer = 0; layer < u_layers; layer++) {
    uint scene = sceneAt(layer);
    QUALITY_TYPE value;
    if (scene == 0u || !quality(ivec3(at, layer), value)) continue;
    uint key = orderKey(value);
    bool wins = best.r == 0u || key > best.g || (key == best.g && scene > best.r);
    if (wins) best = uvec2(scene, key);
  }
  selection = best;
}
