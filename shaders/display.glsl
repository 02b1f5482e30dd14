// Gathered pixels (gather.glsl) as premultiplied colour; transparent where a shown band is masked or not gathered. Each
// channel may come from other carried pixels: mosaic() selects per band. Within one step of 8 bits of the twin,
// displayOnCpu in src/compose/display.ts.
uniform highp usampler2D u_carried_0;
uniform highp usampler2D u_carried_1;
uniform highp usampler2D u_carried_2;
uniform int u_display_bands; // 1: palette; 2: red and blue; 3: red, green and blue
uniform ivec3 u_display_source; // which band of its carried pixels each channel shows
uniform ivec3 u_display_type; // 0 int, 1 uint, 2 float
uniform vec3 u_display_low;
uniform vec3 u_display_slope;
uniform vec3 u_display_base;
uniform vec3 u_display_exponent;
uniform float u_display_opacity;
uniform highp sampler2D u_display_palette;
uniform int u_display_classes; // values of a single band with colours of their own
uniform float u_display_class_values[16];
uniform vec3 u_display_class_colors[16];

float displayValue(uvec4 texel, int channel) {
  uint bits = texel[u_display_source[channel]];
  int type = u_display_type[channel];
  return type == 0 ? float(int(bits)) : type == 1 ? float(bits) : uintBitsToFloat(bits);
}

float displayChannel(uvec4 texel, int channel) {
  float value = displayValue(texel, channel);
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

vec3 displaySingle(uvec4 texel) {
  float value = displayValue(texel, 0);
  for (int i = 0; i < u_display_classes; i++) {
    if (value == u_display_class_values[i]) return u_display_class_colors[i];
  }
  return displayPalette(displayChannel(texel, 0));
}

bool displayHas(uvec4 texel, int channel) {
  return (texel.a >> uint(u_display_source[channel]) & 1u) != 0u;
}

// Of one texel for each channel; those beyond u_display_bands are passed over.
vec4 displayOf(uvec4 a, uvec4 b, uvec4 c) {
  bool shown = displayHas(a, 0) && (u_display_bands < 2 || displayHas(b, 1)) && (u_display_bands < 3 || displayHas(c, 2));
  if (!shown) return vec4(0.0);
  if (u_display_bands == 1) return vec4(displaySingle(a), 1.0) * u_display_opacity;
  vec3 color = vec3(displayChannel(a, 0), 0.0, 0.0);
  if (u_display_bands == 2) color.b = displayChannel(b, 1);
  if (u_display_bands == 3) color.gb = vec2(displayChannel(b, 1), displayChannel(c, 2));
  return vec4(color, 1.0) * u_display_opacity;
}

vec4 display(ivec2 at) {
  return displayOf(texelFetch(u_carried_0, at, 0), texelFetch(u_carried_1, at, 0), texelFetch(u_carried_2, at, 0));
}
