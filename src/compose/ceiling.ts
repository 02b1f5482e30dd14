/** A candidate at one pixel: index + 1 of its scene (0: nobody), and its key. */
export interface Candidate {
  readonly scene: number;
  readonly key: number;
}

/** True where `a` wins over `b`: a higher key, or the same and a later scene. Twin of shaders/rank.glsl. */
export function outranks(a: Candidate, b: Candidate): boolean {
  return a.key > b.key || (a.key === b.key && a.scene > b.scene);
}

/** Per pixel the winner's scene index (−1: none) and its key. */
interface Winners {
  readonly winner: Int32Array;
  readonly key: Uint32Array;
}

/** Per scene where it has data, 1 or 0 at each pixel; null: nowhere. Scenes that are not named are not struck out. */
export type Holes = ReadonlyMap<number, Uint8Array | null>;

/**
 * Who was struck out at the pixels of a Grid: the lowest of them, since the winner is struck out first, then the next.
 * Whoever is to win lies below, by key and then by scene.
 */
export class Ceiling {
  /** Index + 1; 0: nobody was struck out. */
  readonly scene: Uint32Array<ArrayBuffer>;
  readonly key: Uint32Array<ArrayBuffer>;

  constructor(length: number) {
    this.scene = new Uint32Array(length);
    this.key = new Uint32Array(length);
  }

  /** Strikes out winners where they have no data, so that nobody wins there. Gives how many pixels these are. */
  strike({ winner, key }: Winners, holes: Holes): number {
    let struck = 0;
    for (let i = 0; i < winner.length; i++) {
      const scene = winner[i]!;
      const data = scene < 0 ? undefined : holes.get(scene);
      if (data === undefined || data?.[i] === 1) continue;
      this.scene[i] = scene + 1;
      this.key[i] = key[i]!;
      winner[i] = -1;
      key[i] = 0;
      struck++;
    }
    return struck;
  }

  /** True where a candidate may still win. */
  admits(i: number, candidate: Candidate): boolean {
    const scene = this.scene[i]!;
    return scene === 0 || outranks({ scene, key: this.key[i]! }, candidate);
  }
}
