// A gathered texel (gather.glsl) as premultiplied colour; transparent where it is not gathered or a shown band is
// masked. Precise within one step of 8 bits; twin: displayOnCpu in src/compose/display.ts.
uniform int u_display_bands; // 1: palette; 2: red and blue; 3: red, green and blue
uniform ivec3 u_display_source; // which carried band each channel shows
uniform ivec3 u_display_type; // 0 int, 1 uint, 2 float
uniform vec3 u_display_low;
uniform vec3 u_display_slope;
uniform vec3 u_display_base;
uniform vec3 u_display_exponent;
uniform float u_display_opacity;
uniform highp sampler2D u_display_palette;

float displayChannel(uvec4 texel, int channel) {
  uint bits = texel[u_display_source[channel]];
  int type = u_display_type[channel];
  float value = type == 0 ? float(int(bits)) : type == 1 ? float(bits) : uintBitsToFloat(bits);
  float stretched = (value - u_display_low[channel]) * u_display_slope[channel] + u_display_base[channel];
  float level = clamp(stretched, 0.0, 1.0);
  float exponent = u_display_exponent[channel];
  return exponent == 1.0 ? level : pow(level, exponent);
}

vec3 displayPalette(float level) {
  int last = textureSize(u_display_palette, 0).x - 1;
  float at = level * float(last);
  int stop = int(at);
  vec3 below = texelFetch(u_display_palette, ivec2(stop, 0), 0).rgb;
  vec3 above = texelFetch(u_display_palette, ivec2(min(stop + 1, last), 0), 0).rgb;
  return mix(below, above, at - float(stop));
}

vec4 display(uvec4 texel) {
  uint needed = 8u;
  for (int i = 0; i < u_display_bands; i++) needed |= 1u << uint(u_display_source[i]);
  if ((texel.a & needed) != needed) return vec4(0.0);
  vec3 color = vec3(displayChannel(texel, 0), 0.0, 0.0);
  if (u_display_bands == 1) color = displayPalette(color.r);
  if (u_display_bands == 2) color.b = displayChannel(texel, 1);
  if (u_display_bands == 3) color.gb = vec2(displayChannel(texel, 1), displayChannel(texel, 2));
  return vec4(color, 1.0) * u_display_opacity;
}
