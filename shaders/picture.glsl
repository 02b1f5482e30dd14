uniform highp usampler2D u_carried;
out vec4 color;

void main() {
  color = display(texelFetch(u_carried, ivec2(gl_FragCoord.xy), 0));
}
