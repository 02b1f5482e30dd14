// A square of the map, filled with a part of a tile's pixels.
uniform vec3 u_part; // its left, top and side, in shares of the tile's side
in vec2 v_at; // 0 … 1 from the square's upper-left corner
out vec4 color;

void main() {
  ivec2 size = textureSize(u_carried_0, 0);
  vec2 at = u_part.xy + v_at * u_part.z;
  color = display(clamp(ivec2(at * vec2(size)), ivec2(0), size - 1));
}
