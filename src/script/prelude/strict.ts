export function strict<T>(value: T): T {
  return value;
}
