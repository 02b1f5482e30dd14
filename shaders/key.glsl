// Maps values to uint32 so that a < b exactly where orderKey(a) < orderKey(b). Twin: src/compose/key.ts.

uint orderKey(uint v) {
  return v;
}

uint orderKey(int v) {
  return uint(v) ^ 0x80000000u;
}

// Of finite v. By bits: a comparison may flush denormals to zero.
uint orderKey(float v) {
  uint bits = floatBitsToUint(v);
  if (bits == 0x80000000u) bits = 0u; // -0 = +0
  return (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
}
