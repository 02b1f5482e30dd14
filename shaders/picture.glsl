out vec4 color;

void main() {
  color = display(ivec2(gl_FragCoord.xy));
}
