import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { bandsOf, type CollectionValue } from './collections.ts';
import { exprKey } from './content-key.ts';
import { held, renamed, sharingBands } from './copies.ts';
import { leafBands } from './glsl.ts';
import { pixelBand } from './images.ts';
import { eachPart, entriesOf, together, type MadePart } from './made.ts';
import { fromImages, imagesOf, makingKey, mergedLists, mostImages, tooMany } from './members.ts';

/** Bands that one program can read on every GPU. */
const mostLeaves = 7;

/**
 * The images of the first, then those of the second; their ids begin with 1_ and 2_. They stay scenes also where their
 * bands are made in two ways, as long as one program can read what both need.
 */
export function merged(a: CollectionValue, b: CollectionValue): CollectionValue {
  const count = a.list.scenes.length + b.list.scenes.length;
  if (count > mostImages) throw tooMany(count);
  const both = copiesOf(a, b);
  const sides = [a, b].filter(({ list }) => list.scenes.length > 0);
  const [only, other] = sides;
  if (!only) return a;
  if (!other) return joinedScenes(both, only.mapped);
  if (isMadeAlike(a, b)) return joinedScenes(both, a.mapped);
  return (
    gated(both) ??
    fromImages(
      sides.flatMap(imagesOf),
      both.sides.flatMap(({ copies }) => copies.map(({ id }) => id)),
    )
  );
}

function isMadeAlike(a: CollectionValue, b: CollectionValue): boolean {
  if (!a.mapped || !b.mapped) return a.mapped === b.mapped;
  return makingKey(a.mapped) === makingKey(b.mapped);
}

/** Two collections as they will be in one list. */
interface Both {
  readonly list: SceneList;
  readonly sides: readonly {
    readonly side: CollectionValue;
    /** Of its scenes, in order: `a.merge(a)` holds each scene twice. */
    readonly copies: readonly Scene[];
  }[];
}

function copiesOf(a: CollectionValue, b: CollectionValue): Both {
  const copies = [a, b].map(({ list, properties }, i) =>
    list.scenes.map((scene) => held(scene, properties, `${i + 1}_`)),
  );
  const scenes = sharingBands(copies.flat());
  const first = copies[0]!.length;
  return {
    list: { ...mergedLists([a.list, b.list]), scenes },
    sides: [
      { side: a, copies: scenes.slice(0, first) },
      { side: b, copies: scenes.slice(first) },
    ],
  };
}

/** What bands of a side read, for its copies; masked in those of the other. */
function partsOf({ side, copies }: Both['sides'][number]): Map<string, MadePart> {
  return new Map(
    [...(side.made ?? [])].map(([name, draft]): readonly [string, MadePart] => {
      const entries = entriesOf(draft, side.list.scenes);
      if (entries) return [name, eachPart(new Map(copies.map((copy, i) => [copy, entries[i]!])))];
      return [name, { expr: { op: 'band', band: name }, made: new Map([[name, draft]]) }];
    }),
  );
}

/** A longer list: both are the same scene by scene. */
function joinedScenes({ list, sides }: Both, mapped: readonly PixelBand[] | null): CollectionValue {
  if (!mapped) return { kind: 'collection', list, mapped: null };
  const parts = new Map<string, MadePart>();
  for (const name of new Set(sides.flatMap(({ side }) => [...(side.made?.keys() ?? [])]))) {
    const drafts = sides.flatMap(({ side, copies }) => {
      const draft = side.made?.get(name);
      return draft ? [{ draft, copies, entries: entriesOf(draft, side.list.scenes) }] : [];
    });
    const entries = drafts.flatMap(({ copies, entries }) =>
      copies.map((copy, i) => [copy, entries?.[i] ?? null] as const),
    );
    const same = { expr: { op: 'band', band: name }, made: new Map([[name, drafts[0]!.draft]]) } as const;
    parts.set(name, drafts[0]!.entries ? eachPart(new Map(entries)) : same);
  }
  return { kind: 'collection', list, ...renamed(mapped, parts) };
}

/** Each band as its side makes it, by a number that says of which side a scene is; null: too much for one program. */
function gated({ list, sides }: Both): CollectionValue | null {
  const gate = eachPart(
    new Map(sides.flatMap(({ copies }, i) => copies.map((copy) => [copy, i === 0 ? 1 : 0] as const))),
  );
  const made = sides.map((each) => {
    const given = renamed(bandsOf(each.side).map(pixelBand), partsOf(each));
    return { bands: new Map(given.mapped!.map((band) => [band.name, band] as const)), made: given.made };
  });
  const open = [gate.expr, { op: 'not', args: [gate.expr] } satisfies PixelExpr] as const;
  const names = new Set(made.flatMap(({ bands }) => [...bands.keys()]));
  const mapped = [...names].map((name): PixelBand => {
    const [left, right] = made.map(({ bands }) => bands.get(name));
    if (left && right && exprKey(left.expr) === exprKey(right.expr)) return left;
    const [first, second] = [left, right].map((band, i): PixelExpr | null =>
      band ? { op: 'updateMask', args: [band.expr, open[i]!] } : null,
    );
    if (first && second) return { name, expr: { op: 'unmask', args: [first, second] } };
    return { name, expr: (first ?? second)! };
  });
  if (mapped.some(({ expr }) => leafBands([expr]).length > mostLeaves)) return null;
  return { kind: 'collection', list, mapped, made: together(gate.made, ...made.map((each) => each.made)) };
}
