import type { ComposedSquare } from '../../engine/compose-square.ts';

/** Pixels that each scene won, by its index. */
export class WonCounts {
  readonly #counts = new Map<number, number>();

  add({ scene }: ComposedSquare, inside: Uint8Array | null): void {
    scene.forEach((index, pixel) => {
      if (index < 0 || inside?.[pixel] === 0) return;
      this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
    });
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  of(index: number): number {
    return this.#counts.get(index) ?? 0;
  }
}
