// Nobody wins where the winner is not below the ceiling.
uniform highp usampler2D u_selection;
out uvec2 selection;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uvec2 best = texelFetch(u_selection, at, 0).rg;
  uvec2 ceiling = ceilingAt(at);
  selection = ceiling.r == 0u || outranks(ceiling, best) ? best : uvec2(0u);
}
