// Gathered pixels (gather.glsl) as premultiplied colour; transparent where a shown band is masked or not gathered. Each
// channel may come from other carried pixels: mosaic() selects per band. Within one step of 8 bits of the twin,
// displayOnCpu in src/compose/display.ts, which tells what is defined:
// DISPLAY_BANDS 1: palette; 2: red and blue; 3: red, green and blue. DISPLAY_SOURCE: which band of its carried pixels each
// channel shows. DISPLAY_TYPE of each: 0 int, 1 uint, 2 float. DISPLAY_TOGETHER: all are carried by the same pixels.
// DISPLAY_LINEAR: all exponents are 1.
uniform highp usampler2D u_carried_0;
uniform highp usampler2D u_carried_1;
uniform highp usampler2D u_carried_2;
const ivec3 displaySource = ivec3(DISPLAY_SOURCE);
const ivec3 displayType = ivec3(DISPLAY_TYPE);
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
  uint bits = texel[displaySource[channel]];
  int type = displayType[channel];
  return type == 0 ? float(int(bits)) : type == 1 ? float(bits) : uintBitsToFloat(bits);
}

float displayChannel(uvec4 texel, int channel) {
  float value = displayValue(texel, channel);
  float stretched = (value - u_display_low[channel]) * u_display_slope[channel] + u_display_base[channel];
  float level = clamp(stretched, 0.0, 1.0);
#ifdef DISPLAY_LINEAR
  return level;
#else
  float exponent = u_display_exponent[channel];
  return exponent == 1.0 ? level : pow(level, exponent);
#endif
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
  return (texel.a >> uint(displaySource[channel]) & 1u) != 0u;
}

vec4 display(ivec2 at) {
  uvec4 a = texelFetch(u_carried_0, at, 0);
#ifdef DISPLAY_TOGETHER
  uvec4 b = a, c = a;
#else
  uvec4 b = texelFetch(u_carried_1, at, 0), c = texelFetch(u_carried_2, at, 0);
#endif
#if DISPLAY_BANDS == 1
  if (!displayHas(a, 0)) return vec4(0.0);
  vec3 color = displaySingle(a);
#elif DISPLAY_BANDS == 2
  if (!displayHas(a, 0) || !displayHas(b, 1)) return vec4(0.0);
  vec3 color = vec3(displayChannel(a, 0), 0.0, displayChannel(b, 1));
#else
  if (!displayHas(a, 0) || !displayHas(b, 1) || !displayHas(c, 2)) return vec4(0.0);
  vec3 color = vec3(displayChannel(a, 0), displayChannel(b, 1), displayChannel(c, 2));
#endif
  return vec4(color, 1.0) * u_display_opacity;
}
