/** What a link is about, before anything of it is shown. */
export interface Asked {
  /** Names of the hosts it speaks to. */
  readonly hosts: readonly string[];
  readonly source: string | null;
  readonly rewrites: readonly string[];
  readonly layers: number;
  readonly hasRule: boolean;
  readonly hasScript: boolean;
  /** A script of the gallery, which runs at once. */
  readonly example: string | null;
}

/** Asks whether a link is to be opened. Plain DOM, as it comes before the panels; closed by Escape it is not. */
export function askToOpen(asked: Asked): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog consent';
  dialog.setAttribute('aria-labelledby', 'consent-title');
  const title = element('h2', 'Open this link?');
  title.id = 'consent-title';
  const hosts = document.createElement('ul');
  hosts.className = 'hosts';
  hosts.append(...asked.hosts.map((host) => element('li', host)));
  const buttons = document.createElement('form');
  buttons.method = 'dialog';
  const open = button('Open', 'button primary', 'open');
  buttons.append(open, button('Not now', 'button', 'no'));
  dialog.append(
    title,
    element(
      'p',
      'It speaks to hosts that this page has not spoken to yet, and to those that they name for their files:',
    ),
    hosts,
    ...contentsOf(asked).map((line) => element('p', line, 'quiet')),
    element('p', 'They learn your address and what you look at. Nothing of yours is sent.', 'quiet'),
    buttons,
  );
  document.body.append(dialog);
  dialog.showModal();
  open.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'open');
    });
  });
}

function contentsOf({ source, rewrites, layers, hasRule, hasScript, example }: Asked): string[] {
  const parts = [
    ...(layers > 0 ? [`${layers} layer${layers === 1 ? '' : 's'}`] : []),
    ...(hasRule ? ['a quality rule'] : []),
    ...(hasScript ? ['a script, which is shown and not run'] : []),
    ...(example === null ? [] : [`the gallery’s script “${example}”, which runs`]),
  ];
  return [
    ...(source === null ? [] : [`Source: ${source}`]),
    ...(parts.length > 0 ? [`With ${parts.join(', ')}.`] : []),
    ...rewrites.map((rewrite) => `Reads elsewhere: ${rewrite}`),
  ];
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text: string, className: string, value: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.textContent = text;
  made.className = className;
  made.value = value;
  return made;
}
