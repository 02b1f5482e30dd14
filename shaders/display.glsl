// A gathered texel (gather.glsl) as premultiplied colour: its r, g, b are the style's bands in order. Transparent where a
// shown band is masked or nothing was gathered. Within one step of 8 bits of displayOnCpu in src/compose/display.ts.
uniform int u_display_bands; // 1: palette; 2: red and blue; 3: red, green and blue
uniform ivec3 u_display_type; // 0 int, 1 uint, 2 float
uniform vec3 u_display_low;
uniform vec3 u_display_slope;
uniform vec3 u_display_base;
uniform vec3 u_display_exponent;
uniform float u_display_opacity;
uniform highp sampler2D u_display_palette;

float displayChannel(uvec4 texel, int channel) {
  uint bits = texel[channel];
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
  uint shown = (1u << uint(u_display_bands)) - 1u;
  if ((texel.a & shown) != shown) return vec4(0.0);
  vec3 color = vec3(displayChannel(texel, 0), 0.0, 0.0);
  if (u_display_bands == 1) color = displayPalette(color.r);
  if (u_display_bands == 2) color.b = displayChannel(texel, 1);
  if (u_display_bands == 3) color.gb = vec2(displayChannel(texel, 1), displayChannel(texel, 2));
  return vec4(color, 1.0) * u_display_opacity;
}
