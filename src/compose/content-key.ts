import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene, SceneList } from '../scene/scene.ts';

/** 128 bits of a text: equal for equal texts, and as good as never for others. */
export function hashed(...texts: readonly string[]): string {
  const text = texts.map((each) => `${each.length}:${each}`).join('');
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a, b, c, d].map((word) => (word >>> 0).toString(36)).join('');
}

const exprs = new WeakMap<PixelExpr, string>();

/** Equal for expressions that are written alike. Parts that are shared are looked at once. */
export function exprKey(expr: PixelExpr): string {
  let key = exprs.get(expr);
  if (key === undefined) {
    if (expr.op === 'band') key = `band ${expr.band}`;
    else if (expr.op === 'const') key = `const ${expr.value}`;
    else key = hashed(expr.op, ...expr.args.map(exprKey));
    exprs.set(expr, key);
  }
  return key;
}

const scenes = new WeakMap<Scene, string>();

/** Says that a scene, though named as another, is not the same: equal keys for equal ones. */
export function keyed(scene: Scene, key: string): Scene {
  scenes.set(scene, key);
  return scene;
}

export function sceneKey(scene: Scene): string {
  return scenes.get(scene) ?? scene.id;
}

const lists = new WeakMap<SceneList, string>();

/** Equal for lists of the same scenes in the same order, though they come from different queries. */
export function listKey(list: SceneList): string {
  let key = lists.get(list);
  if (key === undefined) lists.set(list, (key = hashed(list.id, ...list.scenes.map(sceneKey))));
  return key;
}
