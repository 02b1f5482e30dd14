// (winner's scene index + 1, its key); 0, 0: none yet.
uniform highp usampler2D u_selection;
out uvec2 selection;

// The result does not depend on the order in which scenes come, so arrays may be folded as they arrive, and again.
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uvec2 best = texelFetch(u_selection, at, 0).rg;
  uvec2 ceiling = ceilingAt(at);
  for (int layer = 0; layer < u_layers; layer++) {
    uint scene = sceneAt(layer);
    QUALITY_TYPE value;
    if (scene == 0u || !quality(ivec3(at, layer), value)) continue;
    uvec2 candidate = uvec2(scene, orderKey(value));
    if (ceiling.r != 0u && !outranks(ceiling, candidate)) continue;
    if (outranks(candidate, best)) best = candidate;
  }
  selection = best;
}
