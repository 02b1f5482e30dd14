import { signature } from './api.ts';
import type { Entry } from './entry.ts';

/** What completion and hover tell of entries: signature, sentence, parameters, what is not as in Earth Engine. */
export function helpOf(entries: readonly Entry[]): HTMLElement {
  const help = document.createElement('div');
  help.className = 'api-help';
  for (const entry of entries) help.append(...parts(entry));
  return help;
}

/** What hovering tells of a name of Earth Engine's that is not here. */
export function refusalOf(instead: string): HTMLElement {
  const help = helpOf([]);
  help.append(element('p', 'api-difference', 'Not supported here.'), element('p', '', instead));
  return help;
}

function parts(entry: Entry): HTMLElement[] {
  const { owner, doc, params, unverified, difference } = entry;
  const head = element('code', 'api-signature', `${owner && `${owner}.`}${signature(entry)}`);
  const list = element('dl', 'api-params', '');
  for (const { name, about, optional } of params) {
    list.append(element('dt', '', name + (optional ? '?' : '')), element('dd', '', about));
  }
  return [
    head,
    element('p', '', doc),
    ...(params.length > 0 ? [list] : []),
    ...(difference ? [element('p', 'api-difference', `Unlike Earth Engine: ${difference}`)] : []),
    ...(unverified
      ? [element('p', 'api-unverified', 'Unverified: Earth Engine’s own rule is not documented.')]
      : []),
  ];
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
