import type { ReferenceEntry } from './expression/reference-entry.ts';
import { headline, referenceSections, type ReferenceSection } from './expression/reference.ts';
import './ui/styles/tokens.css';
import './ui/styles/reference.css';

interface Shown {
  readonly element: HTMLElement;
  readonly text: string;
}

/** The reference as a page: sections, and a box that leaves only what has the words in it. */
export function showReference(root: HTMLElement): void {
  const filter = element('input', {
    type: 'search',
    id: 'filter',
    placeholder: 'Filter, such as mask or date',
    autocomplete: 'off',
    spellcheck: false,
  });
  const count = element('output', { ariaLive: 'polite' });
  const sections = referenceSections().map((section) => sectionOf(section));
  const links = sections.map(({ title, id }) => element('a', { href: `#${id}`, textContent: title }));
  root.replaceChildren(
    element('h1', { textContent: 'Reference of scripts' }),
    element('p', { className: 'headline', textContent: headline }),
    element('p', {
      textContent:
        'Arguments come in order, or as one object by name; ? marks what may be left out, … what may be a list or ' +
        'several arguments. Unverified: concluded from Earth Engine’s behaviour, not from its documents or code.',
    }),
    element(
      'div',
      { className: 'find' },
      element('label', { htmlFor: 'filter', textContent: 'Filter' }),
      filter,
      count,
    ),
    element('nav', { ariaLabel: 'Types' }, ...links),
    ...sections.map(({ element: part }) => part),
  );
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element: part, entries } of sections) {
      const fitting = entries.filter(({ element: row, text }) => {
        row.hidden = !words.every((word) => text.includes(word));
        return !row.hidden;
      });
      part.hidden = fitting.length === 0;
      left += fitting.length;
    }
    count.textContent = left === 0 ? 'Nothing has these words.' : `${left} methods`;
  };
  filter.addEventListener('input', apply);
  apply();
}

function sectionOf({ title, entries }: ReferenceSection) {
  const id = title.replaceAll(/\W+/g, '-');
  const shown = entries.map(entryOf);
  const part = element(
    'section',
    { id },
    element('h2', { textContent: title }),
    ...shown.map(({ element: row }) => row),
  );
  return { title, id, element: part, entries: shown };
}

function entryOf({ counterpart, signature, doc, difference, verified, params }: ReferenceEntry): Shown {
  const row = element(
    'article',
    { id: counterpart },
    element('h3', {}, element('code', { textContent: signature })),
  );
  row.append(element('p', { textContent: doc }));
  if (difference !== null)
    row.append(element('p', { className: 'difference', textContent: `Differs: ${difference}` }));
  if (params.length > 0) {
    const text = params.map(({ name, about }) => `${name}: ${about}`).join('. ');
    row.append(element('p', { className: 'arguments', textContent: `${text}.` }));
  }
  const parts = [element('span', { textContent: `Earth Engine: ${counterpart}` })];
  if (!verified) parts.push(element('span', { className: 'unverified', textContent: 'unverified' }));
  row.append(element('p', { className: 'counterpart' }, ...parts));
  return {
    element: row,
    text: [counterpart, signature, doc, difference ?? '', verified ? '' : 'unverified']
      .join(' ')
      .toLowerCase(),
  };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: readonly HTMLElement[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
