import type { Choice } from '../choice/choice.ts';
import { BestpixelError, isAbort } from '../errors.ts';
import { galleryScripts } from '../script/gallery/entries.ts';
import { scriptOf } from '../script/to-script.ts';
import type { Sources } from '../sources.ts';
import { mountUi } from '../ui/mount-ui.tsx';
import type { Viewer } from '../viewer.ts';
import { arrangedByRecipe } from './arrange-recipe.ts';
import type { CompareDesk } from './compare-desk.ts';
import { DataDesk } from './data-desk.ts';
import { GeotiffDesk } from './geotiff-desk.ts';
import type { InAddress } from './in-address.ts';
import { InspectDesk } from './inspect-desk.ts';
import { LayersDesk } from './layers-desk.ts';
import { RuleDesk } from './rule-desk.ts';
import { SaveDesk } from './save-desk.ts';
import { ScriptDesk } from './script-desk.ts';
import { ShareDesk } from './share-desk.ts';
import { SingleScene } from './single-scene.ts';
import { TimeDesk } from './time-desk.ts';

export interface PanelParts {
  readonly viewer: Viewer;
  readonly sources: Sources;
  readonly compare: CompareDesk;
  readonly named: InAddress;
  /** What the viewer shows where the address names nothing. */
  readonly opening: Choice;
  /** What went wrong before there was a place to tell it. */
  readonly errors: readonly unknown[];
}

/** Puts the panels with all that they work with beside the map. Resolves when what the address names is shown. */
export async function openPanels(root: HTMLElement, parts: PanelParts): Promise<void> {
  const { viewer, sources, compare, named, opening } = parts;
  const page = window;
  const { choice, rule } = named;
  const data = new DataDesk({ viewer, sources, page, choice: choice ?? opening });
  const script = new ScriptDesk({ viewer, page, named: named.script, gallery: galleryScripts, scriptOf });
  const joined = { viewer, data, scene: new SingleScene(viewer.stage) };
  const layers = new LayersDesk({ viewer, compare, own: () => data.shown.specs });
  const rules = new RuleDesk({ viewer, data, page, scriptOf, rule });
  const ports = {
    viewer,
    data,
    script,
    time: new TimeDesk(joined),
    layers,
    compare,
    rules,
    inspect: new InspectDesk(joined),
    share: new ShareDesk({ viewer, sources, data, compare, script, page }),
    geotiff: new GeotiffDesk({ viewer, reader: sources.reader, scriptOf }),
    save: new SaveDesk({ viewer, layers, rules }),
  };
  const { example } = named.script;
  const problems = [...parts.errors, ...(named.problem ? [named.problem] : [])];
  if (example !== null && !script.opened) problems.push(noExample(example));
  mountUi(root, ports, problems);
  const arrange = (): void => {
    if (named.layers.length > 0) viewer.stage.arrange(arrangedByRecipe(named.layers, data.shown.specs));
  };
  // A script of the gallery runs at once, and its layers are what the address asks for.
  if (script.opened?.entry) return;
  if (!choice && !rule) return arrange();
  try {
    await data.show(choice ?? opening, new AbortController().signal);
    arrange();
  } catch (error) {
    if (!isAbort(error)) viewer.stage.listeners.emit('error', error);
  }
}

function noExample(id: string): BestpixelError {
  return new BestpixelError('bad-input', `the gallery has no script '${id.slice(0, 80)}'`, {
    where: "'example' in the address",
    remedy: 'Open the gallery in the script panel.',
  });
}
