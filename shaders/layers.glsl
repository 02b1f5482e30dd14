// Which scene each layer holds, as its index + 1; 0: none that takes part. Four to a vector, LAYERS / 4 vectors.
uniform uvec4 u_scenes[LAYERS / 4];
uniform int u_layers;

uint sceneAt(int layer) {
  return u_scenes[layer >> 2][layer & 3];
}
