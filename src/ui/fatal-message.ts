import './styles/index.css';

/** A page instead of the app: what is missing, and what to do. Plain DOM, so that nothing else has to work. */
export function fatalMessage({
  title,
  what,
  remedy,
}: {
  title: string;
  what: string;
  remedy: string;
}): HTMLElement {
  const page = document.createElement('div');
  page.className = 'fatal';
  page.setAttribute('role', 'alert');
  page.append(element('h1', title), element('p', sentence(what)), element('p', remedy));
  return page;
}

/** Errors tell what happened in a fragment, without a capital and a stop. */
function sentence(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${/[.!?]$/.test(what) ? '' : '.'}`;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
