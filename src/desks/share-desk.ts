import { readRule } from '../choice/address.ts';
import { recipeOfText, type SharedRecipe, textOfRecipe } from '../choice/recipe-file.ts';
import { linkTextOf, longestLink } from '../choice/recipe-link.ts';
import { recipeParam } from '../choice/recipe-param.ts';
import { BestpixelError } from '../errors.ts';
import type { Sources } from '../sources.ts';
import type { ShareFinding, SharePort } from '../ui/share/share-port.ts';
import type { Viewer } from '../viewer.ts';
import type { CompareDesk } from './compare-desk.ts';
import type { DataDesk } from './data-desk.ts';
import { findingsOf } from './share-findings.ts';

interface Parts {
  readonly viewer: Viewer;
  readonly sources: Sources;
  readonly data: DataDesk;
  readonly compare: CompareDesk;
  /** What is shown, as a script. */
  readonly script: { showAsScript(): string };
  readonly page: Pick<Window, 'location'>;
}

/** Joins the Share dialog to what is shown. */
export class ShareDesk implements SharePort {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async link(): Promise<string> {
    const { location } = this.#parts.page;
    const recipe = this.#recipe();
    const place = new URLSearchParams(location.hash.slice(1)).get('map');
    const start = location.href.replace(/[?#].*$/s, '');
    const link = `${start}#${place ? `map=${place}&` : ''}${recipeParam}=${await linkTextOf(recipe)}`;
    if (link.length <= longestLink) return link;
    throw new BestpixelError('bad-input', `the link would have ${link.length} characters`, {
      remedy: 'Programs cut off such links. Save a recipe file, and send that.',
    });
  }

  contents(): string {
    const { choice, script, rule, layers, compare } = this.#recipe();
    const parts = [
      script === null ? `the collection ${choice?.collection ?? ''}`.trim() : 'the layers as a script',
      ...(rule ? ['its quality rule'] : []),
      `${layers.length} layer${layers.length === 1 ? '' : 's'} with their styles`,
      ...(compare ? ['the comparison'] : []),
    ];
    return `${parts.join(', ')} and the place`;
  }

  findings(): readonly ShareFinding[] {
    const { viewer, sources, page } = this.#parts;
    const { engine } = viewer.stage;
    const scenes = engine.layers.flatMap(({ recipe }) => recipe?.list.scenes ?? []);
    const failures = engine.layers.flatMap((layer) => engine.status(layer).failures);
    const refusing = failures.flatMap(({ error }) => (error.tag === 'cors' ? hostOf(error.where) : []));
    return findingsOf({
      scenes: [...new Set(scenes)],
      rewrite: (href) => sources.addresses.rewrite(href),
      refusing: new Set(refusing),
      page: page.location,
      now: Date.now(),
    });
  }

  file(): { name: string; text: string } {
    const day = new Date().toISOString().slice(0, 10);
    return { name: `bestpixel-recipe-${day}.json`, text: textOfRecipe(this.#recipe()) };
  }

  async open(text: string): Promise<void> {
    const { location } = this.#parts.page;
    const recipe = recipeOfText(text);
    // As a link does: from the start, and nothing is spoken to before the person agrees.
    location.hash = `${recipeParam}=${await linkTextOf(recipe)}`;
  }

  #recipe(): SharedRecipe {
    const { viewer, data, compare, script, page } = this.#parts;
    const own = data.shown.areOwn;
    const { lng, lat } = viewer.map.getCenter();
    const view = {
      lng,
      lat,
      zoom: viewer.map.getZoom(),
      bearing: viewer.map.getBearing(),
      pitch: viewer.map.getPitch(),
      projection: viewer.projection,
    };
    return {
      choice: own ? data.choice : null,
      rewrites: data.rewrites,
      rule: own ? readRule(page.location) : null,
      compare: compare.compare,
      script: own ? null : script.showAsScript(),
      layers: viewer.stage.engine.layers.map(({ id, name, aspect, shown, opacity, visParams }) => ({
        id,
        name,
        aspect,
        shown,
        opacity,
        visParams: JSON.parse(JSON.stringify(visParams)) as SharedRecipe['layers'][number]['visParams'],
      })),
      view,
    };
  }
}

function hostOf(where: string | undefined): string[] {
  return where !== undefined && URL.canParse(where) ? [new URL(where).host] : [];
}
