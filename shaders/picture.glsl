// The style's bands, which may lie in different carried textures, as a picture.
uniform highp usampler2D u_carried_0;
uniform highp usampler2D u_carried_1;
uniform highp usampler2D u_carried_2;
uniform ivec3 u_channels;
out vec4 color;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uvec4 a = texelFetch(u_carried_0, at, 0);
  uvec4 b = texelFetch(u_carried_1, at, 0);
  uvec4 c = texelFetch(u_carried_2, at, 0);
  uvec3 valid = uvec3(a.a >> u_channels.x, b.a >> u_channels.y, c.a >> u_channels.z) & 1u;
  uvec3 bits = uvec3(a[u_channels.x], b[u_channels.y], c[u_channels.z]);
  color = display(uvec4(bits, valid.x | valid.y << 1 | valid.z << 2));
}
