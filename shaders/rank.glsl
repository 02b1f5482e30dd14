// Of two candidates, (scene index + 1, key) each: the higher key wins, and a tie goes to the later scene. 0, 0: nobody.
bool outranks(uvec2 a, uvec2 b) {
  return a.g > b.g || (a.g == b.g && a.r > b.r);
}
