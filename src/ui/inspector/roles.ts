import type { InspectedMosaic, Inspection } from '../../engine/inspection.ts';

export type RoleKind = 'winner' | 'second' | 'tie';

/** What a scene is to a mosaic at the place. */
export interface Role {
  readonly kind: RoleKind;
  readonly mosaic: InspectedMosaic;
}

const roleWords: Readonly<Record<RoleKind, string>> = {
  winner: 'wins',
  second: 'second',
  tie: 'same quality',
};

/** Of the scene at that index: first where it wins. */
export function rolesOf({ mosaics }: Inspection, index: number): readonly Role[] {
  const roles = mosaics.flatMap((mosaic): Role[] => {
    if (mosaic.winner === index) return [{ kind: 'winner', mosaic }];
    if (mosaic.ties.includes(index)) return [{ kind: 'tie', mosaic }];
    return mosaic.runnerUp === index ? [{ kind: 'second', mosaic }] : [];
  });
  const rank = { winner: 0, tie: 1, second: 2 };
  return roles.toSorted((a, b) => rank[a.kind] - rank[b.kind]);
}

/** "Best: wins · Worst: second" */
export function rolesText(roles: readonly Role[]): string {
  return roles
    .map(({ kind, mosaic }) => {
      const provisional = kind === 'winner' && mosaic.provisional ? ' so far' : '';
      return `${mosaic.name}: ${roleWords[kind]}${provisional}`;
    })
    .join(' · ');
}
