import { readRule } from '../choice/address.ts';
import { collectionOf } from '../choice/expression.ts';
import { dayOf } from '../choice/rule-days.ts';
import type { OfferedRule, Rule } from '../choice/rule.ts';
import { BestpixelError, isAbort } from '../errors.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { Listeners } from '../listeners.ts';
import { namesIn } from '../recipes/rules/custom-score.ts';
import { gateClasses } from '../recipes/rules/gate.ts';
import { offeredRules, openingRule } from '../recipes/rules/offered-rules.ts';
import { ruleLayers } from '../recipes/rules/rule-layers.ts';
import type { Scene } from '../scene/scene.ts';
import type { RulePort } from '../ui/quality/rule-port.ts';
import type { Viewer } from '../viewer.ts';
import type { DataDesk, Ranked } from './data-desk.ts';
import { type Page, writeAddress } from './page-address.ts';
import type { ScriptDeskParts } from './script-desk.ts';

interface Parts {
  readonly viewer: Viewer;
  readonly data: DataDesk;
  readonly page: Page;
  readonly scriptOf: ScriptDeskParts['scriptOf'];
  /** By the address; null: as the collection opens. */
  readonly rule: Rule | null;
}

/** What is told of some scenes. */
type Told = Pick<RulePort, 'offered' | 'classes' | 'days' | 'names'> & { readonly opening: Rule };

/** Joins the quality panel to what is composed, and keeps the page's address true. */
export class RuleDesk implements RulePort {
  readonly #parts: Parts;
  readonly #changes = new Listeners();
  #rule: Rule | null;
  #told: { readonly of: readonly Scene[]; readonly told: Told } | null = null;
  #script: { readonly of: readonly LayerSpec[]; readonly text: string } | null = null;
  /** Some picture is of a rule before. */
  #changed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#rule = parts.rule;
    parts.data.ranked = (scenes) => this.#layersOf(scenes);
    parts.page.addEventListener('hashchange', this.#onHash);
  }

  get rule(): Rule | null {
    if (!this.#parts.data.shown.areOwn) return null;
    return this.#rule ?? this.#known.opening;
  }

  get offered(): readonly OfferedRule[] {
    return this.#known.offered;
  }

  get classes(): RulePort['classes'] {
    return this.#known.classes;
  }

  get days(): RulePort['days'] {
    return this.#known.days;
  }

  get names(): RulePort['names'] {
    return this.#known.names;
  }

  get pending(): boolean {
    this.#changed &&= this.#parts.viewer.status.loading;
    return this.#changed;
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [this.#changes.on('change', listener), this.#parts.data.on('change', listener)];
    return () => stops.forEach((stop) => stop());
  }

  set(rule: Rule): void {
    const { data } = this.#parts;
    const lack = this.offered.find(({ kind }) => kind === rule.kind)?.lack;
    if (lack) throw new BestpixelError('bad-input', 'these scenes cannot be ranked so', { remedy: lack });
    const scenes = collectionOf(data.choice);
    data.shown.set(ruleLayers({ scenes, list: data.members, rule, picture: data.shown.picture }), true);
    this.#rule = rule;
    this.#changed = true;
    this.#writeHash();
    this.#changes.emit('change');
  }

  script(): string | null {
    const { data, viewer, scriptOf } = this.#parts;
    const { specs: layers } = data.shown;
    if (!data.shown.areOwn || layers.length === 0) return null;
    if (this.#script?.of !== layers) {
      const { lng, lat } = viewer.map.getCenter();
      const camera = { lng, lat, zoom: viewer.map.getZoom() + 1 };
      this.#script = { of: layers, text: scriptOf({ layers: layers.map(fieldsOf), camera }) };
    }
    return this.#script.text;
  }

  /** Stops listening. */
  dispose(): void {
    this.#parts.page.removeEventListener('hashchange', this.#onHash);
    this.#changes.clear();
  }

  get #known(): Told {
    const { members } = this.#parts.data;
    if (this.#told?.of !== members) this.#told = { of: members, told: told(members) };
    return this.#told.told;
  }

  /** By the rule that is set, where it says anything to these scenes; null: as they open. */
  #layersOf({ sameSource, byAddress, ...ranked }: Ranked): LayerSpec[] | null {
    try {
      if (byAddress) this.#rule = readRule(this.#parts.page.location);
      else if (!sameSource) this.#forget();
      const rule = this.#rule;
      const offered = rule && offeredRules(ranked.list).find(({ kind }) => kind === rule.kind);
      return offered?.lack === null ? ruleLayers({ ...ranked, rule: rule! }) : null;
    } catch (error) {
      // An expression that does not fit these scenes keeps nobody from seeing them.
      this.#forget();
      this.#parts.viewer.stage.listeners.emit('error', error);
      return null;
    }
  }

  #forget(): void {
    this.#rule = null;
    this.#writeHash();
  }

  #writeHash(): void {
    writeAddress(this.#parts.page, { rule: this.#rule });
  }

  /** Somebody wrote another one into the address. */
  readonly #onHash = (): void => {
    const { data, page, viewer } = this.#parts;
    // It is set together with the scenes it is meant for.
    if (data.followsAddress) return;
    try {
      const rule = readRule(page.location);
      const now = this.#rule;
      if (!data.shown.areOwn || JSON.stringify(rule) === JSON.stringify(now)) return;
      this.set(rule ?? this.#known.opening);
    } catch (error) {
      if (!isAbort(error)) viewer.stage.listeners.emit('error', error);
    }
  };
}

function told(list: readonly Scene[]): Told {
  const times = list.map(({ datetime }) => datetime);
  const { bands, properties } = namesIn(list);
  return {
    opening: openingRule(list),
    offered: offeredRules(list),
    classes: gateClasses(list),
    days: times.length === 0 ? null : { from: dayOf(least(times)), to: dayOf(-least(times.map((t) => -t))) },
    names: { bands: [...bands], properties: [...properties] },
  };
}

const least = (times: readonly number[]): number => times.reduce((a, b) => Math.min(a, b), Infinity);

function fieldsOf({ name = '', image, visParams = {}, shown = true, opacity = 1 }: LayerSpec) {
  return { name, node: 'kind' in image ? image : image.node, visParams, shown, opacity };
}
